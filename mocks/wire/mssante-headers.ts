import type { CdaDocument } from './cda-document.js';
import { isInsOid } from './ins.js';
import { headerValues } from './mail-headers.js';
import type { Mail } from './mail-types.js';

/** X-MSS-* headers of a mail, as sent. Each normally stands once; all values are kept. */
export interface MssHeaders {
  /** X-MSS-NIL: reference number of the software that built the mail (MSS/CONF.16). */
  nil: string[];
  /** X-MSS-CODECDA: LOINC codes of the documents, split at commas (CONF.15). */
  codeCda: string[];
  /** X-MSS-INS: `O` or `N` (CONF.14). */
  ins: string[];
  /** X-MSS-MES: `FIN` (CONF.21). */
  mes: string[];
}

/** Reads the X-MSS-* headers of a mail. */
export function mssHeaders(mail: Mail): MssHeaders {
  const codes = headerValues(mail, 'x-mss-codecda').flatMap((value) => value.split(/[,;]/));
  return {
    nil: headerValues(mail, 'x-mss-nil'),
    codeCda: codes.map((code) => code.trim()).filter((code) => code !== ''),
    ins: headerValues(mail, 'x-mss-ins'),
    mes: headerValues(mail, 'x-mss-mes'),
  };
}

/** What X-MSS-CODECDA and X-MSS-INS must say of these documents: neither when there is no CDA (mssante.md §3.1). */
export function mssHeadersFor(documents: readonly CdaDocument[]): { CODECDA?: string; INS?: 'O' | 'N' } {
  if (documents.length === 0) return {};
  const codes = [...new Set(documents.flatMap(({ code }) => code?.code ?? []))];
  return { CODECDA: codes.join(','), INS: documents.every(hasQualifiedIns) ? 'O' : 'N' };
}

/**
 * True when the header of a CDA holds a qualified INS: matricule under an OID of the INS, birth name, first given name,
 * birth date and sex (CONF.14, mssante.md §5.2). The CDA has no status: the presence of all of them is the sign.
 */
export function hasQualifiedIns({ patientIds, patient }: CdaDocument): boolean {
  const matricule = patientIds.some(({ root, extension }) => isInsOid(root) && (extension ?? '') !== '');
  return matricule && [patient.family, patient.given, patient.birthDate, patient.gender].every((trait) => trait !== '');
}
