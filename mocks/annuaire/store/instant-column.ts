import { type Column, type ColumnBuilder, known } from './column.js';
import { RowSet } from './row-set.js';

/** A column of instants, milliseconds since 1970. */
export function instantColumn<R>(rowCount: number, instant: (record: R) => number): ColumnBuilder<R> {
  const instants = new Float64Array(rowCount);
  const column: Column = {
    criterion: (predicate) => {
      const ranges = predicate.kind === 'date' ? predicate.ranges : [];
      const words = new Uint32Array(Math.ceil(rowCount / 32));
      for (const { from = -Infinity, to = Infinity } of ranges) {
        for (let row = 0; row < rowCount; row += 1) {
          const instant = instants[row] as number;
          if (instant >= from && instant < to) words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
        }
      }
      return known(RowSet.ofBits(words, rowCount));
    },
  };
  return {
    add: (row, record) => {
      instants[row] = instant(record);
    },
    finish: () => column,
  };
}
