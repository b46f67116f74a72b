import type { FaultPlan } from '../core/fault-plan.js';
import type { HttpAnswer, ReceivedRequest } from '../core/http-message.js';
import { BancError } from '../wire/errors.js';
import { parseCx } from '../wire/hl7-types.js';
import { isMtom, type MtomMessage, readMtom } from '../wire/mtom.js';
import { readEnvelope, type SoapEnvelope } from '../wire/soap.js';
import { guessSoap, type SoapGuess } from '../wire/tolerant-soap.js';
import type { Trust } from '../wire/signer-certificate.js';
import { readVihf, type Vihf } from '../wire/vihf.js';
import { refuse, type Known } from './refusals.js';
import { routeOf, toleratedPath } from './routes.js';
import { answerUnder, damageAnswer, DMP_FAULTS, MTOM_FAULTS, truncateMtom, unavailable } from './service-faults.js';
import { soapAnswer, soapFault, type SoapFaultAnswer } from './soap-answer.js';
import { commonKeys, type DmpContext, type ReceivedTransaction, type Refusal } from './transaction.js';
import { strictRefusal, vihfRefusal } from './vihf-acceptance.js';

/** What the dispatcher needs beside the registry. */
export interface DispatchContext extends DmpContext {
  faults: FaultPlan;
  /** Authorities and revocations of signing certificates, for the strict mode. */
  trust: Omit<Trust, 'at'>;
}

/**
 * Answers one HTTP request whose certificate was accepted, as the DMP would: envelope, WS-Addressing, transaction, VIHF,
 * then the transaction itself (dmp.md §14). Whatever cannot be read gets a SOAP fault and is told as unexpected; only a
 * defect of the bench itself makes it reject.
 */
export async function handleDmpRequest(request: ReceivedRequest, context: DispatchContext): Promise<HttpAnswer> {
  const known: Known = { keys: {}, tolerated: [] };
  if (request.method !== 'POST') {
    const reason = `Méthode ${request.method} refusée : le DMP n’accepte que POST`;
    return refuse({ fault: { code: 'Sender', reason }, status: 405 }, reason, known);
  }
  try {
    const message = await readMessage(request, known);
    const { envelope } = message;
    known.envelope = envelope;
    known.tolerated.push(...envelope.tolerated);
    return handleEnvelope(message, request, known, context);
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    const guess = guessSoap(request.body);
    known.keys = guessedKeys(guess);
    const probably = guess.action === undefined ? '' : ` Probablement ${guess.action}.`;
    const reason = `${UNREADABLE[error.code] ?? 'Message illisible'}. ${error.message}${probably}`;
    return refuse({ fault: { code: 'Sender', reason } }, reason, known);
  }
}

const UNREADABLE: Partial<Record<BancError['code'], string>> = {
  BANC_XML_INVALID: 'XML mal formé ou interdit (DTD, entités)',
  BANC_MIME_INVALID: 'Corps MTOM illisible',
  BANC_LIMIT: 'Message au-delà des limites du banc',
  BANC_MESSAGE_INVALID: 'Message de structure inattendue',
};

/** A request taken apart. */
interface Message {
  /** The SOAP envelope as received. */
  root: Buffer;
  envelope: SoapEnvelope;
  parts: MtomMessage['parts'];
}

/** So that a broken request is still found under its patient and its user. */
function guessedKeys({ nameId, resourceId }: SoapGuess): Record<string, string> {
  const { id } = parseCx(resourceId ?? '');
  return { ...(id ? { patient: id } : {}), ...(nameId ? { user: nameId } : {}) };
}

