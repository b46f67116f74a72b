import { type CdaDocument, hl7At, hl7Children } from '../../../mocks/wire/cda-document.js';
import { parseCdaTime } from '../../../mocks/wire/hl7-types.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import { pdfText } from '../../../mocks/wire/pdf-text.js';
import type { XmlNodeData } from '../../../mocks/wire/xml.js';
import { type CheckDeclaration, type Finding, joinTexts, text, type Text, verify } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';

const SAME_DATA: CheckDeclaration = {
  id: 'mss.sending.pdf-of-n3',
  title: text(
    'Le PDF joint à un CDA N3 en montre l’en-tête et le narratif',
    'The PDF that goes with an N3 CDA shows its header and narrative',
  ),
  rule: { reference: 'REM CDA/DD.12, ECO.2.1.5', confidence: 'stated' },
};

/** Title, type, date, author, custodian and every sentence of the narrative of each N3 are in one of the PDFs. */
export function checkPdfOfN3({ cdas, pdfs, exchange }: SubmittedMail): Finding {
  const pages = pdfs.map(({ content }) => foldWords((pdfText(content) ?? []).join(' ')));
  const structured = cdas.filter(({ body }) => body.level === 'N3');
  const missing = structured.flatMap((cda) => {
    const wanted = contentOf(cda);
    const lacks = (page: string) => wanted.filter(({ forms }) => !forms.some((form) => page.includes(foldWords(form))));
    // The PDF that shows most of it is the one meant for this document.
    const [best = wanted] = pages.map(lacks).toSorted((one, other) => one.length - other.length);
    return best.map(({ name, forms }) => text(`${name.fr} « ${forms[0] ?? ''} »`, `${name.en} "${forms[0] ?? ''}"`));
  });
  return verify(SAME_DATA, structured.length > 0 && missing.length === 0, {
    expected: text(
      'titre, type, date, auteur, conservateur et narratif',
      'title, type, date, author, custodian, narrative',
    ),
    received: joinTexts(
      missing,
      ' ; ',
      structured.length > 0 ? text('tout y est', 'all is there') : text('aucun CDA N3', 'no N3 CDA'),
    ),
    locator: pdfs.map(({ filename = 'PDF' }) => filename).join(' ; '),
    ...(exchange === undefined ? {} : { exchange }),
  });
}

/** Something the PDF must show, in one of several forms. */
interface Wanted {
  name: Text;
  forms: readonly string[];
}

function contentOf({ root, title, code, effectiveTime, authors, custodian }: CdaDocument): Wanted[] {
  const [author] = authors;
  return [
    { name: text('titre', 'title'), forms: [title] },
    { name: text('type', 'type'), forms: [code?.displayName ?? ''] },
    { name: text('date', 'date'), forms: dayForms(effectiveTime) },
    ...(author
      ? [
          {
            name: text('auteur', 'author'),
            forms: [`${author.given} ${author.family}`, `${author.family} ${author.given}`],
          },
        ]
      : []),
    { name: text('conservateur', 'custodian'), forms: [custodian.name] },
    ...sentencesOf(hl7At(root, 'component', 'structuredBody')).map((sentence) => ({
      name: text('narratif', 'narrative'),
      forms: [sentence],
    })),
  ];
}

/** A day as French readers may find it written. */
function dayForms(effectiveTime: string): string[] {
  const at = parseCdaTime(effectiveTime);
  if (!at) return [effectiveTime];
  const forms: Intl.DateTimeFormatOptions[] = [
    { day: '2-digit', month: '2-digit', year: 'numeric' },
    { day: 'numeric', month: 'long', year: 'numeric' },
    { day: '2-digit', month: 'short', year: 'numeric' },
  ];
  const written = forms.map((form) => at.toLocaleDateString('fr-FR', { ...form, timeZone: 'Europe/Paris' }));
  return [...written, at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }), effectiveTime.slice(0, 8)];
}

/** Titles and texts of the sections: the own text of every element, which no message of ours mixes with elements. */
function sentencesOf(body: XmlNodeData | undefined): string[] {
  return hl7Children(body, 'component').flatMap((component) => {
    const [section] = hl7Children(component, 'section');
    const shown = [...hl7Children(section, 'title'), ...hl7Children(section, 'text')];
    return [...shown.flatMap(ownTexts), ...sentencesOf(section)];
  });
}

function ownTexts(node: XmlNodeData): string[] {
  const own = node.text.trim();
  return [...(own === '' ? [] : [own]), ...node.children.flatMap(ownTexts)];
}
