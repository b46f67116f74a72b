import type { DirectoryTable } from '../../../fixtures/directory/records.js';
import { BancError } from '../../wire/errors.js';
import type { DirectoryQuery } from './directory-query.js';
import type { DirectoryKind, FoundRows, Mutation, RecordOf, Stored } from './directory-store.js';
import { KindColumns } from './kind-columns.js';
import { changedRecord } from './mutations.js';
import { recordTest, type RecordTest, type RowsOfIds } from './record-matching.js';
import { Revisions, type Version } from './revisions.js';
import type { SearchFields } from './search-fields.js';

/** The records of one kind: columns of what they were when the directory was opened, and what changed since. */
export class KindStore<K extends DirectoryKind> {
  readonly #kind: K;
  readonly #fields: SearchFields<RecordOf[K]>;
  readonly #table: DirectoryTable<RecordOf[K]>;
  readonly #columns: KindColumns<RecordOf[K]>;
  readonly #rowsOfIds: RowsOfIds;
  readonly #changes = new Revisions<RecordOf[K]>();
  /** Rows of the records inserted since, by id. */
  readonly #inserted = new Map<string, number>();
  /** Changed rows that refer, or referred, to a row: by name of field and row. */
  readonly #changedReferring = new Map<string, Set<number>>();

  private constructor(
    kind: K,
    fields: SearchFields<RecordOf[K]>,
    table: DirectoryTable<RecordOf[K]>,
    columns: KindColumns<RecordOf[K]>,
    rowsOfIds: RowsOfIds,
  ) {
    this.#kind = kind;
    this.#fields = fields;
    this.#table = table;
    this.#columns = columns;
    this.#rowsOfIds = rowsOfIds;
  }

  /** Reads the table. `rowsOfIds` is asked once references are searched, not before. */
  static async open<K extends DirectoryKind>(
    kind: K,
    fields: SearchFields<RecordOf[K]>,
    table: DirectoryTable<RecordOf[K]>,
    rowsOfIds: RowsOfIds,
  ): Promise<KindStore<K>> {
    const columns = await KindColumns.read(fields, table, rowsOfIds);
    return new KindStore(kind, fields, table, columns, rowsOfIds);
  }

  /** See `DirectoryStore.record`. */
  record(row: number, revision: number): Stored<K> | undefined {
    const version = this.#changes.at(row, revision);
    if (version) return version.record && { row, record: version.record, versionId: version.versionId };
    if (!(row >= 0 && row < this.#table.count)) return undefined;
    return { row, record: this.#table.at(row), versionId: 1 };
  }

  /** Rows of these ids, at whatever revision: an id never passes to another record. */
  rowsOfIds(ids: readonly string[]): number[] {
    const values = ids.map((code) => ({ code }));
    const found = this.#columns.rows([{ kind: 'token', field: '_id', values }]);
    const rows: number[] = [];
    for (let row = found.next(0); row >= 0; row = found.next(row + 1)) rows.push(row);
    return [...rows, ...ids.flatMap((id) => this.#inserted.get(id) ?? [])];
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
    const unchanged = this.#columns.rows(query);
    const test = this.#recordTest(query);
    let count = unchanged.size;
    for (const [row, { record }] of this.#changes.showing(revision)) {
      if (unchanged.has(row)) count -= 1;
      if (record && test(record)) count += 1;
    }
    return count;
  }

  /** Row a field of a record refers to. */
  referenced(field: string, row: number, revision: number): number | undefined {
    const found = this.record(row, revision);
    return found && this.#reference(field, found.record);
  }

  /** Rows whose field refers to `target`, in increasing order. */
  referring(field: string, target: number, revision: number): number[] {
    const unchanged = [...this.#columns.referring(field, target)].filter((row) => !this.#changes.at(row, revision));
    const changed = [...(this.#changedReferring.get(`${field} ${target}`) ?? [])].filter((row) => {
      const record = this.#changes.at(row, revision)?.record;
      return record !== undefined && this.#reference(field, record) === target;
    });
    return [...unchanged, ...changed].sort((one, other) => one - other);
  }

  /** Makes a change that shows from `revision` on; gives its row. Throws BANC_CONTROL when there is no such record. */
  mutate(mutation: Mutation, revision: number, lastUpdated: number): number {
    if (mutation.change === 'insert') {
      const row = this.#table.count + this.#inserted.size;
      const record = { ...(mutation.record as RecordOf[K]), index: row, lastUpdated };
      if (this.rowsOfIds([record.id]).length > 0) {
        throw new BancError(
          'BANC_CONTROL',
          `L’annuaire a déjà, ou a eu, ${this.#kind} ${record.id} : donnez un nouvel id.`,
        );
      }
      this.#inserted.set(record.id, row);
      this.#add(row, { revision, record, versionId: 1 });
      return row;
    }
    const { row } = mutation;
    const before = this.record(row, revision);
    if (!before)
      throw new BancError(
        'BANC_CONTROL',
        `L’annuaire n’a pas (ou plus) de ${this.#kind} à la ligne ${row} : ${mutation.change} impossible.`,
      );
    const record = changedRecord(before.record, mutation, lastUpdated) as RecordOf[K] | undefined;
    this.#add(row, { revision, record, versionId: before.versionId + 1 });
    return row;
  }

  /** Walks what was found in the columns, and puts what changed at its place. */
  *#found(query: DirectoryQuery, revision: number, afterRow: number): Generator<number> {
    const unchanged = this.#columns.rows(query);
    const test = this.#recordTest(query);
    let row = unchanged.next(afterRow + 1);
    for (const [changed, { record }] of this.#changes.showing(revision, afterRow)) {
      for (; row >= 0 && row < changed; row = unchanged.next(row + 1)) yield row;
      if (record && test(record)) yield changed;
      if (row === changed) row = unchanged.next(changed + 1);
    }
    for (; row >= 0; row = unchanged.next(row + 1)) yield row;
  }

  /** The test of changed records, made when the first one is met. */
  #recordTest(query: DirectoryQuery): (record: RecordOf[K]) => boolean {
    let test: RecordTest<RecordOf[K]> | undefined;
    return (record) => (test ??= recordTest(this.#fields, query, this.#rowsOfIds))(record);
  }

  #reference(name: string, record: RecordOf[K]): number | undefined {
    const field = this.#fields[name];
    return field?.kind === 'reference' ? field.row(record) : undefined;
  }

  #add(row: number, version: Version<RecordOf[K]>): void {
    this.#changes.add(row, version);
    for (const name of Object.keys(this.#fields)) {
      const target = version.record && this.#reference(name, version.record);
      if (target === undefined) continue;
      const key = `${name} ${target}`;
      const rows = this.#changedReferring.get(key) ?? new Set();
      this.#changedReferring.set(key, rows.add(row));
    }
  }
}
