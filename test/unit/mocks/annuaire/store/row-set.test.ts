import { describe, expect, test } from 'vitest';
import { RowSet } from '../../../../../mocks/annuaire/store/row-set.js';
import { diceOf } from './random-query.js';

function walk(set: RowSet): number[] {
  const rows: number[] = [];
  for (let row = set.next(0); row >= 0; row = set.next(row + 1)) rows.push(row);
  return rows;
}

describe.each([1, 31, 32, 33, 1_000])('sets among %i rows', (universe) => {
  const every = Array.from({ length: universe }, (_, row) => row);
  const dice = diceOf(universe);
  // From none to all of the rows: lists and bits.
  const samples = [0, 1, 2, 5, 60, 100].map((share) => {
    const rows = every.filter(() => dice(100) < share);
    return { rows, set: RowSet.ofSorted(Uint32Array.from(rows), universe) };
  });

  test('hold what was put in them, in order', () => {
    for (const { rows, set } of samples) {
      expect(walk(set)).toEqual(rows);
      expect(set.size).toBe(rows.length);
      expect(every.filter((row) => set.has(row))).toEqual(rows);
      expect(set.has(universe)).toBe(false);
      const again = Uint32Array.from([...rows, ...rows].reverse());
      expect(walk(RowSet.ofAny(again, universe))).toEqual(rows);
    }
    expect(walk(RowSet.all(universe))).toEqual(every);
  });

  test('join, meet and exclude as sets do', () => {
    for (const one of samples) {
      expect(walk(one.set.complement())).toEqual(every.filter((row) => !one.rows.includes(row)));
      for (const other of samples) {
        const sets = [one.set, other.set];
        const either = every.filter((row) => one.rows.includes(row) || other.rows.includes(row));
        const both = one.rows.filter((row) => other.rows.includes(row));
        expect(walk(RowSet.union(sets, universe))).toEqual(either);
        expect(walk(RowSet.intersection(sets))).toEqual(both);
        expect(RowSet.intersection(sets).size).toBe(both.length);
      }
    }
    expect(walk(RowSet.union([], universe))).toEqual([]);
  });
});

test('a set of bits smaller than a list meets it all the same', () => {
  const universe = 20_000;
  const rows = (step: number) => Uint32Array.from({ length: Math.ceil(universe / step) }, (_, at) => at * step);
  const bits = RowSet.ofAny(rows(60), universe);
  const list = RowSet.ofSorted(rows(40), universe);
  expect(bits.size).toBeLessThan(list.size);
  expect(walk(RowSet.intersection([bits, list]))).toEqual([...rows(120)]);
});
