/** Numbers below 2³² one after the other, in a typed array that grows. */
export class GrowingColumn {
  #values = new Uint32Array(16);
  #length = 0;

  /** How many numbers there are. */
  get length(): number {
    return this.#length;
  }

  /** The number added last, if any. */
  get last(): number | undefined {
    return this.#length === 0 ? undefined : this.#values[this.#length - 1];
  }

  /** Adds a number at the end. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The numbers, in an array of just their length. */
  toArray(): Uint32Array {
    return this.#values.slice(0, this.#length);
  }
}

/** Lists of rows, one per key: the rows of key `k` are `rows[starts[k]] … rows[starts[k + 1] - 1]`, in the order given. */
export interface Postings {
  starts: Uint32Array;
  rows: Uint32Array;
}

/** Sorts pairs of a key (below `keyCount`) and a row into one list per key. */
export function postings(keys: Uint32Array, rowOf: (place: number) => number, keyCount: number): Postings {
  const starts = new Uint32Array(keyCount + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < keyCount; key += 1) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const rows = new Uint32Array(keys.length);
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    const at = next[key] as number;
    rows[at] = rowOf(place);
    next[key] = at + 1;
  }
  return { starts, rows };
}

/** The rows of the keys from `first` to `last` (excluded). */
export function rowsOfKeys({ starts, rows }: Postings, first: number, last = first + 1): Uint32Array {
  return rows.subarray(starts[first], starts[last]);
}
