import type { Ii } from './cda-document.js';
import { er7Field, er7Segment, er7Text, partOf, repetitionsOf, segmentOf, segmentsOf, valueOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';
import { DOCUMENT_FLAG_ORDER, readFlags, writeFlag } from './hl7-document-flags.js';
import type { DocumentFlags } from './hl7-document-flags.js';
import { readHeader, readKind, writeHeader } from './hl7-header.js';
import type { Hl7Header } from './hl7-header.js';
import { readParticipant, roleOf, writeParticipant } from './hl7-participation.js';
import type { Hl7Participant } from './hl7-participation.js';
import { readPatient, writePatient } from './hl7-patient.js';
import type { Hl7Patient } from './hl7-patient.js';
import { readVisit, writeVisit } from './hl7-visit.js';
import type { Hl7Visit } from './hl7-visit.js';

/** What a message does to a document. */
export type DocumentAct = 'create' | 'replace' | 'delete';

/** Event of an MDM, ORC-1 and OBX-11 of each act: the coherence rule of hl7v2-pfi-cda.md §4.1. */
export const ACT_CODES: Readonly<Record<DocumentAct, { event: string; order: string; status: string }>> = {
  create: { event: 'T02', order: 'NW', status: 'F' },
  replace: { event: 'T10', order: 'RO', status: 'C' },
  delete: { event: 'T04', order: 'CA', status: 'D' },
};

/** MSH-21 of the volet TRANS_DOC_CDA_HL7V2, the only version conform for wave 2. */
export const DOCUMENT_PROFILE = { version: '2.1', name: 'CISIS_CDA_HL7_V2' } as const;

/** A code with its label and coding system (CE, CWE). */
export interface Hl7Code {
  code: string;
  label: string;
  /** `LN` or `TRE_A05` for the type of a document. */
  scheme: string;
}

/** A document sent by a creator to the PFI (volet TRANS_DOC_CDA_HL7V2 2.1; hl7v2-pfi-cda.md §2, §3). */
export interface DocumentMessage {
  /** ORU^R01 of HL7 2.5, or MDM of HL7 2.6. */
  form: 'ORU' | 'MDM';
  header: Hl7Header;
  act: DocumentAct;
  patient: Hl7Patient;
  visit?: Hl7Visit;
  /** OBR-4, OBX-3 and TXA-2. */
  type: Hl7Code;
  /** The CDA file, whole. */
  cda: Buffer;
  /** TXA-12, MDM only: the identifier of the CDA. */
  documentId?: Ii;
  /** TXA-13, MDM only: the document replaced. */
  parentId?: Ii;
  /** PRT SB: whom the DMP is fed for; PRT RCT: MSSanté addressees; PRT REPLY. */
  sender?: Hl7Participant;
  recipients: Hl7Participant[];
  replyTo?: Hl7Participant;
  flags: DocumentFlags;
  /** NTE-4 `FIN` under DESTMSSANTEPAT: the patient may not answer. */
  patientMayNotAnswer: boolean;
  /** Bodies of the mails, CORPSMAIL_PS and CORPSMAIL_PATIENT. */
  professionalMail?: string;
  patientMail?: string;
}

/** A document message as read: what is missing or incoherent stays open. */
export interface ReceivedDocumentMessage extends Omit<DocumentMessage, 'act' | 'flags' | 'form'> {
  /** Undefined for another message than ORU and MDM. */
  form: 'ORU' | 'MDM' | undefined;
  /** Undefined when event, ORC-1 and OBX-11 do not agree (the message is then to be rejected, §4.1). */
  act: DocumentAct | undefined;
  /** Event (MSH-9.2), ORC-1 and OBX-11 as read. */
  said: { event: string; order: string; status: string };
  /** MSH-21 as read; '' when absent. */
  profile: { version: string; name: string };
  flags: Partial<DocumentFlags>;
  /** OBX-5.5 of the document as written; '' when there is no document. */
  base64: string;
}

/** Writes a document message of V2.1. Raw fields outside the model are left out. */
export function writeDocumentMessage(message: DocumentMessage): string {
  const { header, form, act, type } = message;
  const codes = ACT_CODES[act];
  const oru = form === 'ORU';
  const kind = oru
    ? { code: 'ORU', event: 'R01', structure: 'ORU_R01', version: '2.5' }
    : { code: 'MDM', event: codes.event, structure: 'MDM_T02', version: '2.6' };
  return er7Text([
    writeHeader(header, { ...kind, profile: DOCUMENT_PROFILE }),
    ...(oru ? [] : [er7Segment('EVN', { 2: er7Field(header.time) })]),
    writePatient(message.patient),
    ...(message.visit ? [writeVisit(message.visit)] : []),
    er7Segment('ORC', { 1: codes.order }),
    er7Segment('OBR', { 1: '1', 4: writeCode(type) }),
    ...(oru ? [] : [writeTxa(message)]),
    ...writeObservations(message),
  ]);
}

/** Writes TXA: identifiers as §3 says (with an extension: `extension^^root^ISO`; without: the OID alone). */
export function writeTxa({
  type,
  documentId,
  parentId,
}: Pick<DocumentMessage, 'type' | 'documentId' | 'parentId'>): Er7Segment {
  return er7Segment('TXA', {
    1: '1',
    2: er7Field(type.code),
    3: 'TEXT',
    12: writeEntity(documentId),
    13: writeEntity(parentId),
    17: 'AU',
  });
}

function writeObservations(message: DocumentMessage): Er7Segment[] {
  const { form, type, act, cda, sender, recipients, replyTo, flags } = message;
  const mail = (sequence: number, code: string, label: string, body: string): Er7Segment =>
    er7Segment('OBX', {
      1: String(sequence),
      2: 'ED',
      3: er7Field(code, label, 'MetaDMPMSS'),
      5: er7Field('', form === 'ORU' ? 'TEXT' : 'text', '', 'Base64', Buffer.from(body).toString('base64')),
      11: 'F',
    });
  const segments = [
    writeDocumentObservation(form, { type, act, cda }),
    ...(sender ? [writeParticipant('SB', sender)] : []),
    ...recipients.map((recipient) => writeParticipant('RCT', recipient)),
    ...(replyTo ? [writeParticipant('REPLY', replyTo)] : []),
  ];
  for (const [at, flag] of DOCUMENT_FLAG_ORDER.entries()) {
    segments.push(writeFlag(at + 2, form === 'ORU' ? 'CE' : 'CWE', flag, flags[flag]));
    if (flag === 'DESTMSSANTEPAT' && message.patientMayNotAnswer) {
      segments.push(er7Segment('NTE', { 1: '1', 4: 'FIN' }));
    }
  }
  let next = DOCUMENT_FLAG_ORDER.length + 2;
  if (message.professionalMail !== undefined) {
    segments.push(mail(next++, 'CORPSMAIL_PS', 'Corps du mail pour un PS', message.professionalMail));
  }
  if (message.patientMail !== undefined) {
    segments.push(mail(next, 'CORPSMAIL_PATIENT', 'Corps du mail pour le patient', message.patientMail));
  }
  return segments;
}

/** Writes the OBX of the document: the whole CDA in base64. */
export function writeDocumentObservation(
  form: 'ORU' | 'MDM',
  { type, act, cda }: Pick<DocumentMessage, 'type' | 'act' | 'cda'>,
): Er7Segment {
  return er7Segment('OBX', {
    1: '1',
    2: 'ED',
    3: writeCode(type),
    5: er7Field('', form === 'ORU' ? 'TEXT' : 'text', 'XML', 'Base64', cda.toString('base64')),
    11: ACT_CODES[act].status,
  });
}

/** Reads a document message, whatever is wrong with it. Judging it is the checks' business. */
export function readDocumentMessage(message: Er7Message): ReceivedDocumentMessage {
  const kind = readKind(message);
  const observations = segmentsOf(message, 'OBX');
  const document = documentObservation(message);
  const participants = segmentsOf(message, 'PRT');
  const withRole = (role: string): Hl7Participant[] =>
    participants.filter((prt) => roleOf(prt) === role).map(readParticipant);
  const [sender, replyTo, visit] = [withRole('SB')[0], withRole('REPLY')[0], readVisit(message)];
  const said = {
    event: kind.event,
    order: valueOf(segmentOf(message, 'ORC'), '1'),
    status: valueOf(document, '11'),
  };
  const form = kind.code === 'ORU' || kind.code === 'MDM' ? kind.code : undefined;
  const base64 = valueOf(document, '5.5');
  const professionalMail = mailBody(observations, 'CORPSMAIL_PS');
  const patientMail = mailBody(observations, 'CORPSMAIL_PATIENT');
  return {
    form,
    header: readHeader(message),
    act: actOf(form, said),
    said,
    profile: kind.profile ?? { version: '', name: '' },
    patient: readPatient(message),
    ...(visit ? { visit } : {}),
    type: readCode(document, 3),
    cda: Buffer.from(base64, 'base64'),
    base64,
    ...readTxa(message),
    ...(sender ? { sender } : {}),
    recipients: withRole('RCT'),
    ...(replyTo ? { replyTo } : {}),
    flags: readFlags(observations),
    patientMayNotAnswer: mayNotAnswer(message),
    ...(professionalMail === undefined ? {} : { professionalMail }),
    ...(patientMail === undefined ? {} : { patientMail }),
  };
}

/** The act that event, ORC-1 and OBX-11 say together (§4.1); undefined when they do not agree. */
export function actOf(
  form: 'ORU' | 'MDM' | undefined,
  said: { event: string; order: string; status: string },
): DocumentAct | undefined {
  const acts = Object.keys(ACT_CODES) as DocumentAct[];
  return acts.find((act) => {
    const { event, order, status } = ACT_CODES[act];
    const expected = form === 'ORU' ? 'R01' : event;
    return said.event === expected && said.order === order && said.status === status;
  });
}

/** The OBX that holds the document: the first ED that is not the body of a mail. */
export function documentObservation(message: Er7Message): Er7Segment | undefined {
  return segmentsOf(message, 'OBX').find(
    (obx) => valueOf(obx, '2') === 'ED' && !valueOf(obx, '3').startsWith('CORPSMAIL'),
  );
}

/** TXA-12 and TXA-13 read as identifiers. */
export function readTxa(message: Er7Message): { documentId?: Ii; parentId?: Ii } {
  const txa = segmentOf(message, 'TXA');
  const [documentId, parentId] = [readEntity(txa, 12), readEntity(txa, 13)];
  return { ...(documentId ? { documentId } : {}), ...(parentId ? { parentId } : {}) };
}

function writeEntity(id: Ii | undefined): string {
  if (!id) return '';
  return id.extension === undefined ? er7Field(id.root) : er7Field(id.extension, '', id.root, 'ISO');
}

/** With EI.3, EI.1 is the extension and EI.3 the root; else EI.1 is the root. */
function readEntity(txa: Er7Segment | undefined, field: number): Ii | undefined {
  const one = repetitionsOf(txa, field)[0];
  if (!one) return undefined;
  const [first, root] = [partOf(one, '1'), partOf(one, '3')];
  return root === '' ? { root: first } : { root, extension: first };
}

/** Writes a code. */
export function writeCode({ code, label, scheme }: Hl7Code): string {
  return er7Field(code, label, scheme);
}

/** Reads a code; '' for what is missing. */
export function readCode(segment: Er7Segment | undefined, field: number): Hl7Code {
  return {
    code: valueOf(segment, `${field}.1`),
    label: valueOf(segment, `${field}.2`),
    scheme: valueOf(segment, `${field}.3`),
  };
}

function mailBody(observations: readonly Er7Segment[], code: string): string | undefined {
  const obx = observations.find((one) => valueOf(one, '3') === code);
  return obx && Buffer.from(valueOf(obx, '5.5'), 'base64').toString('utf8');
}

/** The NTE that follows DESTMSSANTEPAT, before any other OBX. */
function mayNotAnswer({ segments }: Er7Message): boolean {
  const at = segments.findIndex((one) => one.name === 'OBX' && valueOf(one, '3') === 'DESTMSSANTEPAT');
  if (at < 0) return false;
  const after = segments.slice(at + 1);
  const next = after.findIndex(({ name }) => name !== 'NTE');
  return after.slice(0, next < 0 ? after.length : next).some((nte) => valueOf(nte, '4') === 'FIN');
}
