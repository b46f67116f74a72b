import { er7Field, er7Segment, er7Text, segmentOf, segmentsOf, valueOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';
import { answeringHeader, readHeader, readKind, writeHeader } from './hl7-header.js';
import type { Hl7Header } from './hl7-header.js';

/** MSA-1: taken over; in error; rejected for a circumstance, may be sent again (hl7v2-pfi-cda.md §5). */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR';

/** Table messageErrorCondition (0357) as the volet lists it. */
export const MESSAGE_ERROR_TEXTS: Readonly<Record<string, string>> = {
  '0': 'Message accepted',
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '198': 'Non-conformant cardinality',
  '199': 'Other HL7 Error',
  '200': 'Unsupported message type',
  '201': 'Unsupported event code',
  '202': 'Unsupported processing',
  '203': 'Unsupported version',
  '207': 'Application error',
};

/** One ERR. */
export interface Hl7Error {
  /** ERR-2: `PID^1^3`; components as they are. */
  location?: string;
  /** ERR-3.1, table 0357; its text is written from {@link MESSAGE_ERROR_TEXTS}. */
  code: string;
  /** ERR-3.2 as read. */
  text?: string;
  /** ERR-4: `E`, `F`, `I`, `W`. */
  severity: string;
  /** ERR-5: `902`, `Identifiant patient inconnu`, coding system. */
  application?: { code: string; label: string; system: string };
}

/** An ACK. */
export interface Acknowledgement {
  header: Hl7Header;
  /** MSH-9.2: the event acknowledged (`R01`, `T02`, `Z01` …). */
  event: string;
  /** MSH-12: that of the message acknowledged. */
  version: string;
  /** MSA-1; anything but AA, AE and AR is read as it is. */
  code: string;
  /** MSA-2: MSH-10 of the message acknowledged. */
  acknowledges: string;
  errors: Hl7Error[];
}

/** The answer to a message, ends swapped, as hl7v2-pfi-cda.md §5 says. */
export function acknowledgementOf(
  message: Er7Message,
  answer: { time: string; controlId: string; code: AcknowledgementCode; errors?: readonly Hl7Error[] },
): Acknowledgement {
  const asked = readHeader(message);
  const { event, version } = readKind(message);
  return {
    header: answeringHeader(asked, { time: answer.time, controlId: answer.controlId }),
    event,
    version,
    code: answer.code,
    acknowledges: asked.controlId,
    errors: [...(answer.errors ?? [])],
  };
}

/** Writes an ACK: no MSH-21, ERR only when there are errors. */
export function writeAcknowledgement({ header, event, version, code, acknowledges, errors }: Acknowledgement): string {
  return er7Text([
    writeHeader(header, { code: 'ACK', event, structure: 'ACK', version }),
    er7Segment('MSA', { 1: er7Field(code), 2: er7Field(acknowledges) }),
    ...errors.map(writeError),
  ]);
}

/** Reads an ACK; what is missing is ''. */
export function readAcknowledgement(message: Er7Message): Acknowledgement {
  const { event, version } = readKind(message);
  const msa = segmentOf(message, 'MSA');
  return {
    header: readHeader(message),
    event,
    version,
    code: valueOf(msa, '1'),
    acknowledges: valueOf(msa, '2'),
    errors: segmentsOf(message, 'ERR').map(readError),
  };
}

/** Writes an ERR. */
export function writeError({ location, code, text, severity, application }: Hl7Error): Er7Segment {
  return er7Segment('ERR', {
    2: er7Field(...(location ?? '').split('^')),
    3: er7Field(code, text ?? MESSAGE_ERROR_TEXTS[code], 'messageErrorCondition'),
    4: er7Field(severity),
    5: application ? er7Field(application.code, application.label, application.system) : '',
  });
}

/** Reads an ERR. */
export function readError(err: Er7Segment): Hl7Error {
  const location = err.fields[2] ?? '';
  const application = valueOf(err, '5.1');
  return {
    ...(location === '' ? {} : { location }),
    code: valueOf(err, '3.1'),
    text: valueOf(err, '3.2'),
    severity: valueOf(err, '4'),
    ...(application === ''
      ? {}
      : { application: { code: application, label: valueOf(err, '5.2'), system: valueOf(err, '5.3') } }),
  };
}

/** An application error of the volet: `207` with ERR-5 `902^Identifiant patient inconnu^applicationErrorCondition`. */
export function applicationError(code: string, label: string, location?: string): Hl7Error {
  return {
    ...(location === undefined ? {} : { location }),
    code: '207',
    severity: 'E',
    application: { code, label, system: 'applicationErrorCondition' },
  };
}
