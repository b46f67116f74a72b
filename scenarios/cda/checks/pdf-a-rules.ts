import { text } from '../../harness/index.js';
import { type Breach, broken } from './breach.js';

/** What is forbidden anywhere in a PDF/A-1, by the name that brings it (ISO 19005-1 §§6.1, 6.5, 6.6). */
const FORBIDDEN: readonly { name: RegExp; fr: string; en: string }[] = [
  { name: /\/(JavaScript|JS)\b/, fr: 'JavaScript', en: 'JavaScript' },
  { name: /\/S\s*\/(Launch|Sound|Movie|ResetForm|ImportData)\b/, fr: 'action interdite', en: 'forbidden action' },
  { name: /\/EmbeddedFiles?\b/, fr: 'fichier joint', en: 'embedded file' },
  { name: /\/LZWDecode\b/, fr: 'compression LZW', en: 'LZW compression' },
  { name: /\/(ObjStm|XRef)\b/, fr: 'objets compressés (PDF 1.5)', en: 'compressed objects (PDF 1.5)' },
  { name: /\/SMask\s+\d/, fr: 'transparence', en: 'transparency' },
];

/**
 * Rules of PDF/A-1 that can be told without drawing the page (ISO 19005-1): header, metadata, output intent, fonts
 * embedded, nothing forbidden. That colours, glyphs and widths are right cannot, and is not claimed.
 * `where` is what breaches point at.
 */
export function pdfABreaches(pdf: Buffer, where = 'nonXMLBody/text (PDF)'): Breach[] {
  const file = pdf.toString('latin1');
  const version = /^%PDF-(\d)\.(\d)/.exec(file);
  if (!version) return [broken(text('ce n’est pas un PDF', 'this is no PDF'), where)];
  const dictionaries = dictionariesOf(file);
  const all = dictionaries.join('\n');
  const breaches: Breach[] = [];
  const requires = (holds: boolean, fr: string, en: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  requires(
    version[1] === '1' && Number(version[2]) <= 4,
    `PDF ${version[1] ?? ''}.${version[2] ?? ''} au lieu de 1.4`,
    `PDF ${version[1] ?? ''}.${version[2] ?? ''} instead of 1.4`,
  );
  requires(
    /^%PDF-1\.\d[\r\n]+%[\x80-\xff]{4}/.test(file),
    'commentaire binaire absent après l’en-tête',
    'binary comment missing after the header',
  );
  const trailer = file.slice(file.lastIndexOf('trailer'));
  requires(
    file.includes('trailer') && /\/ID\s*\[/.test(trailer),
    'identifiant (ID) absent de la fin du fichier',
    'identifier (ID) missing from the trailer',
  );
  requires(!/\/Encrypt\b/.test(trailer), 'fichier chiffré', 'encrypted file');
  const part = /pdfaid:part\s*(?:>|=\s*["'])\s*(\d)/.exec(file)?.[1];
  const conformance = /pdfaid:conformance\s*(?:>|=\s*["'])\s*(\w)/.exec(file)?.[1];
  requires(
    part === '1' && /^[AB]$/i.test(conformance ?? ''),
    `métadonnées XMP : pdfaid ${part ?? 'absent'} ${conformance ?? ''} au lieu de 1 A ou 1 B`,
    `XMP metadata: pdfaid ${part ?? 'missing'} ${conformance ?? ''} instead of 1 A or 1 B`,
  );
  requires(
    /\/GTS_PDFA1\b/.test(all),
    'profil de sortie (OutputIntent GTS_PDFA1) absent',
    'output intent (GTS_PDFA1) missing',
  );
  const loose = fontsNotEmbedded(dictionaries);
  requires(
    loose.length === 0,
    `polices non incorporées : ${loose.join(', ')}`,
    `fonts not embedded: ${loose.join(', ')}`,
  );
  for (const { name, fr, en } of FORBIDDEN) requires(!name.test(all), fr, en);
  return breaches;
}

/** Dictionaries of the file's objects, streams left out. */
function dictionariesOf(file: string): string[] {
  const found: string[] = [];
  const start = /\d+\s+\d+\s+obj\b/g;
  for (let match = start.exec(file); match; match = start.exec(file)) {
    const from = start.lastIndex;
    const end = file.indexOf('endobj', from);
    const stream = file.indexOf('stream', from);
    const stop = end === -1 ? file.length : end;
    found.push(file.slice(from, stream !== -1 && stream < stop ? stream : stop));
    start.lastIndex = stop;
  }
  return found;
}

/** Names of the fonts whose file is not in the PDF. Composite fonts are judged by their descendants. */
function fontsNotEmbedded(dictionaries: readonly string[]): string[] {
  const embedded = new Set(
    dictionaries
      .filter((one) => /\/FontFile[23]?\s+\d/.test(one))
      .flatMap((one) => /\/FontName\s*\/([^\s/<>[\]()]+)/.exec(one)?.[1] ?? []),
  );
  return dictionaries
    .filter((one) => /\/Type\s*\/Font\b(?!Descriptor)/.test(one) && !/\/Subtype\s*\/(Type0|Type3)\b/.test(one))
    .map((one) => /\/BaseFont\s*\/([^\s/<>[\]()]+)/.exec(one)?.[1] ?? '?')
    .filter((name) => !embedded.has(name));
}
