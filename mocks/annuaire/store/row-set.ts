/** Above this share of all the rows, a set of bits is smaller than a list of rows. */
const LIST_SHARE = 32;
/** Sorting more rows than this costs more than a set of bits. */
const FEW_TO_SORT = 256;

/** A set of rows among the first `universe` ones: a sorted list when there are few of them, otherwise one bit each. */
export class RowSet {
  /** How many rows the set may have: its rows are below. */
  readonly universe: number;
  /** How many rows are in it. */
  readonly size: number;
  readonly #list: Uint32Array | undefined;
  readonly #words: Uint32Array;

  private constructor(universe: number, size: number, list: Uint32Array | undefined, words: Uint32Array) {
    this.universe = universe;
    this.size = size;
    this.#list = list;
    this.#words = words;
  }

  /** The set of these rows, in increasing order, each once. The array is kept, not copied, when it is short. */
  static ofSorted(rows: Uint32Array, universe: number): RowSet {
    if (rows.length <= universe / LIST_SHARE) return new RowSet(universe, rows.length, rows, NO_WORDS);
    return RowSet.ofBits(bitsOf(rows, universe), universe);
  }

  /** The set of these rows, in any order and any number of times. */
  static ofAny(rows: Uint32Array, universe: number): RowSet {
    if (rows.length > FEW_TO_SORT) return RowSet.ofBits(bitsOf(rows, universe), universe);
    return RowSet.ofSorted(rows.slice().sort().filter(isNew), universe);
  }

  /** The set of the rows whose bit is set: row 0 is bit 0 of the first word. No bit beyond `universe` may be set. */
  static ofBits(words: Uint32Array, universe: number): RowSet {
    let size = 0;
    for (const word of words) size += bitCount(word);
    return new RowSet(universe, size, undefined, words);
  }

  /** Every row. */
  static all(universe: number): RowSet {
    const words = new Uint32Array(wordsFor(universe)).fill(0xffff_ffff);
    clearBeyond(words, universe);
    return new RowSet(universe, universe, undefined, words);
  }

  /** The rows in any of the sets. */
  static union(sets: readonly RowSet[], universe: number): RowSet {
    const [first = RowSet.ofSorted(NO_WORDS, universe)] = sets;
    if (sets.length <= 1) return first;
    const words = new Uint32Array(wordsFor(universe));
    for (const set of sets) set.#addTo(words);
    return RowSet.ofBits(words, universe);
  }

  /** The rows in every one of the sets, of which there is at least one. */
  static intersection(sets: readonly RowSet[]): RowSet {
    const bySize = sets.toSorted((one, other) => one.size - other.size);
    const list = bySize.find((set) => set.#list !== undefined);
    if (list) return list.filter((row) => bySize.every((set) => set === list || set.has(row)));
    const [first = RowSet.all(0), ...others] = bySize;
    const words = first.#words.slice();
    for (const other of others) {
      for (let place = 0; place < words.length; place += 1)
        words[place] = word(words, place) & word(other.#words, place);
    }
    return RowSet.ofBits(words, first.universe);
  }

  /** The rows that are not in the set. */
  complement(): RowSet {
    const words = new Uint32Array(wordsFor(this.universe));
    this.#addTo(words);
    for (let place = 0; place < words.length; place += 1) words[place] = ~word(words, place);
    clearBeyond(words, this.universe);
    return RowSet.ofBits(words, this.universe);
  }

  /** Those of its rows that pass the test. */
  filter(test: (row: number) => boolean): RowSet {
    const kept = new Uint32Array(this.size);
    let count = 0;
    const keep = (row: number) => {
      if (!test(row)) return;
      kept[count] = row;
      count += 1;
    };
    // Walking a list by next() would look for each row in it.
    if (this.#list) this.#list.forEach(keep);
    else for (let row = this.next(0); row >= 0; row = this.next(row + 1)) keep(row);
    return RowSet.ofSorted(kept.slice(0, count), this.universe);
  }

  /** Whether a row is in the set. */
  has(row: number): boolean {
    if (row >= this.universe) return false;
    if (!this.#list) return ((word(this.#words, row >>> 5) >>> (row & 31)) & 1) === 1;
    return this.#list[this.#place(this.#list, row)] === row;
  }

  /** The first row of the set from `row` on; -1 when there is none. */
  next(row: number): number {
    if (this.#list) return this.#list[this.#place(this.#list, row)] ?? -1;
    let place = row >>> 5;
    if (place >= this.#words.length) return -1;
    let bits = (word(this.#words, place) >>> (row & 31)) << (row & 31);
    while (bits === 0) {
      place += 1;
      if (place >= this.#words.length) return -1;
      bits = word(this.#words, place);
    }
    return place * 32 + 31 - Math.clz32(bits & -bits);
  }

  #addTo(words: Uint32Array): void {
    if (this.#list) {
      setBits(words, this.#list);
      return;
    }
    for (let place = 0; place < words.length; place += 1) words[place] = word(words, place) | word(this.#words, place);
  }

  /** Where the first row of the list that is not below `row` stands. */
  #place(list: Uint32Array, row: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NO_WORDS = new Uint32Array(0);

function wordsFor(universe: number): number {
  return Math.ceil(universe / 32);
}

function word(words: Uint32Array, place: number): number {
  return words[place] as number;
}

function bitsOf(rows: Uint32Array, universe: number): Uint32Array {
  const words = new Uint32Array(wordsFor(universe));
  setBits(words, rows);
  return words;
}

function setBits(words: Uint32Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    words[row >>> 5] = word(words, row >>> 5) | (1 << (row & 31));
  }
}

/** Past the last row, bits are zero: what counts and walks rows relies on it. */
function clearBeyond(words: Uint32Array, universe: number): void {
  const used = universe & 31;
  if (used > 0) words[words.length - 1] = word(words, words.length - 1) & ((1 << used) - 1);
}

function isNew(row: number, at: number, rows: Uint32Array): boolean {
  return at === 0 || rows[at - 1] !== row;
}

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
