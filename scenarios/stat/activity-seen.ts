import type { Exchange } from '../../mocks/core/exchange.js';
import type { CdaDocument } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { isRegistered, readFeedingRequest } from '../../mocks/wire/feeding-request.js';
import { readIntegrationErrorMail } from '../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import { readMdn } from '../../mocks/wire/mdn.js';
import { patientOfAddress } from '../../mocks/wire/mssante-address.js';
import { isMtom, readMtom } from '../../mocks/wire/mtom.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { readXdmArchive } from '../../mocks/wire/xdm-archive.js';
import type { ScenarioContext } from '../harness/index.js';
import type { Growth } from './checks/export-counts.js';
import { sendingsInMessage } from './pfi-activity.js';

/** A document the product sent, or tried to, as the bench received it. */
export interface SeenSending {
  exchange: Exchange;
  channel: Growth['channel'];
  typeCode: string;
  title: string;
  /** `unreachable`: no answer, or none that settles anything; the product may try again. */
  outcome: 'success' | 'failure' | 'unreachable';
}

const FEEDINGS = ['td2-1a', 'td2-1b', 'td2-2'];
const MAILS = ['smtp-submission', 'smtp-refused'];
const MESSAGES = ['oru-r01', 'mdm-t02', 'mdm-t10'];
const RETURNS = ['zam-z01', 'zam-z02'];

/**
 * Every document sent to the DMP and by MSSanté since a moment, by the product itself or through the PFI the bench plays,
 * whoever the patient. What cannot be read is left out.
 */
export async function sendingsSeen(t: ScenarioContext, since: number): Promise<SeenSending[]> {
  const feedings = await t.exchanges({ service: 'dmp', transaction: FEEDINGS, since });
  const mails = await t.exchanges({ service: 'mssante', transaction: MAILS, since });
  const messages = await t.exchanges({ service: 'pfi', transaction: MESSAGES, since });
  const returns = await t.exchanges({ service: 'pfi', transaction: RETURNS, since });
  const read = await Promise.all([
    // What the bench's PFI pushes to a DPI are documents received, not sent.
    ...messages.filter(({ initiator }) => initiator !== 'bench').map((one) => handingOver(t, one, returns)),
    ...feedings.map((exchange) => feeding(t, exchange)),
    ...mails.map((exchange) => mailing(t, exchange)),
  ]);
  return read.flat();
}

async function feeding(t: ScenarioContext, exchange: Exchange): Promise<SeenSending[]> {
  const contentType = exchange.request.body?.contentType ?? '';
  const request = await t.body(exchange, 'request');
  try {
    const { root, parts } = isMtom(contentType)
      ? await readMtom(contentType, request)
      : { root: request, parts: new Map() };
    const { document } = readFeedingRequest(readEnvelope(root), parts);
    if (!document) return [];
    const answered = exchange.response?.body !== undefined && (exchange.response.status ?? 200) < 500;
    const registered = answered && isRegistered(await t.body(exchange, 'response'));
    const settled = registered ? 'success' : 'failure';
    return [
      {
        exchange,
        channel: 'dmp',
        typeCode: document.typeCode?.code ?? '',
        title: document.title ?? '',
        outcome: answered ? settled : 'unreachable',
      },
    ];
  } catch (error) {
    if (error instanceof BancError) return [];
    throw error;
  }
}

async function handingOver(t: ScenarioContext, exchange: Exchange, all: readonly Exchange[]): Promise<SeenSending[]> {
  const about = all.filter(({ keys }) => keys['acknowledges'] === exchange.keys['message']);
  const answer = exchange.response?.body === undefined ? undefined : await t.body(exchange, 'response');
  const returns = await Promise.all(about.map((one) => t.body(one, 'request')));
  try {
    const sendings = sendingsInMessage(await t.body(exchange, 'request'), answer, returns);
    return sendings.map((one) => ({ exchange, ...one }));
  } catch (error) {
    if (error instanceof BancError) return [];
    throw error;
  }
}

async function mailing(t: ScenarioContext, exchange: Exchange): Promise<SeenSending[]> {
  if (!exchange.request.body) return [];
  const recipients = exchange.request.headers.flatMap(([name, value]) =>
    name === 'RCPT TO' ? [/<([^>]*)>/.exec(value)?.[1] ?? ''] : [],
  );
  const toPatient = recipients.every((address) => patientOfAddress(address) !== undefined);
  const status = exchange.response?.status ?? Number(/^\d{3}/.exec(exchange.response?.line ?? '')?.[0] ?? 0);
  const refused = status >= 500 ? 'failure' : 'unreachable';
  const documents = await documentsOf(await t.body(exchange, 'request'));
  return documents.map(({ code, title }) => ({
    exchange,
    channel: toPatient ? 'mss-patient' : 'mss-pro',
    typeCode: code?.code ?? '',
    title,
    outcome: exchange.transaction === 'smtp-submission' ? 'success' : refused,
  }));
}

/** Documents of the archive of a mail that brings some: receipts and error mails, which carry others', do not. */
async function documentsOf(raw: Buffer): Promise<CdaDocument[]> {
  try {
    const mail = await readMail(raw);
    const zip = mail.attachments.find(({ filename = '' }) => /\.zip$/i.test(filename));
    if (!zip || readMdn(mail) || readIntegrationErrorMail(mail)) return [];
    const { documents } = await readXdmArchive(zip.content);
    return documents.flatMap(({ cda }) => cda ?? []);
  } catch (error) {
    if (error instanceof BancError) return [];
    throw error;
  }
}
