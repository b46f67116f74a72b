import type { DirectoryTable } from '../../../fixtures/directory/records.js';
import { BancError } from '../../wire/errors.js';
import type { DirectoryQuery } from './directory-query.js';
import type { DirectoryKind, FoundRows, Mutation, RecordOf, Stored } from './directory-store.js';
import { changedRecord } from './mutations.js';
import { recordTest, type RowsOfIds } from './record-matching.js';
import { Revisions } from './revisions.js';
import type { SearchFields } from './search-fields.js';

/** The records of one kind, to search and to change. */
export class KindStore<K extends DirectoryKind> {
  readonly #kind: K;
  readonly #fields: SearchFields<RecordOf[K]>;
  readonly #table: DirectoryTable<RecordOf[K]>;
  readonly #rowsOfIds: RowsOfIds;
  readonly #changes = new Revisions<RecordOf[K]>();
  #count: number;

  private constructor(
    kind: K,
    fields: SearchFields<RecordOf[K]>,
    table: DirectoryTable<RecordOf[K]>,
    rowsOfIds: RowsOfIds,
  ) {
    this.#kind = kind;
    this.#fields = fields;
    this.#table = table;
    this.#rowsOfIds = rowsOfIds;
    this.#count = table.count;
  }

  /** Reads the table. `rowsOfIds` is asked once references are searched, not before. */
  static open<K extends DirectoryKind>(
    kind: K,
    fields: SearchFields<RecordOf[K]>,
    table: DirectoryTable<RecordOf[K]>,
    rowsOfIds: RowsOfIds,
  ): Promise<KindStore<K>> {
    return Promise.resolve(new KindStore(kind, fields, table, rowsOfIds));
  }

  /** See `DirectoryStore.record`. */
  record(row: number, revision: number): Stored<K> | undefined {
    const version = this.#changes.at(row, revision);
    if (version) return version.record && { row, record: version.record, versionId: version.versionId };
    if (!(row >= 0 && row < this.#table.count)) return undefined;
    return { row, record: this.#table.at(row), versionId: 1 };
  }

  /** Rows of these ids, at whatever revision. */
  rowsOfIds(ids: readonly string[]): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.#count; row += 1) {
      const found = this.record(row, Infinity) ?? this.record(row, 0);
      if (found && ids.includes(found.record.id)) rows.push(row);
    }
    return rows;
  }

  /** See `DirectoryStore.search`. */
  search(query: DirectoryQuery, revision: number, afterRow: number, limit: number): FoundRows {
    const rows: number[] = [];
    for (const row of this.#found(query, revision, afterRow)) {
      if (rows.length === limit) return { rows, more: true };
      rows.push(row);
    }
    return { rows, more: false };
  }

  /** See `DirectoryStore.count`. */
  count(query: DirectoryQuery, revision: number): number {
    return [...this.#found(query, revision, -1)].length;
  }

  /** Row a field of a record refers to. */
  referenced(field: string, row: number, revision: number): number | undefined {
    const found = this.record(row, revision);
    const reference = this.#fields[field];
    return found && reference?.kind === 'reference' ? reference.row(found.record) : undefined;
  }

  /** Rows whose field refers to `target`. */
  referring(field: string, target: number, revision: number): number[] {
    const rows: number[] = [];
    for (const row of this.#found([], revision, -1)) {
      if (this.referenced(field, row, revision) === target) rows.push(row);
    }
    return rows;
  }

  /** Makes a change that shows from `revision` on; gives its row. */
  mutate(mutation: Mutation, revision: number, lastUpdated: number): number {
    if (mutation.change === 'insert') {
      const row = this.#count;
      const record = { ...(mutation.record as RecordOf[K]), index: row, lastUpdated };
      this.#changes.add(row, { revision, record, versionId: 1 });
      this.#count += 1;
      return row;
    }
    const { row } = mutation;
    const before = this.record(row, revision);
    if (!before) throw new BancError('BANC_CONTROL', `There is no ${this.#kind} at row ${row} to ${mutation.change}.`);
    const record = changedRecord(before.record, mutation, lastUpdated) as RecordOf[K] | undefined;
    this.#changes.add(row, { revision, record, versionId: before.versionId + 1 });
    return row;
  }

  *#found(query: DirectoryQuery, revision: number, afterRow: number): Generator<number> {
    const test = recordTest(this.#fields, query, this.#rowsOfIds);
    for (let row = afterRow + 1; row < this.#count; row += 1) {
      const found = this.record(row, revision);
      if (found && test(found.record)) yield row;
    }
  }
}
