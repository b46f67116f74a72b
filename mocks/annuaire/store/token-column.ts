import type { Coding } from '../../wire/annuaire-systems.js';
import { anyOf, type Column, type ColumnBuilder, type Criterion, known } from './column.js';
import type { TokenValue } from './directory-query.js';
import { GrowingColumn } from './growing-column.js';
import { RowSet } from './row-set.js';

/** A column of codes of nomenclatures: few different ones, each with the set of its rows. */
export function tokenColumn<R>(rowCount: number, tokens: (record: R) => readonly Coding[]): ColumnBuilder<R> {
  const builder = new TokenSetsBuilder();
  return {
    add: (row, record) => {
      for (const { system = '', code } of tokens(record)) builder.add(row, system, code);
    },
    finish: () => builder.finish(rowCount),
  };
}

/** The rows of each token, by system (empty when the code has none), then by code. */
export class TokenSetsBuilder {
  readonly #systems = new Map<string, Map<string, GrowingColumn>>();

  /** Adds a token of a row: rows come in increasing order. */
  add(row: number, system: string, code: string): void {
    let codes = this.#systems.get(system);
    if (!codes) this.#systems.set(system, (codes = new Map<string, GrowingColumn>()));
    let rows = codes.get(code);
    if (!rows) codes.set(code, (rows = new GrowingColumn()));
    // A record may say the same code twice.
    if (rows.last !== row) rows.push(row);
  }

  /** The column. */
  finish(rowCount: number): Column {
    const sets = new Map(
      [...this.#systems].map(([system, codes]) => [
        system,
        new Map([...codes].map(([code, rows]) => [code, RowSet.ofSorted(rows.toArray(), rowCount)])),
      ]),
    );
    this.#systems.clear();
    return tokenSets(sets, rowCount);
  }
}

function tokenSets(sets: ReadonlyMap<string, ReadonlyMap<string, RowSet>>, rowCount: number): Column {
  const matching = (value: TokenValue): RowSet[] => {
    const codes =
      value.system === undefined ? [...sets.values()] : [sets.get(value.system) ?? new Map<string, RowSet>()];
    return codes.flatMap((byCode) =>
      value.code === undefined ? [...byCode.values()] : (byCode.get(value.code) ?? []),
    );
  };
  return {
    criterion: (predicate): Criterion => {
      const values = predicate.kind === 'token' ? predicate.values : [];
      const found = [...new Set(values.flatMap(matching))];
      const [only] = found;
      if (found.length <= 1) return known(only ?? RowSet.ofSorted(new Uint32Array(0), rowCount));
      let union: RowSet | undefined;
      const rows = () => (union ??= RowSet.union(found, rowCount));
      return { ...anyOf(found.map(known), rowCount), rows, test: () => (row) => rows().has(row) };
    },
  };
}
