import type { Coding } from '../../wire/annuaire-systems.js';
import { anyOf, type Column, type ColumnBuilder, type Criterion, known } from './column.js';
import type { TokenValue } from './directory-query.js';
import { GrowingColumn, postings, rowsOfKeys } from './growing-column.js';
import { meets } from './record-matching.js';
import { RowSet } from './row-set.js';
import { TokenSetsBuilder } from './token-column.js';

/**
 * A column of numbers of which nearly every record has its own: only a hash of each is kept, and what it finds is
 * compared with the record itself, `recordAt(row)`.
 */
export function numberColumn<R>(
  rowCount: number,
  tokens: (record: R) => readonly Coding[],
  recordAt: (row: number) => R,
): ColumnBuilder<R> {
  const hashes = new GrowingColumn();
  const rows = new GrowingColumn();
  const systems = new TokenSetsBuilder();
  return {
    add: (row, record) => {
      for (const { system = '', code } of tokens(record)) {
        systems.add(row, '', system);
        hashes.push(hash(code));
        rows.push(row);
      }
    },
    finish: () =>
      numbers(hashes.toArray(), rows.toArray(), systems.finish(rowCount), rowCount, (row) => tokens(recordAt(row))),
  };
}

function numbers(
  hashes: Uint32Array,
  rows: Uint32Array,
  systems: Column,
  rowCount: number,
  tokensAt: (row: number) => readonly Coding[],
): Column {
  const bits = Math.ceil(Math.log2(hashes.length + 2));
  const bucket = (value: number) => value >>> (32 - bits);
  const buckets = postings(hashes.map(bucket), (place) => rows[place] as number, 2 ** bits);
  const rowsOf = (value: TokenValue, code: string): number[] =>
    [...rowsOfKeys(buckets, bucket(hash(code)))].filter((row) => tokensAt(row).some((token) => meets(token, value)));
  return {
    criterion: (predicate): Criterion => {
      const values = predicate.kind === 'token' ? predicate.values : [];
      const found = values.flatMap((value) => (value.code === undefined ? [] : rowsOf(value, value.code)));
      const numbered = known(RowSet.ofAny(Uint32Array.from(found), rowCount));
      const wholeSystems = values.flatMap(({ system, code }) => (code === undefined ? [{ code: system ?? '' }] : []));
      if (wholeSystems.length === 0) return numbered;
      const ofSystems = systems.criterion({ kind: 'token', field: predicate.field, values: wholeSystems });
      return anyOf([numbered, ofSystems], rowCount);
    },
  };
}

/** FNV-1a with a last mixing: buckets are taken from the high bits. */
function hash(text: string): number {
  let value = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x0100_0193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b_3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
