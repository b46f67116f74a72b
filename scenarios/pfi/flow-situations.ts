import { mailbox } from '../../fixtures/roster.js';
import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { BancError } from '../../mocks/wire/errors.js';
import { type FeedingRequest, isRegistered, readFeedingRequest } from '../../mocks/wire/feeding-request.js';
import {
  readBusinessAcknowledgement,
  type ReceivedBusinessAcknowledgement,
} from '../../mocks/wire/hl7-business-acknowledgement.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail } from '../../mocks/wire/mail-types.js';
import { isMtom, readMtom } from '../../mocks/wire/mtom.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { readXdmArchive, type XdmArchive } from '../../mocks/wire/xdm-archive.js';
import type { Finding, ScenarioContext } from '../harness/index.js';
import { type Flow, type Hl7Address, judgeAcknowledgement, judgeBusinessAcknowledgement } from '../hl7/index.js';
import { refOf } from '../record/index.js';
import { type ShownFlow, showFlow } from './actions/flows.js';

/** Transactions that feed the DMP: new document, replacement. */
export const FEEDINGS = ['td2-1a', 'td2-1b'];
/** Business returns of a PFI: DMP, reception, reading. */
export const RETURNS = ['zam-z01', 'zam-z02', 'zam-z03'];

/** What the PFI answered to a message the bench sent it as a DPI. */
export interface Answer {
  flow: Flow;
  /** Id of the exchange. */
  exchange: string;
  outcome: string;
  /** French, when no frame came back. */
  reason?: string;
  /** Absent when what came is no HL7 v2. */
  acknowledgement?: { code: string; acknowledges: string; bytesBase64: string };
}

/** Sends a message as the patient record does, and keeps the exchange as evidence. Inside a step. */
export async function sendFlow(
  t: ScenarioContext,
  proofs: string | readonly string[],
  flow: Flow,
  to: Hl7Address,
): Promise<Answer> {
  const since = await t.mark();
  const sent = await t.control<Omit<Answer, 'flow'>>('dpi', 'send', { to, bytesBase64: flow.bytes.toString('base64') });
  t.attachExchanges(proofs, await t.exchanges({ service: 'dpi', keys: { message: flow.controlId }, since }));
  return { ...sent, flow };
}

/** What the product shows of a message, once its transmissions are over unless told otherwise. Inside a step. */
export function shownFlow(t: ScenarioContext, { controlId, title, person }: Flow, settled = true): Promise<ShownFlow> {
  return t.act(showFlow, { message: { controlId, title }, patient: refOf(person), settled });
}

/** A feeding of the DMP by the PFI, read; `problem` tells what cannot be. */
export interface SeenFeeding extends FeedingRequest {
  exchange: Exchange;
  accepted: boolean;
  problem?: string;
}

/** Feedings of the DMP with the document of a message. */
export function feedingOf({ uniqueId }: Flow, since = 0): ExchangeFilter {
  return { service: 'dmp', transaction: FEEDINGS, keys: { document: uniqueId }, since };
}

/** Waits for the DMP to be fed with the document of a message; every such feeding, in order, as evidence. */
export async function feedingsOf(
  t: ScenarioContext,
  proofs: string | readonly string[],
  flow: Flow,
  since = 0,
): Promise<SeenFeeding[]> {
  const filter = feedingOf(flow, since);
  await t.expectExchange(filter);
  const exchanges = await t.exchanges(filter);
  t.attachExchanges(proofs, exchanges);
  return Promise.all(exchanges.map((exchange) => seenFeeding(t, exchange)));
}

