import { randomUUID } from 'node:crypto';
import type { Fault } from '../core/fault.js';
import type { HttpAnswer } from '../core/http-message.js';
import type { SoapAnswer } from './soap-answer.js';
import { registryError, type ReceivedTransaction, type TransactionAnswer } from './transaction.js';

/**
 * Faults of the DMP any transaction may suffer, beside the transport ones of core (dmp.md §14). Unlike core's `http`,
 * `unavailable` answers before anything is done: the request is lost, as behind a gateway whose DMP is down.
 */
export const DMP_FAULTS = ['soap-fault', 'registry-error', 'relates-to-mismatch', 'unavailable'] as const;
/** Faults that only an MTOM answer may suffer. */
export const MTOM_FAULTS = ['wrong-cid', 'truncated-mtom'] as const;

/** What the gateway of a DMP that is down answers: 503 unless told, and no SOAP. */
export function unavailable(fault: Fault, exchange: HttpAnswer['exchange']): HttpAnswer {
  const headers: HttpAnswer['headers'] = [['Content-Type', 'text/plain; charset=utf-8']];
  return { status: fault.status ?? 503, headers, body: fault.message ?? 'Service indisponible', exchange };
}

/** The transaction's answer, or the error a `registry-error` fault makes it give (XDSRegistryBusy unless told). */
export function answerUnder(fault: Fault | undefined, received: ReceivedTransaction): TransactionAnswer {
  if (fault?.kind !== 'registry-error') return received.answer();
  const error = registryError(fault.code ?? 'XDSRegistryBusy', fault.message ?? 'Anomalie injectée par le banc');
  return received.fail([error]);
}

/** Damages what goes into the envelope: RelatesTo of another message, Content-IDs the XOP includes do not name. */
export function damageAnswer(fault: Fault | undefined, answer: SoapAnswer): SoapAnswer {
  if (fault?.kind === 'relates-to-mismatch') return { ...answer, relatesTo: `urn:uuid:${randomUUID()}` };
  if (fault?.kind === 'wrong-cid' && answer.parts) {
    return { ...answer, parts: answer.parts.map((part) => ({ ...part, contentId: `autre-${part.contentId}` })) };
  }
  return answer;
}

/** Cuts an MTOM body inside its last part: the HTTP message stays whole, the MIME one has no end. */
export function truncateMtom(fault: Fault | undefined, answer: HttpAnswer): HttpAnswer {
  if (fault?.kind !== 'truncated-mtom') return answer;
  const body = Buffer.from(answer.body);
  const lastPart = body.lastIndexOf('\r\n\r\n');
  return { ...answer, body: body.subarray(0, lastPart + Math.ceil((body.length - lastPart) / 2)) };
}
