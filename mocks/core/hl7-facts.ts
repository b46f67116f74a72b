import { type CdaDocument, idText, readCdaDocument } from '../wire/cda-document.js';
import { type Er7Message, parseEr7, segmentOf, valueOf } from '../wire/er7.js';
import { decodeEr7 } from '../wire/er7-charset.js';
import { readDocumentMessage, type ReceivedDocumentMessage } from '../wire/hl7-document-message.js';
import { type Hl7MessageKind, readKind } from '../wire/hl7-header.js';
import { insOf } from '../wire/hl7-patient.js';

/** What the bench knows of an HL7 v2 message, whatever it is. */
export interface Hl7Facts {
  message: Er7Message;
  kind: Hl7MessageKind;
  /** The message read as one that carries a document, whatever it is. */
  document: ReceivedDocumentMessage;
  /** The CDA inside, or why there is none, in French. */
  cda: CdaDocument | string;
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
  const document = readDocumentMessage(message);
  const { controlId } = document.header;
  const cda = cdaIn(document.cda);
  return {
    message,
    kind,
    document,
    cda,
    controlId,
    transaction: `${kind.code}-${kind.event}`.toLowerCase(),
    keys: keysOf(message, document, cda),
    line: [kind.code, kind.event, kind.structure].filter((part) => part !== '').join('^') + ` ${controlId}`,
    tolerated: fault === undefined ? [] : [CHARSET_FAULTS[fault](declared, encoding)],
  };
}

const CHARSET_FAULTS = {
  unknown: (declared: string, encoding: string) => `MSH-18 « ${declared} » inconnu, message lu en ${encoding}`,
  invalid: (_declared: string, encoding: string) => `MSH-18 dit UTF-8, les octets n’en sont pas : lus en ${encoding}`,
  'utf-8': (declared: string, encoding: string) =>
    `MSH-18 « ${declared} », les octets sont de l’UTF-8 : lus en ${encoding}, comme annoncé`,
};

function keysOf(
  message: Er7Message,
  { header, patient }: ReceivedDocumentMessage,
  cda: CdaDocument | string,
): Record<string, string> {
  const keys = {
    message: header.controlId,
    patient: insOf(patient)?.id ?? patient.identifiers[0]?.id ?? '',
    document: typeof cda === 'string' ? '' : idText(cda.id),
    acknowledges: readKind(message).code === 'ZAM' ? valueOf(segmentOf(message, 'OBX'), '4') : '',
  };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== ''));
}

function cdaIn(bytes: Buffer): CdaDocument | string {
  if (bytes.length === 0) return 'pas de document (OBX-5.5)';
  try {
    return readCdaDocument(bytes);
  } catch (error) {
    return `le document n’est pas un CDA lisible : ${error instanceof Error ? error.message : String(error)}`;
  }
}
