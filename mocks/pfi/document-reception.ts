import { createHash } from 'node:crypto';
import { ACCEPTED, type Hl7Decision, refused, refusedByApplication } from '../core/hl7-acknowledging.js';
import type { Hl7Facts } from '../core/hl7-facts.js';
import { idText } from '../wire/cda-document.js';
import { APPLICATION_ERRORS } from '../wire/integration-error-codes.js';
import type { ChangeOutcome, DocumentLifecycles } from './document-lifecycles.js';
import type { PfiOptions } from './pfi-options.js';

/** What a PFI decides of a document message. */
export interface DocumentReception {
  decision: Hl7Decision;
  /** French. */
  summary: string;
  tolerated: string[];
}

const ACTS = { create: 'Document', replace: 'Remplacement de document', delete: 'Suppression de document' };

/**
 * Takes over a document message, or says why not. Only what makes the message impossible to treat is refused: version,
 * patient, document, the coherence of ORC-1, OBX-11 and the event (hl7v2-pfi-cda.md §4.1), and the life cycle. What a
 * volet says besides is judged by the checks of scenarios.
 */
export function receiveDocument(
  { document: read, cda, kind, controlId, keys }: Hl7Facts,
  documents: DocumentLifecycles,
  options: PfiOptions,
): DocumentReception {
  const reception = (decision: Hl7Decision, summary: string, tolerated: string[] = []): DocumentReception => ({
    decision,
    summary,
    tolerated,
  });
  const refuse = (decision: Hl7Decision, why: string) =>
    reception(decision, `Document refusé (${decision.code}) : ${why}`);

  if (kind.version !== (read.form === 'ORU' ? '2.5' : '2.6')) {
    return refuse(refused('203', 'MSH^1^12'), `version « ${kind.version} » de HL7`);
  }
  const patient = keys['patient'];
  if (patient === undefined) return refuse(refused('101', 'PID^1^3'), 'pas d’identifiant de patient (PID-3)');
  if (typeof cda === 'string') return refuse(refused(read.base64 === '' ? '101' : '102', 'OBX^1^5'), cda);
  if (cda.id === undefined) return refuse(refused('102', 'OBX^1^5'), 'le CDA n’a pas d’identifiant');
  if (read.act === undefined) {
    const { event, order, status } = read.said;
    const why = `événement ${event}, ORC-1 « ${order} » et OBX-11 « ${status} » ne vont pas ensemble`;
    return refuse(refused('207', 'ORC^1^1', options.incoherence), why);
  }
  const outcome = documents.apply({
    act: read.act,
    cda,
    parent: idText(read.parentId),
    patient,
    message: controlId,
    sha256: createHash('sha256').update(read.cda).digest('hex'),
  });
  const refusal = REFUSALS[outcome];
  if (refusal !== undefined)
    return refuse(refusedByApplication(refusal.code, APPLICATION_ERRORS[refusal.code] ?? ''), refusal.why);
  const again = outcome === 'already-there' ? ['document déjà pris en charge, à l’identique'] : [];
  return reception(ACCEPTED, `${ACTS[read.act]} « ${cda.title} » pris en charge`, again);
}

const REFUSALS: Partial<Record<ChangeOutcome, { code: string; why: string }>> = {
  'not-last-version': { code: '900', why: 'le document visé n’est pas la dernière version reçue par la PFI' },
  'identifier-in-use': { code: '906', why: 'un autre document a déjà cet identifiant' },
};
