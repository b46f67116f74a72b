import type { Exchange } from '../../mocks/core/exchange.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import type { ScenarioContext } from '../harness/index.js';
import type { Answered } from './checks/dpi-returns.js';

/** Returns of reception: DMP, MSSanté. */
const RECEPTIONS = ['zam-z01', 'zam-z02'];

/** A return the bench's PFI sent by itself, with what the SUT answered. */
export interface ReturnSeen extends Answered {
  seen: Exchange;
}

/**
 * Returns the PFI sent about one message (MSH-10), with what the SUT answered. Waits until there are `count` of them, at
 * most the configured time.
 */
export async function returnsAbout(
  t: ScenarioContext,
  { message, since }: { message: string; since: number },
  count: number,
): Promise<ReturnSeen[]> {
  const about = { service: 'pfi', transaction: RECEPTIONS, keys: { acknowledges: message } };
  let mark = since;
  for (;;) {
    const found = await t.exchanges({ ...about, since });
    const next = found.length < count ? await t.expectExchange({ ...about, since: mark }) : undefined;
    if (!next) return Promise.all(found.map((seen) => answered(t, seen)));
    mark = next.seq;
  }
}

async function answered(t: ScenarioContext, seen: Exchange): Promise<ReturnSeen> {
  const { id: exchange, keys, summary } = seen;
  const base = { seen, exchange, message: keys['message'] ?? '', outcome: 'answered' as const, reason: summary };
  if (!seen.response) return base;
  const bytes = await t.body(seen, 'response');
  try {
    const er7 = decodeEr7(bytes).text;
    const { code, acknowledges, errors } = readAcknowledgement(parseEr7(er7));
    return { ...base, acknowledgement: { code, acknowledges, errors, er7, bytesBase64: bytes.toString('base64') } };
  } catch (error) {
    // What is no HL7 v2 acknowledges nothing: the check says so.
    if (error instanceof BancError) return base;
    throw error;
  }
}
