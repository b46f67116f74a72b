/** A record as one change left it. */
export interface Version<R> {
  /** The revision from which it shows. */
  revision: number;
  /** Undefined when the change took the record away. */
  record: R | undefined;
  versionId: number;
}

/**
 * The changed records of one kind, over a base that never changes: per changed row, its versions in the order of
 * revisions. What no change touched costs nothing here.
 */
export class Revisions<R> {
  readonly #versions = new Map<number, Version<R>[]>();
  /** The changed rows, in increasing order. */
  readonly #rows: number[] = [];

  /** The version of a row that shows at a revision, or undefined while the base does. */
  at(row: number, revision: number): Version<R> | undefined {
    return this.#versions.get(row)?.findLast((version) => version.revision <= revision);
  }

  /** Adds the version a change made: revisions only increase. */
  add(row: number, version: Version<R>): void {
    const versions = this.#versions.get(row);
    if (versions) {
      versions.push(version);
      return;
    }
    this.#versions.set(row, [version]);
    this.#rows.splice(this.#place(row), 0, row);
  }

  /** The changed rows after `row`, in increasing order, with the version that shows at a revision: only those that have one. */
  *showing(revision: number, afterRow = -1): Generator<[row: number, version: Version<R>]> {
    for (let place = this.#place(afterRow + 1); place < this.#rows.length; place += 1) {
      const row = this.#rows[place] as number;
      const version = this.at(row, revision);
      if (version) yield [row, version];
    }
  }

  /** Where `row` stands, or would, among the changed rows. */
  #place(row: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
