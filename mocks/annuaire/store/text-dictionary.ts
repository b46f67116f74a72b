/** Separates the texts; none contains it. */
const END = 0x0a;

/**
 * The different texts of a column in their order, as one block of UTF-8: the number of a text is its rank, so that those
 * with the same beginning follow each other.
 */
export class TextDictionary {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  /** `texts` are all different, in UTF-16 order, without line ends. */
  constructor(texts: readonly string[]) {
    this.#bytes = Buffer.from(texts.join('\n').concat('\n'), 'utf8');
    this.#starts = new Uint32Array(texts.length + 1);
    for (let rank = 0, at = 0; rank < texts.length; rank += 1) {
      at = this.#bytes.indexOf(END, at) + 1;
      this.#starts[rank + 1] = at;
    }
  }

  /** How many texts there are. */
  get size(): number {
    return this.#starts.length - 1;
  }

  /** The text of that rank. */
  text(rank: number): string {
    return this.#bytes.toString('utf8', this.#start(rank), this.#start(rank + 1) - 1);
  }

  /** Ranks of the texts that begin with `beginning`: from `first` to `last` (excluded). */
  startingWith(beginning: string): { first: number; last: number } {
    const { length } = beginning;
    return {
      first: this.#firstWhere((text) => text >= beginning),
      last: this.#firstWhere((text) => text.slice(0, length) > beginning),
    };
  }

  /** The rank of a text; -1 when it is not there. */
  rank(text: string): number {
    const rank = this.#firstWhere((other) => other >= text);
    return rank < this.size && this.text(rank) === text ? rank : -1;
  }

  /** Calls `found` with the ranks of the texts that contain `part`, in order. */
  containing(part: string, found: (rank: number) => void): void {
    const needle = Buffer.from(part, 'utf8');
    let rank = 0;
    let at = this.#bytes.indexOf(needle, 0);
    while (at >= 0 && rank < this.size) {
      while (this.#start(rank + 1) <= at) rank += 1;
      found(rank);
      rank += 1;
      at = this.#bytes.indexOf(needle, this.#start(rank));
    }
  }

  /** Whether the text of that rank contains a part, given as UTF-8. */
  contains(rank: number, part: Uint8Array): boolean {
    const last = this.#start(rank + 1) - 1 - part.length;
    for (let at = this.#start(rank); at <= last; at += 1) {
      let same = 0;
      while (same < part.length && this.#bytes[at + same] === part[same]) same += 1;
      if (same === part.length) return true;
    }
    return false;
  }

  #start(rank: number): number {
    return this.#starts[rank] as number;
  }

  /** The first rank whose text passes a test that all the texts after it pass. */
  #firstWhere(test: (text: string) => boolean): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(this.text(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
