import { er7Field, er7Repeated, er7Segment, er7Text, repetitionsOf, segmentOf, valueOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';
import { readHeader, readKind, writeHeader } from './hl7-header.js';
import type { Hl7Header, Hl7MessageKind } from './hl7-header.js';
import { readIdentifier, readPatient, writeIdentifier, writePatient } from './hl7-patient.js';
import type { Hl7Identifier, Hl7Patient } from './hl7-patient.js';
import { readVisit, writeVisit } from './hl7-visit.js';
import type { Hl7Visit } from './hl7-visit.js';

/** Events of PAM.FR and the structure each has (MSH-9.3). */
export const ADMISSION_STRUCTURES = {
  A01: 'ADT_A01',
  A02: 'ADT_A02',
  A03: 'ADT_A03',
  A04: 'ADT_A01',
  A05: 'ADT_A05',
  A06: 'ADT_A06',
  A07: 'ADT_A06',
  A08: 'ADT_A01',
  A11: 'ADT_A09',
  A12: 'ADT_A12',
  A13: 'ADT_A01',
  A14: 'ADT_A05',
  A16: 'ADT_A16',
  A21: 'ADT_A21',
  A22: 'ADT_A21',
  A24: 'ADT_A24',
  A25: 'ADT_A21',
  A28: 'ADT_A05',
  A31: 'ADT_A05',
  A37: 'ADT_A37',
  A38: 'ADT_A38',
  A40: 'ADT_A39',
  A44: 'ADT_A43',
  A47: 'ADT_A30',
  A52: 'ADT_A52',
  A53: 'ADT_A52',
  A54: 'ADT_A54',
  A55: 'ADT_A52',
  Z99: 'ADT_A01',
} as const;

/** One of the events. */
export type AdmissionEvent = keyof typeof ADMISSION_STRUCTURES;

/** MSH-21 of PAM.FR 2.11. */
export const ADMISSION_PROFILE = { version: '2.11', name: 'IHE_FRANCE-2.11-PAM' } as const;

/** ZBE: a movement. */
export interface Movement {
  /** ZBE-1. */
  id: string;
  /** ZBE-2: start. */
  start: string;
  /** ZBE-4: `INSERT`, `UPDATE`, `CANCEL`. */
  action: string;
  /** ZBE-5: an old movement sent again. */
  historic: boolean;
  /** ZBE-6: event of the movement updated or cancelled. */
  originalEvent?: string;
  /** ZBE-7.10 and ZBE-8.10: medical and care units. */
  medicalUnit?: string;
  careUnit?: string;
  /** ZBE-9: `HMS` … */
  nature: string;
}

/** ZFA: status of the DMP, what the patient was told and decided (hl7v2-pfi-cda.md §9). */
export interface DmpConsent {
  /** ZFA-1: `ACTIF` … */
  status: string;
  /** ZFA-9: `INO` informed, no opposition; `IO` informed, opposed; `NA` not collected. */
  feeding: string;
  /** ZFA-10. */
  feedingAt?: string;
  /** ZFA-11: `IC` informed, consents; `INC` informed, does not consent; `NA`. */
  consultation: string;
  /** ZFA-12. */
  consultationAt?: string;
}

/** ZFD: how the identity was obtained and proved. */
export interface IdentityProof {
  /** ZFD-5: `INSI`, `SM`, `CV`, `CB`, `RFID`, `AV`. */
  obtainedBy?: string;
  /** ZFD-6: date of the INSi query. */
  queriedAt?: string;
  /** ZFD-7: `CN`, `PA`, `CE`, `AN` … */
  proof?: string;
  /** ZFD-8: end of validity of the proof. */
  proofUntil?: string;
}

/** A message of administrative management (PAM.FR 2.11). */
export interface Admission {
  header: Hl7Header;
  event: AdmissionEvent;
  /** EVN-6: when it happened. */
  occurredAt?: string;
  patient: Hl7Patient;
  /** PID-29, and PID-30 at Y. */
  deceasedAt?: string;
  /** MRG-1 of an A40 or A47: identifiers that disappear. */
  previous?: Hl7Identifier[];
  visit?: Hl7Visit;
  movement?: Movement;
  consent?: DmpConsent;
  proof?: IdentityProof;
  secretConnection?: boolean;
}

/** An admission as read. */
export interface ReceivedAdmission extends Omit<Admission, 'event'> {
  /** MSH-9.2 as read. */
  event: string;
  kind: Hl7MessageKind;
}

/**
 * Where « connexion secrète » stands, when the site has agreed on a place: PAM.FR 2.11 has none
 * (hl7v2-pfi-cda.md §9), so nothing is written or read without it.
 */
export interface SecretConnectionPlace {
  segment: string;
  field: number;
  /** The value that means « secret ». */
  code: string;
}

/** Writes an ADT of PAM.FR. */
export function writeAdmission(admission: Admission, place?: SecretConnectionPlace): string {
  const { header, event, patient, deceasedAt, visit, movement, consent, proof, previous } = admission;
  const segments = [
    writeHeader(header, {
      code: 'ADT',
      event,
      structure: ADMISSION_STRUCTURES[event],
      version: '2.5',
      localVersion: '2.11',
      profile: ADMISSION_PROFILE,
    }),
    er7Segment('EVN', { 2: er7Field(header.time), 6: er7Field(admission.occurredAt) }),
    writePatient(patient, { 1: '1', ...(deceasedAt === undefined ? {} : deathFields(deceasedAt)) }),
    ...(previous ? [er7Segment('MRG', { 1: er7Repeated(previous.map(writeIdentifier)) })] : []),
    ...(visit ? [writeVisit(visit, visit.patientClass === 'N' ? {} : { 51: 'V' })] : []),
    ...(movement ? [writeMovement(movement)] : []),
    ...(consent ? [writeConsent(consent, header.time)] : []),
    ...(proof
      ? [
          er7Segment('ZFD', {
            5: er7Field(proof.obtainedBy),
            6: er7Field(proof.queriedAt),
            7: er7Field(proof.proof),
            8: er7Field(proof.proofUntil),
          }),
        ]
      : []),
  ];
  if (place && admission.secretConnection === true) setField(segments, place);
  return er7Text(segments);
}

/** PID-29 and PID-30. */
function deathFields(at: string): Record<number, string> {
  return { 29: er7Field(at), 30: 'Y' };
}

/** Puts the code of the secret connection at the place agreed on, in a segment added when there is none. */
function setField(segments: Er7Segment[], { segment: name, field, code }: SecretConnectionPlace): void {
  let segment = segments.find((one) => one.name === name);
  if (!segment) segments.push((segment = er7Segment(name, {})));
  while (segment.fields.length <= field) segment.fields.push('');
  segment.fields[field] = er7Field(code);
}

function writeMovement({
  id,
  start,
  action,
  historic,
  originalEvent,
  medicalUnit,
  careUnit,
  nature,
}: Movement): Er7Segment {
  const unit = (code: string | undefined): string =>
    code === undefined ? '' : er7Field(code, '', '', '', '', '', 'UF', '', '', code);
  return er7Segment('ZBE', {
    1: er7Field(id),
    2: er7Field(start),
    4: er7Field(action),
    5: historic ? 'Y' : 'N',
    6: er7Field(originalEvent),
    7: unit(medicalUnit),
    8: unit(careUnit),
    9: er7Field(nature),
  });
}

function writeConsent(
  { status, feeding, feedingAt, consultation, consultationAt }: DmpConsent,
  time: string,
): Er7Segment {
  return er7Segment('ZFA', {
    1: er7Field(status),
    2: er7Field(time),
    9: er7Field(feeding),
    10: er7Field(feedingAt),
    11: er7Field(consultation),
    12: er7Field(consultationAt),
  });
}

/** Reads an ADT, whatever is wrong with it; fields are read by their position, never guessed. */
export function readAdmission(message: Er7Message, place?: SecretConnectionPlace): ReceivedAdmission {
  const [mrg, visit] = [segmentOf(message, 'MRG'), readVisit(message)];
  const [zbe, zfa, zfd] = [segmentOf(message, 'ZBE'), segmentOf(message, 'ZFA'), segmentOf(message, 'ZFD')];
  const kind = readKind(message);
  return {
    header: readHeader(message),
    kind,
    event: kind.event,
    ...given('occurredAt', valueOf(segmentOf(message, 'EVN'), '6')),
    patient: readPatient(message),
    ...given('deceasedAt', valueOf(segmentOf(message, 'PID'), '29')),
    ...(mrg ? { previous: repetitionsOf(mrg, 1).map(readIdentifier) } : {}),
    ...(visit ? { visit } : {}),
    ...(zbe ? { movement: readMovement(zbe) } : {}),
    ...(zfa ? { consent: readConsent(zfa) } : {}),
    ...(zfd ? { proof: readProof(zfd) } : {}),
    ...(place
      ? { secretConnection: valueOf(segmentOf(message, place.segment), String(place.field)) === place.code }
      : {}),
  };
}

function readMovement(zbe: Er7Segment): Movement {
  return {
    id: valueOf(zbe, '1'),
    start: valueOf(zbe, '2'),
    action: valueOf(zbe, '4'),
    historic: valueOf(zbe, '5') === 'Y',
    ...given('originalEvent', valueOf(zbe, '6')),
    ...given('medicalUnit', valueOf(zbe, '7.10')),
    ...given('careUnit', valueOf(zbe, '8.10')),
    nature: valueOf(zbe, '9'),
  };
}

function readConsent(zfa: Er7Segment): DmpConsent {
  return {
    status: valueOf(zfa, '1'),
    feeding: valueOf(zfa, '9'),
    ...given('feedingAt', valueOf(zfa, '10')),
    consultation: valueOf(zfa, '11'),
    ...given('consultationAt', valueOf(zfa, '12')),
  };
}

function readProof(zfd: Er7Segment): IdentityProof {
  return {
    ...given('obtainedBy', valueOf(zfd, '5')),
    ...given('queriedAt', valueOf(zfd, '6')),
    ...given('proof', valueOf(zfd, '7')),
    ...given('proofUntil', valueOf(zfd, '8')),
  };
}

function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value === '' ? {} : ({ [key]: value } as Record<K, string>);
}
