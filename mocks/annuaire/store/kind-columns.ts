import { setImmediate } from 'node:timers/promises';
import type { DirectoryTable } from '../../../fixtures/directory/records.js';
import { anyOf, type Column, type ColumnBuilder, type Criterion, negated } from './column.js';
import type { DirectoryQuery, Predicate } from './directory-query.js';
import { instantColumn } from './instant-column.js';
import { numberColumn } from './number-column.js';
import { fieldOf, type RowsOfIds } from './record-matching.js';
import { type ReferenceColumn, referenceColumn } from './reference-column.js';
import { RowSet } from './row-set.js';
import type { SearchField, SearchFields } from './search-fields.js';
import { textColumn } from './text-column.js';
import { tokenColumn } from './token-column.js';

/** Up to so many rows, the other criteria are tried on each rather than looked for in their columns. */
const FEW_ROWS = 20_000;
/** Answers kept; one of two million rows takes 250 kB at most. */
const KEPT_ANSWERS = 256;
/** Rows read between two turns of the event loop. */
const ROWS_A_TURN = 10_000;

/** All the columns of the records of one kind, as they were when the directory was opened. */
export class KindColumns<R> {
  readonly #rowCount: number;
  readonly #fields: SearchFields<R>;
  readonly #columns: ReadonlyMap<string, Column>;
  /** Answers by query, the latest asked for at the end: a page is a walk in the answer of its search. */
  readonly #answers = new Map<string, RowSet>();

  private constructor(rowCount: number, fields: SearchFields<R>, columns: ReadonlyMap<string, Column>) {
    this.#rowCount = rowCount;
    this.#fields = fields;
    this.#columns = columns;
  }

  /** Reads every record once. */
  static async read<R>(
    fields: SearchFields<R>,
    table: DirectoryTable<R>,
    rowsOfIds: RowsOfIds,
  ): Promise<KindColumns<R>> {
    const recordAt = (row: number) => table.at(row);
    const builders = new Map<string, ColumnBuilder<R>>();
    for (const [name, field] of Object.entries(fields)) {
      const builder = columnBuilder(field, table.count, rowsOfIds, recordAt);
      if (builder) builders.set(name, builder);
    }
    const all = [...builders.values()];
    for (let row = 0; row < table.count; row += 1) {
      const record = table.at(row);
      for (const builder of all) builder.add(row, record);
      if (row % ROWS_A_TURN === 0) await setImmediate();
    }
    const columns = new Map<string, Column>();
    for (const [name, builder] of builders) {
      columns.set(name, builder.finish());
      await setImmediate();
    }
    return new KindColumns(table.count, fields, columns);
  }

  /** The rows that meet the query. Throws RangeError when it names a field the kind does not have. */
  rows(query: DirectoryQuery): RowSet {
    const key = JSON.stringify(query);
    const rows = this.#answers.get(key) ?? this.#evaluate(query);
    this.#answers.delete(key);
    this.#answers.set(key, rows);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return rows;
  }

  /** The rows whose field refers to a row. */
  referring(field: string, target: number): Uint32Array {
    const column = this.#columns.get(field);
    return column && isReference(column) ? column.referring(target) : new Uint32Array(0);
  }

  #evaluate(query: DirectoryQuery): RowSet {
    const criteria = query.map((predicate) => this.#criterion(predicate));
    const [first, ...others] = criteria.sort((one, other) => one.atMost - other.atMost);
    if (!first) return RowSet.all(this.#rowCount);
    if (others.length === 0) return first.rows();
    if (first.atMost > FEW_ROWS) return RowSet.intersection(criteria.map(({ rows }) => rows()));
    const tests = others.map(({ test }) => test());
    return first.rows().filter((row) => tests.every((test) => test(row)));
  }

  #criterion(predicate: Predicate): Criterion {
    const field = fieldOf(this.#fields, predicate);
    const names = field.kind === 'any-of' ? field.fields : [predicate.field];
    const criteria = names.flatMap((name) => this.#columns.get(name)?.criterion(predicate) ?? []);
    const criterion = anyOf(criteria, this.#rowCount);
    return predicate.not ? negated(criterion, this.#rowCount) : criterion;
  }
}

function columnBuilder<R>(
  field: SearchField<R>,
  rowCount: number,
  rowsOfIds: RowsOfIds,
  recordAt: (row: number) => R,
): ColumnBuilder<R> | undefined {
  switch (field.kind) {
    case 'string':
      return textColumn(rowCount, field.texts, recordAt);
    case 'token':
      return field.numbers ? numberColumn(rowCount, field.tokens, recordAt) : tokenColumn(rowCount, field.tokens);
    case 'reference':
      return referenceColumn(rowCount, field, rowsOfIds);
    case 'date':
      return instantColumn(rowCount, field.instant);
    case 'any-of':
      return undefined;
  }
}

function isReference(column: Column): column is ReferenceColumn {
  return 'referring' in column;
}
