import { BancError } from './errors.js';
import { STATISTICS_MEASURES, type StatisticsMeasure } from './statistics-columns.js';

/** Stands for every value of a dimension, in a row of totals. */
export const EVERY = '*';

/** What a count is about. `finess` is '' when nothing tells structures apart; `type` is a code or, failing that, words. */
export interface StatisticsKey {
  month: string;
  finess: string;
  channel: string;
  type: string;
}

/** Counts of one key. */
export type StatisticsCounts = Record<StatisticsMeasure, number>;

/** All but the structure: what rows of one structure are told apart by. */
const KEY_PARTS = ['month', 'channel', 'type'] as const;
/** Values a dimension may take. More of them, and the column is not what it is taken for. */
const MOST_VALUES = { month: 600, finess: 1_000_000, channel: 8, type: 1_000 } as const;
const NOTHING: StatisticsCounts = { success: 0, failure: 0, attempts: 0, qualified: 0 };

/** Counts by month, structure, channel and type. A million of them take some 70 MB. */
export class StatisticsTable {
  readonly #values: Record<keyof StatisticsKey, string[]> = { month: [], finess: [], channel: [], type: [] };
  readonly #indexes: Record<keyof StatisticsKey, Map<string, number>> = {
    month: new Map(),
    finess: new Map(),
    channel: new Map(),
    type: new Map(),
  };
  /** By structure, then by {@link KEY_PARTS}: numbers stay small, and take less room. */
  readonly #rows: Map<number, number>[] = [];
  #size = 0;
  #counts = new Float64Array(1024 * STATISTICS_MEASURES.length);

  /**
   * Adds counts to those of a key; true when it had none before.
   * @throws BancError BANC_MESSAGE_INVALID when a dimension takes too many values.
   */
  add(key: StatisticsKey, counts: Partial<StatisticsCounts>): boolean {
    const rows = (this.#rows[this.#indexOf('finess', key.finess)] ??= new Map<number, number>());
    const number = this.#numberOf(key);
    const known = rows.get(number);
    const row = known ?? this.#size;
    if (known === undefined) {
      rows.set(number, row);
      this.#size += 1;
    }
    const at = row * STATISTICS_MEASURES.length;
    if (at >= this.#counts.length) {
      const larger = new Float64Array(this.#counts.length * 2);
      larger.set(this.#counts);
      this.#counts = larger;
    }
    STATISTICS_MEASURES.forEach((measure, index) => {
      this.#counts[at + index] = (this.#counts[at + index] ?? 0) + (counts[measure] ?? 0);
    });
    return known === undefined;
  }

  /** Counts of a key; zeros when it has none. */
  of(key: StatisticsKey): StatisticsCounts {
    const structure = this.#indexes.finess.get(key.finess);
    if (structure === undefined || KEY_PARTS.some((part) => !this.#indexes[part].has(key[part]))) return NOTHING;
    const row = this.#rows[structure]?.get(this.#numberOf(key));
    return row === undefined ? NOTHING : this.#countsAt(row);
  }

  /** Values a dimension takes, in the order they came. */
  values(dimension: keyof StatisticsKey): readonly string[] {
    return this.#values[dimension];
  }

  /** Every key with its counts. */
  *entries(): Generator<[StatisticsKey, StatisticsCounts]> {
    for (const [structure, rows] of this.#rows.entries()) {
      const finess = this.#values.finess[structure] ?? '';
      for (const [number, row] of rows) yield [{ ...this.#keyOf(number), finess }, this.#countsAt(row)];
    }
  }

  /** The same counts, added up over some dimensions, which are then {@link EVERY}. */
  summedOver(dimensions: readonly (keyof StatisticsKey)[]): StatisticsTable {
    const sums = new StatisticsTable();
    for (const [key, counts] of this.entries()) {
      const wider = { ...key };
      for (const dimension of dimensions) wider[dimension] = EVERY;
      sums.add(wider, counts);
    }
    return sums;
  }

  #countsAt(row: number): StatisticsCounts {
    const counts = { ...NOTHING };
    STATISTICS_MEASURES.forEach((measure, index) => {
      counts[measure] = this.#counts[row * STATISTICS_MEASURES.length + index] ?? 0;
    });
    return counts;
  }

  /** One number a key: a million of them take less room than as many words. */
  #numberOf(key: StatisticsKey): number {
    let number = 0;
    for (const part of KEY_PARTS.toReversed()) number = number * MOST_VALUES[part] + this.#indexOf(part, key[part]);
    return number;
  }

  #keyOf(number: number): StatisticsKey {
    const key: StatisticsKey = { month: '', finess: '', channel: '', type: '' };
    let left = number;
    for (const part of KEY_PARTS) {
      key[part] = this.#values[part][left % MOST_VALUES[part]] ?? '';
      left = Math.floor(left / MOST_VALUES[part]);
    }
    return key;
  }

  #indexOf(part: keyof StatisticsKey, value: string): number {
    const known = this.#indexes[part].get(value);
    if (known !== undefined) return known;
    const index = this.#values[part].length;
    if (index >= MOST_VALUES[part]) {
      const problem = `More than ${MOST_VALUES[part]} different values in the column taken for "${part}": say which columns are which in settings.statistics.columns.`;
      throw new BancError('BANC_MESSAGE_INVALID', problem);
    }
    this.#indexes[part].set(value, index);
    this.#values[part].push(value);
    return index;
  }
}
