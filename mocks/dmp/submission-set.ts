import { randomUUID } from 'node:crypto';
import type { DocumentEntry, SubmissionSet } from '../wire/ebrim-objects.js';
import { STATUS } from '../wire/ebrim-objects.js';
import { formatCx, formatDtm, type Code } from '../wire/hl7-types.js';
import { CONTENT_TYPES } from '../wire/oids.js';
import type { DmpPatient } from './registry-model.js';

/** Fictitious OIDs of what other parties' systems would have sent. */
const SOURCE_ID = '1.2.250.1.999.20.9';
const SET_OID_ROOT = '1.2.250.1.999.20.10';
const DEFAULT_CONTENT_TYPE: Code = { code: '04', scheme: CONTENT_TYPES, label: 'Hospitalisation de jour' };

/** A UUID as the registry gives them. */
export function newUuid(): string {
  return `urn:uuid:${randomUUID()}`;
}

/**
 * The submission set around a document: its authors, the sector as content type, a title when `titled` (a status
 * change has none: it would tell the document's to whoever may not see it).
 */
export function submissionSet(
  patient: DmpPatient,
  document: DocumentEntry,
  submissionTime: Date,
  titled: boolean,
): SubmissionSet {
  const entryUUID = newUuid();
  return {
    entryUUID,
    logicalId: entryUUID,
    status: STATUS.approved,
    uniqueId: `${SET_OID_ROOT}.${oidNumber(entryUUID)}`,
    sourceId: SOURCE_ID,
    patientId: formatCx({ id: patient.ins, oid: patient.insOid, type: 'NH' }),
    submissionTime: formatDtm(submissionTime),
    contentTypeCode: document.healthcareFacilityTypeCode ?? DEFAULT_CONTENT_TYPE,
    authors: document.authors,
    ...(titled && document.title !== undefined ? { title: document.title } : {}),
    otherSlots: {},
  };
}

/** An OID component short enough for the 64 characters of an OID. */
function oidNumber(uuid: string): string {
  return BigInt(`0x${uuid.slice(9).replaceAll('-', '').slice(0, 24)}`).toString();
}
