import { er7Field, er7Segment, er7Text, segmentOf, segmentsOf, valueOf } from './er7.js';
import type { Er7Message } from './er7.js';
import { readError, writeError } from './hl7-acknowledgement.js';
import type { Hl7Error } from './hl7-acknowledgement.js';
import { DOCUMENT_PROFILE } from './hl7-document-message.js';
import { readHeader, readKind, writeHeader } from './hl7-header.js';
import type { Hl7Header } from './hl7-header.js';

/** What is acknowledged: reception by the DMP, reception in an MSSanté mailbox, reading of the mail. */
export type BusinessAcknowledgementKind = 'dmp-reception' | 'mss-reception' | 'mss-reading';

/** Event, codes and ERR-5 coding system of each kind (hl7v2-pfi-cda.md §6). */
export const BUSINESS_ACKNOWLEDGEMENTS = {
  'dmp-reception': {
    event: 'Z01',
    code: 'ACK_RECEPTION_DMP',
    label: 'Accusé de réception DMP',
    system: 'DMP_ERROR_CODE',
  },
  'mss-reception': {
    event: 'Z02',
    code: 'ACK_RECEPTION_MSS',
    label: 'Accusé de réception MSSanté',
    system: 'SMTPERRORCODE',
    party: { code: 'DESTINATAIRE_MSS', label: 'Destinataire MSSanté' },
  },
  'mss-reading': {
    event: 'Z03',
    code: 'ACK_LECTURE_MSS',
    label: 'Accusé de lecture',
    system: 'applicationErrorCondition',
    party: { code: 'LECTEUR_MSS', label: 'Lecteur du courriel MSSanté' },
  },
} as const satisfies Record<
  BusinessAcknowledgementKind,
  { event: string; code: string; label: string; system: string; party?: { code: string; label: string } }
>;

/** A ZAM: what became of a document at one of its targets (volet TRANS_DOC_CDA_HL7V2 2.1). */
export interface BusinessAcknowledgement {
  kind: BusinessAcknowledgementKind;
  header: Hl7Header;
  /** OBX-4 of the first OBX: MSH-10 of the document message. */
  acknowledges: string;
  /** OBX-5 of the first OBX: Y or N. */
  accepted: boolean;
  /** The mailbox of a Z02 or Z03 (one ZAM each), and the person's identifier. */
  party?: { address: string; personId?: string };
  /** Why not: `DMPClosed`, an SMTP code, `902` … (ERR-5; ERR-3 is 207). */
  error?: { code: string; label: string };
}

/** A ZAM as read: what is missing or wrong stays open. */
export interface ReceivedBusinessAcknowledgement extends Omit<BusinessAcknowledgement, 'kind' | 'accepted' | 'error'> {
  /** Undefined when event and OBX-3 do not agree. */
  kind: BusinessAcknowledgementKind | undefined;
  said: { event: string; code: string; status: string };
  accepted: boolean | undefined;
  /** ERR as read. */
  error?: Hl7Error;
}

/** Writes a ZAM; ERR when it is not accepted. */
export function writeBusinessAcknowledgement({
  kind,
  header,
  acknowledges,
  accepted,
  party,
  error,
}: BusinessAcknowledgement): string {
  const codes = BUSINESS_ACKNOWLEDGEMENTS[kind];
  const about = 'party' in codes ? codes.party : undefined;
  return er7Text([
    writeHeader(header, {
      code: 'ZAM',
      event: codes.event,
      structure: 'ZAM_Z01',
      version: '2.6',
      profile: DOCUMENT_PROFILE,
    }),
    er7Segment('EVN', { 2: er7Field(header.time) }),
    er7Segment('OBX', {
      1: '1',
      2: 'CWE',
      3: er7Field(codes.code, codes.label, 'AckMetierZAM'),
      4: er7Field(acknowledges),
      5: er7Field(accepted ? 'Y' : 'N', '', 'expandedYes-NoIndicator'),
      11: 'F',
    }),
    ...(about && party
      ? [
          er7Segment('OBX', {
            1: '2',
            2: 'XTN',
            3: er7Field(about.code, about.label, 'AckMetierZAM'),
            4: er7Field(party.personId),
            5: er7Field('', '', 'X.400', party.address),
            11: 'F',
          }),
        ]
      : []),
    ...(accepted
      ? []
      : [
          writeError({
            code: '207',
            severity: 'E',
            ...(error ? { application: { ...error, system: codes.system } } : {}),
          }),
        ]),
  ]);
}

/** Reads a ZAM, whatever is wrong with it. */
export function readBusinessAcknowledgement(message: Er7Message): ReceivedBusinessAcknowledgement {
  const [status, about] = segmentsOf(message, 'OBX');
  const said = { event: readKind(message).event, code: valueOf(status, '3'), status: valueOf(status, '5') };
  const kinds = Object.keys(BUSINESS_ACKNOWLEDGEMENTS) as BusinessAcknowledgementKind[];
  const err = segmentOf(message, 'ERR');
  const personId = valueOf(about, '4');
  return {
    kind: kinds.find((kind) => {
      const { event, code } = BUSINESS_ACKNOWLEDGEMENTS[kind];
      return event === said.event && code === said.code;
    }),
    said,
    header: readHeader(message),
    acknowledges: valueOf(status, '4'),
    accepted: said.status === 'Y' ? true : said.status === 'N' ? false : undefined,
    ...(about ? { party: { address: valueOf(about, '5.4'), ...(personId === '' ? {} : { personId }) } } : {}),
    ...(err ? { error: readError(err) } : {}),
  };
}
