import type { Code } from './hl7-types.js';
import { CLASS_CODES } from './oids.js';

/** Labels of classCode, JDV_J57 (dmp.md §12.3). */
const LABELS: Readonly<Record<string, string>> = {
  '10': 'Compte rendu',
  '11': 'Synthèse',
  '31': 'Imagerie médicale',
  '42': 'Prescription',
  '43': 'Dispensation',
  '44': 'Plan ou protocole de soins',
  '52': 'Certificat, déclaration',
  '60': 'Remboursement',
};

/** Types that are no ordinary report, with their class; the class is not in the CDA (dmp.md §12.6). */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  '11': ['60591-5', '11369-6', '34133-9', 'SYNTH'],
  '31': ['18748-4', 'IMG-KOS'],
  '42': ['57833-6', '57828-6', 'PRESC-KINE', 'PRESC-BIO', 'PRESC-INF', 'PRESC-AAT'],
  '43': ['60593-1'],
  '44': ['18776-5', 'PROT_ALD'],
  '52': ['89601-9', '96173-0', 'CERT_DECL'],
  '60': ['REMB'],
};

/** The class documents of a type are filed under, by its typeCode; reports (`10`) when the type is none of the table. */
export function classOfType(typeCode: string): Code {
  const code = Object.keys(TYPES).find((one) => TYPES[one]?.includes(typeCode)) ?? '10';
  return { code, scheme: CLASS_CODES, label: LABELS[code] ?? code };
}
