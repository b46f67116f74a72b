import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';

/** A worker's way to the control plane of the mocks (loopback HTTP, JSON). */
export class ControlClient {
  readonly #base: string;

  constructor(controlUrl: string) {
    this.#base = controlUrl.replace(/\/$/, '');
  }

  /**
   * Sends a command.
   * @throws BancError BANC_CONTROL when the control plane refuses it or cannot be reached.
   */
  async call<T>(route: string, input: object, signal?: AbortSignal): Promise<T> {
    const response = await this.#fetch(`/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      ...(signal ? { signal } : {}),
    });
    const answer = (await response.json()) as { ok: true; result: T } | { ok: false; error: { message: string } };
    if (!answer.ok) throw new BancError('BANC_CONTROL', `${route}: ${answer.error.message}`);
    return answer.result;
  }

  /** Journal position now. */
  async mark(): Promise<number> {
    const response = await this.#fetch('/mark');
    return ((await response.json()) as { last: number }).last;
  }

  /** Exchanges that match, waiting up to `waitMs` for a first one. */
  async exchanges(filter: ExchangeFilter, waitMs = 0, signal?: AbortSignal): Promise<Exchange[]> {
    const query = new URLSearchParams({ since: String(filter.since ?? 0), waitMs: String(waitMs) });
    if (filter.service) query.set('service', filter.service);
    if (filter.transaction) query.set('transaction', [filter.transaction].flat().join(','));
    for (const [key, value] of Object.entries(filter.keys ?? {})) query.set(`key.${key}`, value);
    const response = await this.#fetch(`/exchanges?${query.toString()}`, signal ? { signal } : {});
    return ((await response.json()) as { exchanges: Exchange[] }).exchanges;
  }

  /** Raw bytes of one side of an exchange; empty when it had no body. */
  async body(exchangeId: string, side: 'request' | 'response'): Promise<Buffer> {
    const response = await this.#fetch(`/exchanges/${exchangeId}/${side}-body`);
    return Buffer.from(await response.arrayBuffer());
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(this.#base + path, init);
    } catch (error) {
      throw new BancError(
        'BANC_CONTROL',
        `The control plane does not answer at ${this.#base}; is the run still alive?`,
        {
          cause: error,
        },
      );
    }
  }
}
