/** Durations in milliseconds of what was done several times. */
export class Timings {
  readonly #all: number[] = [];

  /** Times one more of them. */
  async time<T>(work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.#all.push(performance.now() - start);
    return result;
  }

  /** Adds a duration measured elsewhere. */
  add(ms: number): void {
    this.#all.push(ms);
  }

  /** The duration that this share (0 to 1) of them does not exceed. */
  quantile(share: number): number {
    const sorted = this.#all.toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }

  /** `p50 … p99 …`, for a line of the report. */
  toString(): string {
    const shown = (share: number) => this.quantile(share).toFixed(2).padStart(8);
    return `p50 ${shown(0.5)} ms  p99 ${shown(0.99)} ms  (${this.#all.length})`;
  }
}
