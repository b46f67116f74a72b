import type { Exchange } from '../../mocks/core/exchange.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import type { DocumentAct } from '../../mocks/wire/hl7-document-message.js';
import { readLpsMessage } from '../../mocks/wire/hl7-lps-message.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { ScenarioContext } from '../harness/index.js';
import { isAnswered, type ReceivedSource, type SeenDelivery } from './checks/pfi-delivery.js';
import type { DeliveredMail, ThirdPartyDocument } from './third-party-mail.js';

/** Transactions by which a PFI pushes, replaces and deletes a document in the DPI. */
const TRANSACTIONS: Readonly<Record<DocumentAct, string>> = {
  create: 'mdm-t02',
  replace: 'mdm-t10',
  delete: 'mdm-t04',
};

/** Journal filter of the messages the DPI got about a document since a moment. */
function deliveriesOf({ uniqueId }: Pick<ThirdPartyDocument, 'uniqueId'>, since: number) {
  return { service: 'dpi', transaction: Object.values(TRANSACTIONS), keys: { document: uniqueId }, since };
}

/**
 * Has the DPI of the bench do this to the messages about a document: refuse them (`ack-ae`, `ack-ar`), acknowledge another
 * (`wrong-control-id`), close (`close-before-answer`), wait (`delay`). Resolves with what {@link dpiRecovers} takes.
 * @param times how many messages it hits; 0 until it recovers.
 */
export async function dpiFails(
  t: ScenarioContext,
  { uniqueId }: Pick<ThirdPartyDocument, 'uniqueId'>,
  fault: { kind: string; code?: string; delayMs?: number },
  times = 1,
): Promise<string> {
  const { id } = await t.control<{ id: string }>('faults', 'add', {
    service: 'dpi',
    keys: { document: uniqueId },
    times,
    fault,
  });
  return id;
}

/** Ends an anomaly. */
export async function dpiRecovers(t: ScenarioContext, fault: string): Promise<void> {
  await t.control('faults', 'remove', { id: fault });
}

/** What the SUT sent the DPI about a document so far. */
export async function seenDeliveries(
  t: ScenarioContext,
  document: Pick<ThirdPartyDocument, 'uniqueId'>,
  since: number,
): Promise<SeenDelivery[]> {
  const exchanges = await t.exchanges(deliveriesOf(document, since));
  return Promise.all(exchanges.map((exchange) => readDelivery(t, exchange)));
}

/**
 * The same, once the DPI has accepted one of the messages, or `enough` says that no more is awaited; at most the
 * configured time after the last one.
 */
export async function awaitDeliveries(
  t: ScenarioContext,
  document: Pick<ThirdPartyDocument, 'uniqueId'>,
  since: number,
  enough: (seen: readonly SeenDelivery[]) => boolean = (seen) => seen.some((one) => isAnswered(one, 'AA')),
): Promise<SeenDelivery[]> {
  for (;;) {
    const seen = await seenDeliveries(t, document, since);
    const last = seen.at(-1)?.exchange.seq ?? since;
    if (enough(seen) || !(await t.expectExchange(deliveriesOf(document, last)))) return seen;
  }
}

/** What a message about a document of a mail must carry. */
export async function sourceOf(
  mail: DeliveredMail,
  document: ThirdPartyDocument,
  act: DocumentAct,
): Promise<ReceivedSource> {
  const { texts } = await readMail(mail.raw);
  const { cda, visibility = [] } = document;
  const { messageId, subject, sender } = mail;
  return { messageId, subject, sender, text: texts[0]?.text ?? '', act, cda, visibility };
}

async function readDelivery(t: ScenarioContext, exchange: Exchange): Promise<SeenDelivery> {
  const er7 = (bytes: Buffer) => parseEr7(decodeEr7(bytes).text);
  const answer = exchange.response ? await t.body(exchange, 'response') : undefined;
  return {
    exchange,
    message: readLpsMessage(er7(await t.body(exchange, 'request'))),
    answer: answer && answer.length > 0 ? readAcknowledgement(er7(answer)) : undefined,
  };
}
