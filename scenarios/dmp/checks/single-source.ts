import { type CdaDocument, idText } from '../../../mocks/wire/cda-document.js';
import { pdfText } from '../../../mocks/wire/pdf-text.js';
import type { XmlNodeData } from '../../../mocks/wire/xml.js';
import { type CheckDeclaration, fail, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';

const RULE = { reference: 'REM CDA/DD.02', confidence: 'stated' } as const;

const SAME_HEADER: CheckDeclaration = {
  id: 'cda.dd02.same-header',
  title: text('N1 et N3 d’un même acte ont le même en-tête', 'N1 and N3 of one act have the same header'),
  rule: RULE,
};

const SAME_CONTENT: CheckDeclaration = {
  id: 'cda.dd02.same-content',
  title: text('N1, N3 et PDF d’un même acte ont le même contenu', 'N1, N3 and PDF of one act have the same content'),
  rule: RULE,
};

/** The three formats of one act. */
export interface Formats {
  n1: CdaDocument;
  n3: CdaDocument;
  /** Bytes of the PDF handed over. */
  pdf: Buffer;
}

/** Everything both headers say that is not the format's own (templateId). */
export function checkSameHeader({ n1, n3 }: Formats): Finding {
  const one = facts(n1);
  const other = facts(n3);
  const different = Object.keys(one).filter((name) => one[name] !== other[name]);
  return verify(SAME_HEADER, different.length === 0, {
    expected: text('les mêmes valeurs dans le N1 et le N3', 'the same values in the N1 and the N3'),
    received: joinTexts(
      different.map((name) => `${name} : ${one[name] ?? ''} / ${other[name] ?? ''}`),
      text(' ; ', '; '),
      text('identiques', 'identical'),
    ),
    locator: '/ClinicalDocument',
  });
}

/** A file that is not the CDA it was handed over as; `problem` says why. */
export function unreadableFormat(problem: string): Finding {
  return fail(SAME_HEADER, {
    expected: text('un CDA R2 dans chaque niveau', 'a CDA R2 at each level'),
    received: problem,
    locator: text('fichiers exportés', 'files exported'),
  });
}

function facts(document: CdaDocument): Record<string, string> {
  const { code, title, effectiveTime, serviceStart, patientIds, patient, authors, custodian } = document;
  return {
    title,
    code: code?.code ?? '',
    effectiveTime,
    serviceEvent: serviceStart,
    patient: [...patientIds.map(idText), patient.birthDate].join(', '),
    authors: authors.map(({ ids, family, given }) => [...ids.map(idText), family, given].join(' ')).join(', '),
    custodian: custodian.ids.map(idText).join(', '),
  };
}

/** `lines`: sentences of the act; each one must be readable in the N1’s PDF, in the N3 and in the PDF. */
export function checkSameContent({ n1, n3, pdf }: Formats, lines: readonly string[]): Finding {
  const contents: [Text, string][] = [
    [text('PDF du N1', 'PDF of the N1'), n1.body.level === 'N1' ? textOfPdf(n1.body.content) : ''],
    [text('sections du N3', 'sections of the N3'), textOfNode(n3.root)],
    [text('PDF', 'PDF'), textOfPdf(pdf)],
  ];
  const missing = contents.flatMap(([place, content]) =>
    lines
      .filter((line) => !content.includes(compact(line)))
      .map((line) => text(`« ${line} » absent : ${place.fr}`, `"${line}" missing: ${place.en}`)),
  );
  return verify(SAME_CONTENT, missing.length === 0, {
    expected: text('chaque phrase de l’acte dans les trois formats', 'each sentence of the act in the three formats'),
    received: joinTexts(missing, text(' ; ', '; '), text('toutes, partout', 'all of them, everywhere')),
    locator: 'nonXMLBody/text, structuredBody//section/text, PDF',
  });
}

/** Lines of a PDF are cut anywhere: blanks do not count. */
function compact(words: string): string {
  return words.replace(/\s+/g, '');
}

function textOfPdf(content: Buffer): string {
  return compact((pdfText(content) ?? []).join(''));
}

function textOfNode(node: XmlNodeData): string {
  return compact(node.text) + node.children.map(textOfNode).join('');
}
