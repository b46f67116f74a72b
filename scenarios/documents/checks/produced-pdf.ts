import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import { isPdfName, pdfName, type PdfNameParts } from '../../../mocks/wire/mssante-pdf-name.js';
import { judgement, pdfABreaches } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify, warn } from '../../harness/index.js';

/** A line of text of a PDF. */
export interface PdfLine {
  /** From 1. */
  page: number;
  /** Of its baseline, points from the bottom of the page. */
  height: number;
  text: string;
}

const ARCHIVAL: CheckDeclaration = {
  id: 'documents.pdf.archival',
  title: text('Le document est produit en PDF/A-1', 'The document is produced as PDF/A-1'),
  rule: { reference: 'REM DPI DOC/va1.01 ; ISO 19005-1', confidence: 'stated' },
};

/** PDF/A-1, as far as it can be told without drawing the page. */
export function checkArchival(pdf: Buffer, name: string): Finding {
  return judgement(ARCHIVAL, {
    expected: 'PDF/A-1',
    breaches: pdfABreaches(pdf, name),
    found: 'PDF/A-1',
    where: name,
  });
}

const NAME: CheckDeclaration = {
  id: 'documents.pdf.name',
  title: text('Le PDF est nommé selon ECO.2.1.6', 'The PDF is named after ECO.2.1.6'),
  rule: { reference: 'REM DPI DOC/va1.01 ; référentiel MSSanté #2, ECO.2.1.6', confidence: 'stated' },
};

/** Date of the act, type, birth name, first given name; with or without a file number, however blanks are written. */
export function checkName(name: string, { serviceStart, effectiveTime, code, patient }: CdaDocument): Finding {
  const parts: PdfNameParts = {
    date: serviceStart || effectiveTime,
    type: code?.displayName ?? '',
    family: patient.family,
    given: patient.given,
  };
  return verify(NAME, isPdfName(name, parts), {
    expected: pdfName(parts),
    received: name,
    locator: text('nom du fichier remis', 'name of the file handed over'),
  });
}

const CONTENT: CheckDeclaration = {
  id: 'documents.pdf.content',
  title: text('Le PDF montre ce qui a été rédigé', 'The PDF shows what was written'),
  rule: { reference: 'REM DPI DOC/va1.01, HOP/va1.03 ; ECO.2.1.5', confidence: 'stated' },
};

/** Every text awaited is there, none that was replaced is. */
export function checkContent(
  lines: readonly PdfLine[],
  awaited: readonly string[],
  replaced: readonly string[] = [],
): Finding {
  const shown = foldWords(lines.map((line) => line.text).join(' '));
  const missing = awaited.filter((one) => !shown.includes(foldWords(one)));
  const left = replaced.filter((one) => shown.includes(foldWords(one)));
  const quoted = (found: readonly string[]) => found.map((one) => `« ${one} »`).join(', ');
  return verify(CONTENT, missing.length + left.length === 0, {
    expected: quoted(awaited),
    received: joinTexts(
      [
        ...(missing.length > 0 ? [text(`sans ${quoted(missing)}`, `without ${quoted(missing)}`)] : []),
        ...(left.length > 0 ? [text(`encore ${quoted(left)}`, `still ${quoted(left)}`)] : []),
      ],
      ' ; ',
      text('tout y est', 'all is there'),
    ),
    locator: text('texte du PDF', 'text of the PDF'),
  });
}

const NOTICE: CheckDeclaration = {
  id: 'documents.pdf.notice',
  title: text('La mention RGPD réglée est en bas du document', 'The GDPR notice set is at the bottom of the document'),
  rule: { reference: 'REM DPI DOC/va1.03', confidence: 'stated' },
};

/** The notice stands on a page below everything that was written; page numbers and the like may be lower still. */
export function checkNotice(lines: readonly PdfLine[], notice: string, written: readonly string[]): Finding {
  const wanted = foldWords(notice);
  const starts = lines.filter((line) => foldWords(line.text) !== '' && wanted.startsWith(foldWords(line.text)));
  const whole = foldWords(lines.map((line) => line.text).join(' ')).includes(wanted);
  const body = lines.filter((line) => written.some((one) => foldWords(line.text).includes(foldWords(one))));
  const last = Math.max(...body.map(({ page }) => page));
  const below = starts.find(
    (line) => line.page >= last && body.every((one) => one.page !== line.page || one.height > line.height),
  );
  const place = ({ page, height }: PdfLine) =>
    text(`page ${page}, à ${Math.round(height)} pt du bas`, `page ${page}, ${Math.round(height)} pt from the bottom`);
  const [first] = starts;
  return verify(NOTICE, whole && below !== undefined, {
    expected: text(`« ${notice} », sous le texte`, `"${notice}", below the text`),
    received: !whole || !first ? text('mention absente', 'notice missing') : place(below ?? first),
    locator: text('PDF remis', 'PDF handed over'),
  });
}

const INS_TEXT: CheckDeclaration = {
  id: 'documents.pdf.ins-text',
  title: text('Le PDF montre le matricule INS et les traits', 'The PDF shows the INS and the traits'),
  rule: { reference: 'Référentiel INS, INS sur les documents', confidence: 'inferred' },
};
/** That the identity can be read too is inferred: told when it cannot. */
export function remarkInsText(lines: readonly PdfLine[], wanted: readonly string[]): Finding[] {
  const shown = foldWords(lines.map((line) => line.text).join(' '));
  // A matricule is often printed in groups.
  const dense = shown.replaceAll(' ', '');
  const missing = wanted.filter((one) => !shown.includes(foldWords(one)) && !dense.includes(one));
  if (missing.length === 0) return [];
  return [
    warn(INS_TEXT, {
      expected: wanted.join(', '),
      received: text(`sans ${missing.join(', ')}`, `without ${missing.join(', ')}`),
      locator: text('texte du PDF', 'text of the PDF'),
    }),
  ];
}
