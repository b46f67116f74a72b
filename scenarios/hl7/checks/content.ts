import { type CdaDocument, readCdaDocument } from '../../../mocks/wire/cda-document.js';
import { BancError } from '../../../mocks/wire/errors.js';
import { type Er7Message, valueOf } from '../../../mocks/wire/er7.js';
import { documentObservation } from '../../../mocks/wire/hl7-document-message.js';
import type { Breach } from '../../cda/index.js';
import { base64Problem } from './base64.js';
import { ruleList } from './rule-list.js';

/** A document taken out of its message. */
export interface CarriedDocument {
  /** Undefined when it is no CDA that can be read. */
  cda: CdaDocument | undefined;
  breaches: Breach[];
}

/** Where the document is. */
const WHERE = 'OBX[1]-5.5';
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The document of OBX-5.5: base64 strictly, then leniently; then a CDA (hl7v2-pfi-cda.md §3, §11). */
export function openCarriedDocument(message: Er7Message, strict?: boolean): CarriedDocument {
  const rules = ruleList(strict);
  const base64 = valueOf(documentObservation(message), '5.5');
  const problem = base64Problem(base64);
  const bytes = Buffer.from(base64, 'base64');
  rules.must(bytes.length > 0, 'document absent ou illisible', 'document missing or unreadable', WHERE);
  rules.tolerated(problem === undefined || bytes.length === 0, problem?.fr ?? '', problem?.en ?? '', WHERE);
  if (bytes.length === 0) return { cda: undefined, breaches: rules.breaches };
  rules.advised(
    !bytes.subarray(0, 3).equals(BOM),
    'marque d’ordre des octets devant le CDA',
    'byte order mark before the CDA',
    WHERE,
  );
  try {
    return { cda: readCdaDocument(bytes), breaches: rules.breaches };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    const reason = error.message.slice(0, 200);
    rules.must(
      false,
      `le contenu n’est pas un CDA lisible : ${reason}`,
      `the content is no readable CDA: ${reason}`,
      WHERE,
    );
    return { cda: undefined, breaches: rules.breaches };
  }
}
