import type { Exchange } from '../../mocks/core/exchange.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import { readBusinessAcknowledgement } from '../../mocks/wire/hl7-business-acknowledgement.js';
import type { ScenarioContext } from '../harness/index.js';
import type { Answered, ReturnSent } from './checks/dpi-returns.js';

/** Returns of reception: DMP, MSSanté. */
const RECEPTIONS = ['zam-z01', 'zam-z02'];

/** A return the bench's PFI sent by itself. */
export interface ReturnSeen {
  exchange: Exchange;
  /** Payload of the frame. */
  bytes: Buffer;
  /** What it says. */
  sent: ReturnSent;
  /** What the SUT answered. */
  answered: Answered;
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
    if (!next) return Promise.all(found.map((exchange) => readReturn(t, exchange)));
    mark = next.seq;
  }
}

async function readReturn(t: ScenarioContext, exchange: Exchange): Promise<ReturnSeen> {
  const bytes = await t.body(exchange, 'request');
  return { exchange, bytes, sent: sentIn(bytes), answered: await readAnswer(t, exchange) };
}

async function readAnswer(t: ScenarioContext, exchange: Exchange): Promise<Answered> {
  const { id, keys, summary, response } = exchange;
  const base = { exchange: id, message: keys['message'] ?? '', outcome: 'answered' as const, reason: summary };
  if (!response) return base;
  const bytes = await t.body(exchange, 'response');
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

function sentIn(bytes: Buffer): ReturnSent {
  const { accepted = false, party, error } = readBusinessAcknowledgement(parseEr7(decodeEr7(bytes).text));
  return { target: party?.address ?? 'dmp', accepted, code: error?.application?.code ?? '' };
}
