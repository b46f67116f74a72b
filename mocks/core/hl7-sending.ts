import { parseEr7 } from '../wire/er7.js';
import { decodeEr7 } from '../wire/er7-charset.js';
import { type Acknowledgement, readAcknowledgement } from '../wire/hl7-acknowledgement.js';
import { firstLine } from './connection-failure.js';
import { hl7Facts } from './hl7-facts.js';
import type { ExchangeDraft } from './journal.js';
import { type MllpClientOptions, type MllpOutcome, type MllpResult, type MllpTarget, sendMllp } from './mllp-client.js';
import { ER7_CONTENT_TYPE } from './mllp-message.js';
import type { ServiceEnvironment } from './service.js';

/** What a product answered to a message the bench sent; plain data, for the control plane. */
export interface SentHl7 {
  /** Exchange of the journal: `request` is what the bench sent, `response` what the product answered. */
  exchange: string;
  /** MSH-10 of the message sent. */
  message: string;
  outcome: MllpOutcome;
  /** French; absent when a frame came back. */
  reason?: string;
  /** What came back, read and raw; absent when it is no HL7 v2. */
  acknowledgement?: Pick<Acknowledgement, 'code' | 'acknowledges' | 'errors'> & { er7: string; bytesBase64: string };
}

/** A service of the bench that sends, and where to. */
export interface Hl7Sender extends Pick<MllpClientOptions, 'answerMs' | 'signal'> {
  service: string;
  environment: Pick<ServiceEnvironment, 'journal' | 'pki'>;
  target: MllpTarget;
  /** All messages at once on one connection, instead of each after the answer to the one before. */
  pipelined?: boolean;
}

/** A message to send, and the keys its exchange gets beside its own. */
export interface OutgoingHl7 {
  bytes: Buffer;
  keys?: Record<string, string>;
  /** Kind of the anomaly put into it. */
  fault?: string;
}

/** Sends messages to a product over MLLP, journals each exchange (`initiator: 'bench'`) and tells what came of it. */
export async function sendHl7(sender: Hl7Sender, messages: readonly OutgoingHl7[]): Promise<SentHl7[]> {
  const { environment, target, answerMs, signal, pipelined = false } = sender;
  const { authCli } = environment.pki.certificates;
  const results = await sendMllp(
    target,
    messages.map(({ bytes }) => bytes),
    {
      identity: { key: authCli.keyPem, cert: authCli.chainPem },
      pipelined,
      ...(answerMs === undefined ? {} : { answerMs }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return results.map((result, at) => journalled(sender, messages[at] ?? { bytes: Buffer.alloc(0) }, result));
}

function journalled({ service, environment, target }: Hl7Sender, sent: OutgoingHl7, result: MllpResult): SentHl7 {
  const facts = hl7Facts(sent.bytes);
  const acknowledgement = acknowledgementIn(result);
  const line = facts?.line ?? firstLine(sent.bytes);
  const where = `${target.host}:${target.port}`;
  const draft: ExchangeDraft = {
    service,
    ...(facts === undefined ? {} : { transaction: facts.transaction }),
    protocol: 'mllp',
    initiator: 'bench',
    startedAt: result.startedAt.toISOString(),
    finishedAt: result.finishedAt.toISOString(),
    keys: { ...facts?.keys, ...sent.keys },
    summary: `${line} envoyé par le banc à ${where} : ${endOf(result, acknowledgement)}`,
    request: { line, headers: HEADERS },
    tolerated: [...(result.tolerated ?? [])],
    ...(result.tls === undefined ? {} : { tls: result.tls }),
    ...(sent.fault === undefined ? {} : { fault: sent.fault }),
  };
  if (result.reply !== undefined) {
    const answer = acknowledgement && `MSA|${acknowledgement.code}|${acknowledgement.acknowledges}`;
    draft.response = { line: answer ?? firstLine(result.reply), headers: HEADERS };
  }
  const { id } = environment.journal.record(draft, {
    requestBody: sent.bytes,
    ...(result.reply === undefined ? {} : { responseBody: result.reply }),
  });
  return {
    exchange: id,
    message: facts?.controlId ?? '',
    outcome: result.outcome,
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    ...(acknowledgement === undefined ? {} : { acknowledgement }),
  };
}

const HEADERS: [string, string][] = [['Content-Type', ER7_CONTENT_TYPE]];

function acknowledgementIn({ outcome, reply }: MllpResult): SentHl7['acknowledgement'] {
  if (outcome !== 'answered' || reply === undefined) return undefined;
  const er7 = decodeEr7(reply).text;
  try {
    const { code, acknowledges, errors } = readAcknowledgement(parseEr7(er7));
    return { code, acknowledges, errors, er7, bytesBase64: reply.toString('base64') };
  } catch {
    return undefined;
  }
}

function endOf({ outcome, reason }: MllpResult, acknowledgement: SentHl7['acknowledgement']): string {
  if (acknowledgement !== undefined) return acknowledgement.code === '' ? 'réponse sans MSA-1' : acknowledgement.code;
  return reason ?? (outcome === 'answered' ? 'la réponse n’est pas du HL7 v2' : outcome);
}
