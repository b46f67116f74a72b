import type { ScenarioContext } from '../harness/index.js';

/** A message that reached the bench's relay or gateway, in clear. */
export interface SinkMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  codes: string[];
  links: string[];
}

/** How long a message that was asked for may take, and how long one that must not come is watched for. */
const ARRIVAL_MS = 5_000;
const QUIET_MS = 700;

/** Messages to an address or number, once there are `count` of them or the wait is over. */
export function messagesTo(t: ScenarioContext, to: string, count: number): Promise<SinkMessage[]> {
  return t.control('sinks', 'wait', { to, count, timeoutMs: ARRIVAL_MS });
}

/** Messages to an address or number after a moment in which none should come beyond `count`. */
export function quietMessagesTo(t: ScenarioContext, to: string, count: number): Promise<SinkMessage[]> {
  return t.control('sinks', 'wait', { to, count: count + 1, timeoutMs: QUIET_MS });
}

/** What a message gives back to prove that it was received: its link, else its code. */
export function secretOf(message: SinkMessage | undefined): string | undefined {
  return message?.links[0] ?? message?.codes[0];
}

/** A secret of the same form that nobody sent. */
export function wrongSecret(secret: string): string {
  const last = secret.slice(-1);
  const other = /\d/.test(last) ? String((Number(last) + 5) % 10) : last === 'Q' ? 'R' : 'Q';
  return secret.slice(0, -1) + other;
}

/** Shows in the report that the messages came, without what they carry. */
export async function attachMessages(t: ScenarioContext, proofs: string, to: string): Promise<void> {
  t.attachExchanges(proofs, await t.exchanges({ service: 'sinks', keys: { to: to.toLowerCase() } }));
}
