import { DOCUMENT_TYPES } from '../../fixtures/documents/document-types.js';

/**
 * Types looked for when the configuration names none. The list of the DSR was not found: this is the counting list of
 * DMP/UX.17 (requirements.md §8.2), the nearest thing known, so that a type that lacks is told, never failed.
 */
export const LIKELY_TYPES: readonly string[] = [
  '11490-0',
  '34112-3',
  '60591-5',
  '11502-2',
  '18748-4',
  '57833-6',
  '60593-1',
  '11369-6',
  '34794-8',
];

/** Other usual words for types, beside the labels of {@link DOCUMENT_TYPES}, with their code of JDV_J07. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  'Lettre de liaison': '11490-0',
  'Lettre de liaison à la sortie': '11490-0',
  'CR hospitalier': '34112-3',
  'CR opératoire': '34874-8',
  CRO: '34874-8',
  'CR de passage aux urgences': '15507-7',
  'CR de consultation': '11488-4',
  VSM: '60591-5',
  'Volet de synthèse médicale': '60591-5',
  "CR d'examens biologiques": '11502-2',
  'CR de biologie': '11502-2',
  "CR d'imagerie médicale": '18748-4',
  "CR d'imagerie": '18748-4',
  Ordonnance: '57833-6',
  'Prescription médicamenteuse': '57833-6',
  Dispensation: '60593-1',
  'Historique des vaccinations': '11369-6',
  RCP: '34794-8',
  'Fiche RCP': '34794-8',
  'Certificat, déclaration': 'CERT_DECL',
};

/** Code of a type by usual words for it. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DOCUMENT_TYPES.map(({ label, typeCode }) => [label, typeCode])),
  ...OTHER_WORDS,
};

/** The words for a code, the code itself when there are none. */
export function typeWords(typeCode: string): string {
  const known = DOCUMENT_TYPES.find((one) => one.typeCode === typeCode);
  return known?.label ?? Object.entries(OTHER_WORDS).find(([, code]) => code === typeCode)?.[0] ?? typeCode;
}
