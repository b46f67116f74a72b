/** Toggles that remember which of them the product asked about. */
export class ConsultedToggles<T> extends Set<T> {
  readonly #consulted = new Set<T>();

  override has(toggle: T): boolean {
    this.#consulted.add(toggle);
    return super.has(toggle);
  }

  /** Toggles asked about since the last call. */
  take(): Set<T> {
    const taken = new Set(this.#consulted);
    this.#consulted.clear();
    return taken;
  }
}
