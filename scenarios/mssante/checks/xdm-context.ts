import type { XdmDocument } from '../../../mocks/wire/xdm-archive.js';
import type { Breach, ExpectedPatient, ExpectedStructure } from '../../cda/index.js';

/** How strictly an archive is read, and what it is judged with besides itself. */
export interface XdmContext {
  /** `sent` by the software under test: every stated rule counts. `received`: what is only form is told. */
  role: 'sent' | 'received';
  /** Who it must be about, when that is known. */
  patient?: ExpectedPatient;
  /** Who must keep the documents, when that is known. */
  structure?: ExpectedStructure;
  /** Id of the exchange it came in. */
  exchange?: string;
}

/** The same breaches, each with the document it is in. */
export function inDocument({ entry }: XdmDocument, rank: number, breaches: readonly Breach[]): Breach[] {
  const name = entry.uri || `ExtrinsicObject[${rank + 1}]`;
  return breaches.map((breach) => ({ ...breach, where: `${name}: ${breach.where}` }));
}
