import type { Coding } from '../../wire/annuaire-systems.js';
import { anyOf, type Column, type ColumnBuilder, type Criterion, known } from './column.js';
import type { TokenValue } from './directory-query.js';
import { GrowingColumn } from './growing-column.js';
import { RowSet } from './row-set.js';

/** A column of codes of nomenclatures: few different ones, each with the set of its rows. */
export function tokenColumn<R>(rowCount: number, tokens: (record: R) => readonly Coding[]): ColumnBuilder<R> {
  const systems = new Map<string, Map<string, GrowingColumn>>();
  return {
    add: (row, record) => {
      for (const { system = '', code } of tokens(record)) {
        let codes = systems.get(system);
        if (!codes) systems.set(system, (codes = new Map<string, GrowingColumn>()));
        let rows = codes.get(code);
        if (!rows) codes.set(code, (rows = new GrowingColumn()));
        // A record may say the same code twice.
        if (rows.last !== row) rows.push(row);
      }
    },
    finish: () => {
      const sets = new Map(
        [...systems].map(([system, codes]) => [
          system,
          new Map([...codes].map(([code, rows]) => [code, RowSet.ofSorted(rows.toArray(), rowCount)])),
        ]),
      );
      systems.clear();
      return tokenSets(sets, rowCount);
    },
  };
}

/** The column of known sets: by system (empty when the code has none), then by code. */
export function tokenSets(sets: ReadonlyMap<string, ReadonlyMap<string, RowSet>>, rowCount: number): Column {
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
