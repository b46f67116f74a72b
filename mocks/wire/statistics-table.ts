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

/** Dimensions, in the order a key's number holds them. */
const DIMENSIONS = ['month', 'channel', 'type', 'finess'] as const;
/** Values a dimension may take. More of them, and the column is not what it is taken for. */
const MOST_VALUES = { month: 600, finess: 1_000_000, channel: 8, type: 1_000 } as const;
/** More documents than people could ever send: what an array of counts holds. */
const MOST_COUNT = 0xffff_ffff;
/** Rows of a block: a table grows by blocks, so that it is never held twice while it grows. */
const BLOCK_ROWS = 1 << 14;
/** Places of a new table; a power of two, as every doubling after it. */
const FIRST_SLOTS = 2048;
const NOTHING: StatisticsCounts = { success: 0, failure: 0, attempts: 0, qualified: 0 };

/** Some rows: the number of each one's key, and its counts. */
interface Block {
  keys: Float64Array;
  counts: Uint32Array;
}

/**
 * Counts by month, structure, channel and type. Keys and counts stand in typed arrays, found by a hash table with open
 * addressing: a million of them take some 35 MB, a quarter of what a Map of them would.
 */
export class StatisticsTable {
  readonly #values: Record<keyof StatisticsKey, string[]> = { month: [], finess: [], channel: [], type: [] };
  readonly #indexes: Record<keyof StatisticsKey, Map<string, number>> = {
    month: new Map(),
    finess: new Map(),
    channel: new Map(),
    type: new Map(),
  };
  #size = 0;
  readonly #blocks: Block[] = [];
  /** Row + 1 where the hash of its key leads, or in the next free place; 0 = free. At most half of them are taken. */
  #slots = new Uint32Array(FIRST_SLOTS);

  /**
   * Adds counts to those of a key; true when it had none before.
   * @throws BancError BANC_MESSAGE_INVALID when a dimension takes too many values, or a count passes {@link MOST_COUNT}.
   */
  add(key: StatisticsKey, counts: Partial<StatisticsCounts>): boolean {
    if (this.#size * 2 === this.#slots.length) this.#grow();
    const number = this.#numberOf(key);
    const slot = this.#slotOf(number);
    const known = (this.#slots[slot] ?? 0) > 0;
    if (!known) this.#slots[slot] = this.#append(number);
    const { block, at } = this.#placeOf((this.#slots[slot] ?? 0) - 1);
    STATISTICS_MEASURES.forEach((measure, index) => {
      const cell = at * STATISTICS_MEASURES.length + index;
      const count = (block.counts[cell] ?? 0) + (counts[measure] ?? 0);
      if (count > MOST_COUNT) throw new BancError('BANC_MESSAGE_INVALID', `A count is above ${MOST_COUNT}: ${count}.`);
      block.counts[cell] = count;
    });
    return !known;
  }

  /** Counts of a key; zeros when it has none. */
  of(key: StatisticsKey): StatisticsCounts {
    if (DIMENSIONS.some((part) => !this.#indexes[part].has(key[part]))) return NOTHING;
    const row = this.#slots[this.#slotOf(this.#numberOf(key))] ?? 0;
    return row === 0 ? NOTHING : this.#countsAt(row - 1);
  }

  /** Values a dimension takes, in the order they came. */
  values(dimension: keyof StatisticsKey): readonly string[] {
    return this.#values[dimension];
  }

  /** Every key with its counts, in the order they came. */
  *entries(): Generator<[StatisticsKey, StatisticsCounts]> {
    for (let row = 0; row < this.#size; row += 1) yield [this.#keyOf(this.#numberAt(row)), this.#countsAt(row)];
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

  #placeOf(row: number): { block: Block; at: number } {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    if (!block) throw new RangeError(`No row ${row} of ${this.#size}.`);
    return { block, at: row % BLOCK_ROWS };
  }

  #numberAt(row: number): number {
    const { block, at } = this.#placeOf(row);
    return block.keys[at] ?? 0;
  }

  #countsAt(row: number): StatisticsCounts {
    const { block, at } = this.#placeOf(row);
    const counts = { ...NOTHING };
    STATISTICS_MEASURES.forEach((measure, index) => {
      counts[measure] = block.counts[at * STATISTICS_MEASURES.length + index] ?? 0;
    });
    return counts;
  }

  /** Adds a row; returns its number + 1. */
  #append(number: number): number {
    if (this.#size === this.#blocks.length * BLOCK_ROWS) {
      const counts = new Uint32Array(BLOCK_ROWS * STATISTICS_MEASURES.length);
      this.#blocks.push({ keys: new Float64Array(BLOCK_ROWS), counts });
    }
    this.#size += 1;
    const { block, at } = this.#placeOf(this.#size - 1);
    block.keys[at] = number;
    return this.#size;
  }

  /** Where a key's row is, or would go. */
  #slotOf(number: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(number) & mask;
    for (;;) {
      const row = this.#slots[slot] ?? 0;
      if (row === 0 || this.#numberAt(row - 1) === number) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let row = 0; row < this.#size; row += 1) this.#slots[this.#slotOf(this.#numberAt(row))] = row + 1;
  }

  /** One number a key, below 2^53. */
  #numberOf(key: StatisticsKey): number {
    let number = 0;
    for (const part of DIMENSIONS.toReversed()) number = number * MOST_VALUES[part] + this.#indexOf(part, key[part]);
    return number;
  }

  #keyOf(number: number): StatisticsKey {
    const key: StatisticsKey = { month: '', finess: '', channel: '', type: '' };
    let left = number;
    for (const part of DIMENSIONS) {
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

/** Spreads numbers that follow each other (multiplicative hashing of both halves). */
function hashOf(number: number): number {
  const mixed =
    Math.imul((number % 0x1_0000_0000) | 0, 0x9e37_79b1) ^ Math.imul(Math.floor(number / 0x1_0000_0000), 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
