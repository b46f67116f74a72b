import { idText, readCdaDocument } from '../wire/cda-document.js';
import { type Er7Message, parseEr7, segmentOf, valueOf } from '../wire/er7.js';
import { decodeEr7 } from '../wire/er7-charset.js';
import { readDocumentMessage } from '../wire/hl7-document-message.js';
import { type Hl7MessageKind, readHeader, readKind } from '../wire/hl7-header.js';
import { insOf, readPatient } from '../wire/hl7-patient.js';

/** What the bench knows of an HL7 v2 message, whatever it is. */
export interface Hl7Facts {
  message: Er7Message;
  kind: Hl7MessageKind;
  /** MSH-10. */
  controlId: string;
  /** `mdm-t02`, `zam-z01`. */
  transaction: string;
  /**
   * What exchanges are selected on: `message` (MSH-10), `patient` (INS, else first PID-3), `document` (CDA id),
   * `acknowledges` (OBX-4 of a ZAM, the message it is about).
   */
  keys: Record<string, string>;
  /** `MDM^T02^MDM_T02 MSG0001` */
  line: string;
  /** What was wrong with the charset, in French. */
  tolerated: string[];
}

/** Reads the facts of a message; undefined when the bytes are no HL7 v2. Never throws. */
export function hl7Facts(bytes: Buffer): Hl7Facts | undefined {
  const { text, declared, encoding, fault } = decodeEr7(bytes);
  let message: Er7Message;
  try {
    message = parseEr7(text);
  } catch {
    return undefined;
  }
  const kind = readKind(message);
  const { controlId } = readHeader(message);
  return {
    message,
    kind,
    controlId,
    transaction: `${kind.code}-${kind.event}`.toLowerCase(),
    keys: keysOf(message, controlId),
    line: [kind.code, kind.event, kind.structure].filter((part) => part !== '').join('^') + ` ${controlId}`,
    tolerated: fault === undefined ? [] : [CHARSET_FAULTS[fault](declared, encoding)],
  };
}

const CHARSET_FAULTS = {
  unknown: (declared: string, encoding: string) => `MSH-18 « ${declared} » inconnu, message lu en ${encoding}`,
  invalid: (_declared: string, encoding: string) => `MSH-18 dit UTF-8, les octets n’en sont pas : lus en ${encoding}`,
};

function keysOf(message: Er7Message, controlId: string): Record<string, string> {
  const keys: Record<string, string> = {};
  if (controlId !== '') keys['message'] = controlId;
  const patient = readPatient(message);
  const identifier = insOf(patient)?.id ?? patient.identifiers[0]?.id ?? '';
  if (identifier !== '') keys['patient'] = identifier;
  const document = documentIdOf(message);
  if (document !== '') keys['document'] = document;
  const acknowledges = segmentOf(message, 'MSH') && readKind(message).code === 'ZAM' ? acknowledgedBy(message) : '';
  if (acknowledges !== '') keys['acknowledges'] = acknowledges;
  return keys;
}

function acknowledgedBy(message: Er7Message): string {
  return valueOf(segmentOf(message, 'OBX'), '4');
}

/** Identifier of the CDA inside; '' when there is none that can be read. */
function documentIdOf(message: Er7Message): string {
  const { cda } = readDocumentMessage(message);
  if (cda.length === 0) return '';
  try {
    return idText(readCdaDocument(cda).id);
  } catch {
    return '';
  }
}
