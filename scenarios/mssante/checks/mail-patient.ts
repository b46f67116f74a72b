import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import { isInsOid } from '../../../mocks/wire/ins.js';
import type { SubmittedMail } from '../submitted-mail.js';

/** The patient a mail is about, as its archive says it. */
export interface MailPatient {
  /** Matricule of the INS; '' when the archive gives none. */
  ins: string;
  /** Birth name and first given name. */
  family: string;
  given: string;
  /** `yyyymmdd`, '' when unknown. */
  birthDate: string;
  /** Every name the archive gives them, these included: used name, other given names. */
  families: readonly string[];
  givens: readonly string[];
}

/** Patient of the first document: traits of METADATA's sourcePatientInfo, else of the CDA (mssante.md §3.3). */
export function patientOf({ archive, cdas }: SubmittedMail): MailPatient | undefined {
  const entry = archive?.documents[0]?.entry;
  const cda = cdas[0];
  if (!entry && !cda) return undefined;
  const info = entry?.sourcePatientInfo ?? [];
  const names = info.filter((line) => line.startsWith('PID-5|')).map((line) => line.slice(6).split('^'));
  const birth = names.find((name) => name[6] === 'L') ?? names[0];
  const traits = cda?.patient;
  const family = birth?.[0] ?? traits?.family ?? '';
  const given = birth?.[1] ?? traits?.given ?? '';
  return {
    ins: /^([^^]*)/.exec(entry?.patientId ?? '')?.[1] || (cda ? insOf(cda) : ''),
    family,
    given,
    birthDate: info.find((line) => line.startsWith('PID-7|'))?.slice(6, 14) ?? traits?.birthDate.slice(0, 8) ?? '',
    families: unique([family, traits?.family, ...names.map((name) => name[0])]),
    givens: unique([given, traits?.given, ...names.flatMap((name) => [name[1], ...(name[2] ?? '').split(' ')])]),
  };
}

/** Matricule of the INS in a CDA's header, '' without one. */
export function insOf({ patientIds }: CdaDocument): string {
  return patientIds.find(({ root }) => isInsOid(root))?.extension ?? '';
}

function unique(words: readonly (string | undefined)[]): string[] {
  return [...new Set(words.flatMap((word) => (word === undefined || word === '' ? [] : [word])))];
}
