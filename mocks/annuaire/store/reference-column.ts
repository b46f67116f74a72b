import { type Column, type ColumnBuilder, known } from './column.js';
import { GrowingColumn, postings, rowsOfKeys } from './growing-column.js';
import type { RowsOfIds } from './record-matching.js';
import { RowSet } from './row-set.js';
import type { SearchField } from './search-fields.js';

/** A column of references, read both ways. */
export interface ReferenceColumn extends Column {
  /** The rows that refer to a row, in increasing order. */
  referring: (target: number) => Uint32Array;
}

const NONE = 0xffff_ffff;

/** A column of references to records, by row; the rare ones that dangle, by id. */
export function referenceColumn<R>(
  rowCount: number,
  field: Extract<SearchField<R>, { kind: 'reference' }>,
  rowsOfIds: RowsOfIds,
): ColumnBuilder<R> & { finish: () => ReferenceColumn } {
  const targets = new Uint32Array(rowCount);
  const dangling = new Map<string, GrowingColumn>();
  let targetCount = 0;
  return {
    add: (row, record) => {
      const target = field.row(record) ?? NONE;
      targets[row] = target;
      if (target !== NONE) {
        targetCount = Math.max(targetCount, target + 1);
        return;
      }
      const id = field.danglingId?.(record);
      if (id === undefined) return;
      const rows = dangling.get(id) ?? new GrowingColumn();
      rows.push(row);
      dangling.set(id, rows);
    },
    finish: () => {
      // Rows that refer to nothing are listed under one key past the others.
      const keys = targets.map((target) => Math.min(target, targetCount));
      const byTarget = postings(keys, (row) => row, targetCount + 1);
      const referring = (target: number) => rowsOfKeys(byTarget, Math.min(target, targetCount + 1));
      return {
        referring: (target) => (target < targetCount ? referring(target) : new Uint32Array(0)),
        criterion: (predicate) => {
          const ids = predicate.kind === 'reference' ? predicate.ids : [];
          const lists = rowsOfIds(field.to, ids)
            .filter((target) => target < targetCount)
            .map(referring);
          for (const id of new Set(ids)) lists.push(dangling.get(id)?.toArray() ?? new Uint32Array(0));
          return known(
            RowSet.union(
              lists.filter((rows) => rows.length > 0).map((rows) => RowSet.ofSorted(rows, rowCount)),
              rowCount,
            ),
          );
        },
      };
    },
  };
}
