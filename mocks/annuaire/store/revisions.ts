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

  /** The changed rows in increasing order; one changed after the revision asked for has no version there. */
  get rows(): readonly number[] {
    return this.#rows;
  }

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

  /** The changed rows after `row` (all when undefined), in increasing order. */
  *rowsAfter(row: number | undefined): Generator<number> {
    for (let place = row === undefined ? 0 : this.#place(row + 1); place < this.#rows.length; place += 1) {
      yield this.#rows[place] as number;
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
