import { foldWords } from './mail-words.js';

/** What every document mail's subject starts with (ECO.2.1.3 = MSS/CONF.25). */
export const SUBJECT_PREFIX = 'XDM/1.0/DDM+';

/** Traits a subject ends with: birth name and first given name (mssante.md §3.3). */
export interface SubjectPatient {
  family: string;
  given: string;
  /** `yyyymmdd`; the subject goes without it when left out. */
  birthDate?: string;
}

/** What a subject says, read without knowing the patient: label and names cannot be told apart by their form. */
export interface MssanteSubject {
  /** What precedes the prefix in a return: `[KO Intégration système !][902]`; undefined in a document mail. */
  error?: { code: string; form: 'ko' | 'older' };
  /** True when the prefix is there and something follows it directly. */
  document: boolean;
  /** Label and names, without the birth date. */
  words: string;
  /** `dd/mm/yyyy` as written, when the subject ends with one. */
  birthDate?: string;
}

/** `XDM/1.0/DDM+<label> <NOM> <prénom> <dd/mm/yyyy>`. */
export function buildSubject(label: string, { family, given, birthDate }: SubjectPatient): string {
  const date = /^(\d{4})(\d{2})(\d{2})/.exec(birthDate ?? '');
  const words = [label.trim(), family.toUpperCase(), given, ...(date ? [`${date[3]}/${date[2]}/${date[1]}`] : [])];
  return `${SUBJECT_PREFIX}${words.filter((word) => word !== '').join(' ')}`;
}

/** Subject of a failed return; `older` is the form of the published example of an error mail (mssante.md §7.3). */
export function buildErrorSubject(original: string, code: string, form: 'ko' | 'older' = 'ko'): string {
  const prefix = form === 'ko' ? '[KO Intégration système !]' : "[Erreur d'intégration !]";
  return `${prefix}[${code}] ${original}`;
}

/** Reads a decoded subject. Lenient about accents, apostrophes and the space before the exclamation mark. */
export function readSubject(subject: string): MssanteSubject {
  const error = /^\s*\[([^\]]*)\]\s*\[\s*(\d{1,3})\s*\]\s*/.exec(subject);
  const form = errorForm(error?.[1] ?? '');
  const rest = form ? subject.slice(error?.[0].length) : subject;
  const line = rest.trim();
  const words = line.startsWith(SUBJECT_PREFIX) ? line.slice(SUBJECT_PREFIX.length) : '';
  const birthDate = /\s(\d{2}\/\d{2}\/\d{4})$/.exec(words)?.[1];
  return {
    ...(form ? { error: { code: error?.[2] ?? '', form } } : {}),
    document: /^\S/.test(words),
    words: birthDate === undefined ? words : words.slice(0, -birthDate.length).trim(),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}

/**
 * The label of a subject when it ends with the patient's names (birth name, then first given name; case, accents and
 * hyphens apart) and, if it has one, with their birth date. Undefined when it is not a document subject of this patient.
 */
export function labelForPatient(subject: string, patient: SubjectPatient): string | undefined {
  const { document, words, birthDate } = readSubject(subject);
  const names = ` ${foldWords(`${patient.family} ${patient.given}`)}`;
  const folded = foldWords(words);
  if (!document || !folded.endsWith(names) || folded.length === names.length) return undefined;
  const date = /^(\d{4})(\d{2})(\d{2})/.exec(patient.birthDate ?? '');
  if (birthDate !== undefined && date && birthDate !== `${date[3]}/${date[2]}/${date[1]}`) return undefined;
  return words.slice(0, folded.length - names.length).trim();
}

function errorForm(words: string): 'ko' | 'older' | undefined {
  const folded = foldWords(words).replaceAll(/[^A-Z]/g, '');
  if (folded === 'KOINTEGRATIONSYSTEME') return 'ko';
  return folded === 'ERREURDINTEGRATION' ? 'older' : undefined;
}
