import { findOneTimeSecrets, type OneTimeSecrets } from '../wire/one-time-secret.js';

/** Messages kept; the oldest goes when one more comes. */
const CAPACITY = 5_000;

/** A message that reached a sink, in clear: only the control plane gives it. */
export interface SinkMessage extends OneTimeSecrets {
  /** `m1`, in the order of arrival; the key `message` of its exchange. */
  id: string;
  kind: 'mail' | 'sms';
  /** E-mail address in lower case, or number as {@link phoneOf} writes it. */
  to: string;
  from: string;
  /** '' for an SMS. */
  subject: string;
  text: string;
  /** ISO 8601, real time. */
  receivedAt: string;
}

/** What a sink says of a message that came. */
export type ReceivedMessage = Pick<SinkMessage, 'kind' | 'to' | 'from' | 'subject' | 'text'>;

/** Messages of both sinks, in memory, by recipient. */
export class SinkStore {
  readonly #messages: SinkMessage[] = [];
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** Keeps a message, and tells those who wait. */
  add(message: ReceivedMessage): SinkMessage {
    this.#count += 1;
    const kept: SinkMessage = {
      id: `m${this.#count}`,
      ...message,
      to: recipientOf(message.to),
      receivedAt: new Date().toISOString(),
      ...findOneTimeSecrets(message.text),
    };
    this.#messages.push(kept);
    if (this.#messages.length > CAPACITY) this.#messages.shift();
    for (const wake of this.#waiting) wake();
    return kept;
  }

  /** Messages to an address or a number, in the order they came; all of them without recipient. */
  list(to?: string): SinkMessage[] {
    const wanted = to === undefined ? undefined : recipientOf(to);
    return this.#messages.filter((message) => wanted === undefined || message.to === wanted);
  }

  /** The messages of a recipient once there are `count` of them, or when `timeoutMs` have passed. */
  async wait(to: string, count: number, timeoutMs: number): Promise<SinkMessage[]> {
    if (this.list(to).length < count) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiting.delete(look);
          resolve();
        };
        const look = () => {
          if (this.list(to).length >= count) done();
        };
        const timer = setTimeout(done, timeoutMs);
        this.#waiting.add(look);
      });
    }
    return this.list(to);
  }

  /** Forgets the messages of a recipient, or all; returns how many. */
  clear(to?: string): number {
    const gone = new Set(this.list(to));
    const kept = this.#messages.filter((message) => !gone.has(message));
    this.#messages.splice(0, this.#messages.length, ...kept);
    return gone.size;
  }
}

/** An address in lower case, or a number as {@link phoneOf} writes it. */
export function recipientOf(to: string): string {
  return to.includes('@') ? to.trim().toLowerCase() : phoneOf(to);
}

/** A French or international number in E.164: `06 12 34 56 78`, `0033612345678` and `33612345678` are `+33612345678`. */
export function phoneOf(number: string): string {
  const digits = number.replaceAll(/\D/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (/^0[1-9]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`;
  return `+${digits}`;
}