function handleEnvelope(
  { root, envelope, parts }: Message,
  request: ReceivedRequest,
  known: Known,
  context: DispatchContext,
): HttpAnswer {
  if (envelope.missingHeaders.length > 0) {
    const reason = `A required header representing a Message Addressing Property is not present (${envelope.missingHeaders.join(', ')})`;
    return refuse({ fault: { code: 'Sender', subcode: 'wsa:MessageAddressingHeaderRequired', reason } }, reason, known);
  }
  const route = routeOf(envelope, request.path);
  if (route.transaction !== undefined) known.transaction = route.transaction;
  const vihf = envelope.assertion && readVihf(envelope.assertion);
  if (vihf) known.keys = commonKeys(vihf, parseCx(vihf.resourceId ?? '').id);
  if ('reason' in route) {
    return refuse({ fault: { code: 'Sender', subcode: route.subcode, reason: route.reason } }, route.reason, known);
  }
  known.route = route;
  known.tolerated.push(...toleratedPath(route, request.path), ...toleratedContentType(request, envelope));

  const problem = vihf ? vihfRefusal(vihf, route.aboutPatient) : 'VIHF absent de l’en-tête wsse:Security';
  if (!vihf || !envelope.body || problem !== undefined) {
    const reason = problem ?? 'VIHF absent de l’en-tête wsse:Security';
    return refuse({ fault: { code: 'Sender', subcode: 'DMPAuthenticationError', reason } }, reason, known);
  }
  // Certificates are judged on real time, as TLS does: moving the bench's clock ages records, not keys.
  const trust = { ...context.trust, at: request.startedAt };
  const strict = context.options.vihfMode === 'strict' && strictRefusal(root, vihf, { ...route, trust });
  if (strict) {
    const { subcode, reason } = strict;
    return refuse({ fault: { code: 'Sender', subcode, reason } }, `VIHF refusé (mode strict) : ${reason}`, known);
  }
  return handleTransaction(route.receive({ body: envelope.body, vihf, parts }, context), vihf, known, context);
}

function handleTransaction(
  received: ReceivedTransaction | Refusal,
  vihf: Vihf,
  known: Known,
  context: DispatchContext,
): HttpAnswer {
  if (received.transaction !== undefined) known.transaction = received.transaction;
  known.keys = { ...commonKeys(vihf, ''), ...received.keys };
  if ('fault' in received) return refuse({ fault: received.fault }, received.unexpected, known);

  const { transaction, keys, label } = received;
  const kinds = known.route?.mtom ? [...DMP_FAULTS, ...MTOM_FAULTS] : DMP_FAULTS;
  const fault = context.faults.take('dmp', transaction, keys, kinds);
  const notes = {
    transaction,
    keys,
    tolerated: [...known.tolerated, ...received.tolerated],
    ...(fault ? { fault } : {}),
  };
  if (fault?.kind === 'unavailable') {
    return unavailable(fault, { ...notes, summary: `${label} : service indisponible (injecté)` });
  }
  const relatesTo = known.envelope?.messageId ?? '';
  if (fault?.kind === 'soap-fault') {
    const reason = fault.message ?? 'Anomalie injectée par le banc';
    const answer: SoapFaultAnswer = {
      fault: { code: 'Receiver', reason, ...(fault.code ? { subcode: fault.code } : {}) },
      relatesTo,
      mtom: known.route?.mtom ?? false,
    };
    return soapFault(answer, { ...notes, summary: `${label} : faute SOAP injectée` });
  }
  const { outcome, ...answer } = answerUnder(fault, received);
  const built = soapAnswer(damageAnswer(fault, { ...answer, relatesTo }), {
    ...notes,
    summary: `${label} : ${outcome}`,
  });
  return truncateMtom(fault, built);
}

/** The envelope of a single-part or MTOM request. */
async function readMessage(request: ReceivedRequest, known: Known): Promise<Message> {
  if (!isMtom(request.contentType)) {
    return { root: request.body, envelope: readEnvelope(request.body), parts: new Map() };
  }
  const { root, parts, tolerated } = await readMtom(request.contentType ?? '', request.body);
  known.tolerated.push(...tolerated);
  return { root, envelope: readEnvelope(root), parts };
}

function toleratedContentType({ contentType = '' }: ReceivedRequest, { action = '' }: SoapEnvelope): string[] {
  const [type = ''] = contentType.split(';');
  const mtom = isMtom(contentType);
  const tolerated: string[] = [];
  if (!mtom && type.trim().toLowerCase() !== 'application/soap+xml') {
    tolerated.push(`Content-Type ${type.trim() || 'absent'} au lieu de application/soap+xml`);
  }
  if (!mtom && !/;\s*charset=/i.test(contentType)) tolerated.push('Content-Type sans paramètre charset');
  const given = /;\s*action="?([^";]*)"?/i.exec(contentType)?.[1];
  if (given === undefined) tolerated.push('Content-Type sans paramètre action');
  else if (given !== action) tolerated.push(`Paramètre action du Content-Type différent de wsa:Action : ${given}`);
  return tolerated;
}
