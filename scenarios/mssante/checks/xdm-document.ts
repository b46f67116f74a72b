import type { XdmArchive, XdmDocument } from '../../../mocks/wire/xdm-archive.js';
import { type Breach, broken, checkCda, type DocumentContext, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text, type TextOrData } from '../../harness/index.js';
import { inDocument, type XdmContext } from './xdm-context.js';

const DOCUMENT: CheckDeclaration = {
  id: 'mss.xdm.document',
  title: text(
    'Documents de l’archive : CDA conformes à la structuration minimale',
    'Documents of the archive: CDA that follow the minimal structure',
  ),
  rule: { reference: 'MSS/CONF.23 ; CI-SIS, volet Structuration minimale de documents de santé', confidence: 'stated' },
};

/** D01–D03 of mssante.md §10: the checks of a lone CDA, on each document. */
export function checkXdmDocument({ documents }: XdmArchive, { patient, structure, exchange }: XdmContext): Finding {
  const context = { ...(patient ? { patient } : {}), ...(structure ? { structure } : {}) };
  return judgement(DOCUMENT, {
    expected: text('un CDA conforme par document', 'one conform CDA a document'),
    breaches: documents.flatMap((document, rank) => inDocument(document, rank, documentBreaches(document, context))),
    found: documents.map(({ cda, entry }) => `${entry.uri} ${cda?.code?.code ?? ''}`).join(', '),
    exchange,
    where: documents.map(({ path = '' }) => path).join(', '),
  });
}

function documentBreaches({ cda, unreadable }: XdmDocument, context: DocumentContext): Breach[] {
  if (!cda) {
    // A file that is not there is told with its URI.
    return unreadable
      ? [broken(text(`illisible : ${unreadable.message}`, `unreadable: ${unreadable.message}`), '/')]
      : [];
  }
  return checkCda(cda, context).flatMap(({ verdict, received = '', locator = '' }) => {
    if (verdict === 'pass') return [];
    const where = asText(locator).fr;
    return [verdict === 'fail' ? broken(asText(received), where) : remarked(asText(received), where)];
  });
}

function asText(said: TextOrData): ReturnType<typeof text> {
  return typeof said === 'string' ? text(said, said) : said;
}
