import type { Predicate } from './directory-query.js';
import { RowSet } from './row-set.js';

/** What one criterion finds in a column. Nothing is looked for before it is asked for. */
export interface Criterion {
  /** No more rows than this. */
  atMost: number;
  rows: () => RowSet;
  /** A test of one row at a time: dearer a row, but the whole column is not looked at. */
  test: () => (row: number) => boolean;
}

/** One field of all the records of a kind: what is needed to search it. */
export interface Column {
  /** What the values of a predicate of its kind find (its `not` left aside). */
  criterion: (predicate: Predicate) => Criterion;
}

/** Takes the records in the order of their rows, then gives the column. */
export interface ColumnBuilder<R> {
  add: (row: number, record: R) => void;
  finish: () => Column;
}

/** A criterion whose rows are known at once. */
export function known(rows: RowSet): Criterion {
  return { atMost: rows.size, rows: () => rows, test: () => (row) => rows.has(row) };
}

/** What any of the criteria finds. */
export function anyOf(criteria: readonly Criterion[], universe: number): Criterion {
  const [only] = criteria;
  if (only && criteria.length === 1) return only;
  return {
    atMost: criteria.reduce((sum, { atMost }) => sum + atMost, 0),
    rows: () =>
      RowSet.union(
        criteria.map(({ rows }) => rows()),
        universe,
      ),
    test: () => {
      const tests = criteria.map(({ test }) => test());
      return (row) => tests.some((test) => test(row));
    },
  };
}

/** What the criterion does not find. */
export function negated({ rows, test }: Criterion, universe: number): Criterion {
  return {
    atMost: universe,
    rows: () => rows().complement(),
    test: () => {
      const found = test();
      return (row) => !found(row);
    },
  };
}