async function seenFeeding(t: ScenarioContext, exchange: Exchange): Promise<SeenFeeding> {
  const request = await t.body(exchange, 'request');
  const accepted = exchange.response !== undefined && isRegistered(await t.body(exchange, 'response'));
  const contentType = exchange.request.body?.contentType ?? '';
  try {
    const { root, parts } = isMtom(contentType)
      ? await readMtom(contentType, request)
      : { root: request, parts: new Map() };
    return { exchange, accepted, ...readFeedingRequest(readEnvelope(root), parts) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { exchange, accepted, problem: error.message };
  }
}

/** A document as the DMP has it. */
export interface RegisteredDocument {
  uniqueId: string;
  entryUUID: string;
  status: string;
  title: string;
  confidentiality: string[];
  signature: boolean;
  /** entryUUID of the document it replaces. */
  replaces?: string;
}

/** Documents the DMP has of the patient of a message, signatures left out; those with the message's title. */
export async function registeredOf(t: ScenarioContext, { person, title }: Flow): Promise<RegisteredDocument[]> {
  const { documents } = await t.control<{ documents: RegisteredDocument[] }>('dmp', 'get-record', { ins: person.ins });
  return documents.filter((one) => !one.signature && one.title === title);
}

/** A mail the PFI submitted with a document. */
export interface SeenMail {
  exchange: Exchange;
  mail: Mail;
  /** Recipients of the envelope. */
  to: string[];
  archive?: XdmArchive;
  pdfs: { filename: string; content: Buffer }[];
}

/** Waits for `count` mails about the document of a message; every one there is, in order, as evidence. */
export async function mailsOf(
  t: ScenarioContext,
  proofs: string | readonly string[],
  { uniqueId }: Flow,
  { count, since }: { count: number; since: number },
): Promise<SeenMail[]> {
  for (let mark = since; ;) {
    const found = (await mailsSince(t, since)).filter(({ archive }) =>
      (archive?.documents ?? []).some(({ entry }) => entry.uniqueId === uniqueId),
    );
    const next = found.length >= count ? undefined : await t.expectExchange({ ...SUBMISSIONS, since: mark });
    if (next === undefined) {
      t.attachExchanges(
        proofs,
        found.map(({ exchange }) => exchange),
      );
      return found;
    }
    mark = next.seq;
  }
}

const SUBMISSIONS: ExchangeFilter = {
  service: 'mssante',
  transaction: 'smtp-submission',
  keys: { mailbox: mailbox('pfi').address },
};

async function mailsSince(t: ScenarioContext, since: number): Promise<SeenMail[]> {
  const exchanges = await t.exchanges({ ...SUBMISSIONS, since });
  return Promise.all(exchanges.map(async (exchange) => seenMail(exchange, await t.body(exchange, 'request'))));
}

async function seenMail(exchange: Exchange, raw: Buffer): Promise<SeenMail> {
  const mail = await readMail(raw);
  const zip = mail.attachments.find(({ contentType, filename }) => /zip/i.test(`${contentType} ${filename ?? ''}`));
  const archive = zip && (await readXdmArchive(zip.content).catch(() => undefined));
  return {
    exchange,
    mail,
    to: [...mail.to.map(({ address }) => address)],
    ...(archive ? { archive } : {}),
    pdfs: mail.attachments
      .filter(({ contentType }) => contentType === 'application/pdf')
      .map(({ filename = '', content }) => ({ filename, content })),
  };
}

/** A business return the PFI sent about a message. */
export interface SeenReturn extends ReceivedBusinessAcknowledgement {
  exchange: Exchange;
  /** The message itself. */
  bytes: Buffer;
}

/** Waits for `count` business returns about a message; every one there is, in order, as evidence. */
export async function returnsOf(
  t: ScenarioContext,
  proofs: string | readonly string[],
  { controlId }: Flow,
  count: number,
): Promise<SeenReturn[]> {
  const filter: ExchangeFilter = { service: 'dpi', transaction: RETURNS, keys: { acknowledges: controlId } };
  for (let mark = 0; ;) {
    const exchanges = await t.exchanges(filter);
    const next = exchanges.length >= count ? undefined : await t.expectExchange({ ...filter, since: mark });
    if (next === undefined) {
      t.attachExchanges(proofs, exchanges);
      return Promise.all(exchanges.map(async (exchange) => seenReturn(exchange, await t.body(exchange, 'request'))));
    }
    mark = next.seq;
  }
}

function seenReturn(exchange: Exchange, bytes: Buffer): SeenReturn {
  return { exchange, bytes, ...readBusinessAcknowledgement(parseEr7(decodeEr7(bytes).text)) };
}

/** The form of what the PFI answered, and that it answers that message. */
export function judgeAnswers(answers: readonly Answer[]): Finding[] {
  return answers.flatMap(({ flow, exchange, acknowledgement }) =>
    acknowledgement
      ? judgeAcknowledgement(Buffer.from(acknowledgement.bytesBase64, 'base64'), { of: flow.bytes, exchange })
      : [],
  );
}

/** The form of business returns, and that the message asked for them. */
export function judgeReturns(returns: readonly SeenReturn[], flow: Flow): Finding[] {
  return returns.flatMap(({ bytes, exchange }) =>
    judgeBusinessAcknowledgement(bytes, { of: flow.bytes, exchange: exchange.id }),
  );
}
