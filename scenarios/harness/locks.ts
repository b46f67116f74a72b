/** Names held by scenarios; all names of one request are given at once, so that two scenarios never wait for each other. */
export class LockTable {
  readonly #held = new Map<string, string>();
  #changed: (() => void)[] = [];

  /** Waits until every name is free, then holds them for `owner`. Stops waiting when aborted. */
  async acquire(owner: string, names: readonly string[], signal: AbortSignal): Promise<void> {
    while (names.some((name) => this.#held.has(name))) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        this.#changed.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    }
    for (const name of names) this.#held.set(name, owner);
  }

  /** Frees what `owner` holds among `names`. */
  release(owner: string, names: readonly string[]): void {
    for (const name of names) if (this.#held.get(name) === owner) this.#held.delete(name);
    const waiting = this.#changed;
    this.#changed = [];
    for (const wake of waiting) wake();
  }
}
