import { foldWords } from './mail-words.js';

/** Longest type of document in a file name, characters (ECO.2.1.6). */
const TYPE_LENGTH = 40;
/** What no file system takes in a name. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}]/gu;

/** What the name of the PDF attached beside its CDA is made of (ECO.2.1.6, mssante.md §3.4). */
export interface PdfNameParts {
  /** Start of the act, `yyyymmdd…`. */
  date: string;
  /** displayName of the CDA's code, whole. */
  type: string;
  /** Birth name. */
  family: string;
  /** First given name. */
  given: string;
  /** Number of the file, optional. */
  folder?: string;
}

/** `<AAAAMMJJ>_<type, 40 characters>_<NOM>_<prenom>[_<dossier>].pdf`. Characters no file system takes become spaces. */
export function pdfName({ date, type, family, given, folder }: PdfNameParts): string {
  const parts = [date.slice(0, 8), type.slice(0, TYPE_LENGTH), family.toUpperCase(), given, folder];
  return `${parts.flatMap((part) => part?.replaceAll(FORBIDDEN, ' ').trim() ?? []).join('_')}.pdf`;
}

/**
 * True when a name says the same, with or without a file number. Underscores and spaces, case, accents and punctuation
 * do not count: both spellings are published (mssante.md §3.4).
 */
export function isPdfName(name: string, { date, type, family, given }: PdfNameParts): boolean {
  const wanted = folded(pdfName({ date, type, family, given }));
  const found = folded(name);
  return /\.pdf$/i.test(name) && (found === wanted || found.startsWith(`${wanted} `));
}

function folded(name: string): string {
  return foldWords(name.replace(/\.pdf$/i, '').replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
}
