import { er7Field, er7Segment, er7Text, partOf, repetitionsOf, segmentsOf, valueOf, wholePartOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';
import { DOCUMENT_FLAGS, readFlags, writeFlag } from './hl7-document-flags.js';
import type { DocumentFlag } from './hl7-document-flags.js';
import {
  ACT_CODES,
  readDocumentMessage,
  writeCode,
  writeDocumentObservation,
  writeTxa,
} from './hl7-document-message.js';
import type { DocumentMessage, ReceivedDocumentMessage } from './hl7-document-message.js';
import { writeHeader } from './hl7-header.js';
import { writeParticipant } from './hl7-participation.js';
import type { Hl7Participant } from './hl7-participation.js';
import { writePatient } from './hl7-patient.js';
import { writeVisit } from './hl7-visit.js';

/** MSH-21 of the volet TRANS_LPS. */
export const LPS_PROFILE = { version: '1.1', name: 'CISIS_CDA_HL7_LPS' } as const;

/** The four metadata of the volet, in order: OBX 3 to 6 (hl7v2-pfi-cda.md §8). */
export const LPS_FLAG_ORDER = [
  'MASQUE_PS',
  'INVISIBLE_PATIENT',
  'INVISIBLE_REP_LEGAUX',
  'MODIF_CONF_CODE',
] as const satisfies readonly DocumentFlag[];

/** Code of one of the four metadata. */
export type LpsFlag = (typeof LPS_FLAG_ORDER)[number];

/** The mail a document came with: OBX 2. */
export interface LpsMail {
  /** Message-ID of the mail (OBX-3.1). */
  messageId: string;
  /** Subject (OBX-3.2). */
  subject: string;
  body: string;
}

/** A document received by MSSanté, pushed by the PFI to the DPI (volet TRANS_LPS 1.1; hl7v2-pfi-cda.md §8). */
export interface LpsMessage extends Pick<
  DocumentMessage,
  'header' | 'act' | 'patient' | 'visit' | 'type' | 'cda' | 'documentId' | 'parentId' | 'recipients' | 'replyTo'
> {
  /** Who sent the mail: PRT-15 is required. */
  sender: Hl7Participant;
  mail: LpsMail;
  flags: Record<LpsFlag, boolean>;
}

/** An LPS message as read: what is missing or incoherent stays open. */
export interface ReceivedLpsMessage extends Omit<
  ReceivedDocumentMessage,
  'flags' | 'professionalMail' | 'patientMail' | 'patientMayNotAnswer'
> {
  /** Undefined when there is no second ED observation. */
  mail: LpsMail | undefined;
  flags: Partial<Record<LpsFlag, boolean>>;
}

/** Writes an LPS message; PV1-2 is N when there is no visit. */
export function writeLpsMessage(message: LpsMessage): string {
  const { header, act, patient, visit, type, sender, recipients, replyTo, mail, flags } = message;
  const { event, order } = ACT_CODES[act];
  return er7Text([
    writeHeader(header, { code: 'MDM', event, structure: 'MDM_T02', version: '2.6', profile: LPS_PROFILE }),
    er7Segment('EVN', { 2: er7Field(header.time) }),
    writePatient(patient),
    writeVisit(visit ?? { patientClass: 'N' }),
    er7Segment('ORC', { 1: order }),
    er7Segment('OBR', { 1: '1', 4: writeCode(type) }),
    writeTxa(message),
    writeDocumentObservation('MDM', message),
    writeParticipant('SB', sender),
    ...recipients.map((recipient) => writeParticipant('RCT', recipient)),
    ...(replyTo ? [writeParticipant('REPLY', replyTo)] : []),
    er7Segment('OBX', {
      1: '2',
      2: 'ED',
      3: er7Field(mail.messageId, mail.subject),
      5: er7Field('', 'text', '', 'Base64', Buffer.from(mail.body).toString('base64')),
      11: 'F',
    }),
    ...LPS_FLAG_ORDER.map((flag, at) => writeFlag(at + 3, 'CWE', flag, flags[flag])),
  ]);
}

/** Reads an LPS message, whatever is wrong with it. */
export function readLpsMessage(message: Er7Message): ReceivedLpsMessage {
  const document = readDocumentMessage(message);
  const observations = segmentsOf(message, 'OBX');
  const flags = readFlags(observations);
  return {
    ...withoutMails(document),
    mail: mailOf(mailObservation(message)),
    flags: Object.fromEntries(Object.entries(flags).filter(([flag]) => isLpsFlag(flag))),
  };
}

/** The OBX of the mail: the second ED observation. */
export function mailObservation(message: Er7Message): Er7Segment | undefined {
  return segmentsOf(message, 'OBX').filter(
    (obx) => valueOf(obx, '2') === 'ED' && !Object.hasOwn(DOCUMENT_FLAGS, valueOf(obx, '3')),
  )[1];
}

/** Message-ID, subject and body; `&` in a subject is read even when its writer forgot to escape it. */
function mailOf(obx: Er7Segment | undefined): LpsMail | undefined {
  const title = repetitionsOf(obx, 3)[0];
  if (!title) return undefined;
  const data = repetitionsOf(obx, 5)[0];
  return {
    messageId: wholePartOf(title, 1),
    subject: wholePartOf(title, 2),
    body: data ? Buffer.from(partOf(data, '5'), 'base64').toString('utf8') : '',
  };
}

function withoutMails({
  professionalMail: _professional,
  patientMail: _patient,
  patientMayNotAnswer: _answer,
  ...document
}: ReceivedDocumentMessage): Omit<ReceivedDocumentMessage, 'professionalMail' | 'patientMail' | 'patientMayNotAnswer'> {
  return document;
}

function isLpsFlag(flag: string): boolean {
  return (LPS_FLAG_ORDER as readonly string[]).includes(flag);
}
