import { BancError } from '../wire/errors.js';
import type { Code } from '../wire/hl7-types.js';
import {
  CLASS_CODES,
  CONFIDENTIALITY_HL7,
  CONFIDENTIALITY_VISIBILITY,
  FORMAT_CODES_IHE,
  LOINC,
  TYPE_CODES_A05,
} from '../wire/oids.js';

/**
 * Codes of the DMP's value sets with their scheme and label, so that a scenario may write a bare code (dmp.md §12.3).
 * Lists are those the reference has, not the whole JDV: another code must come with its scheme and label.
 */

/** A code alone, or with its scheme and label when the bench does not know it. */
export type CodeInput = string | Code;

const CLASSES: Record<string, string> = {
  '10': 'Compte rendu',
  '11': 'Synthèse',
  '31': 'Imagerie médicale',
  '42': 'Prescription',
  '43': 'Dispensation',
  '44': 'Plan ou protocole de soins',
  '45': 'Traitement administré',
  '52': 'Certificat, déclaration',
  '60': 'Données de remboursement',
  '90': 'Document du patient',
  '95': 'Document de gestion',
};

const LOINC_TYPES: Record<string, string> = {
  '11490-0': 'Lettre de liaison à la sortie de l’établissement',
  '34112-3': 'CR hospitalier',
  '11488-4': 'CR ou fiche de consultation ou de visite',
  '15507-7': 'CR de passage aux urgences',
  '34874-8': 'CR opératoire',
  '11502-2': 'CR d’examens biologiques',
  '18748-4': 'CR d’imagerie médicale',
  '60591-5': 'Synthèse médicale',
  '11369-6': 'Historique des vaccinations',
  '87273-9': 'Note de vaccination',
  '57833-6': 'Prescription de produits de santé',
  '57828-6': 'Prescription, autre',
  '60593-1': 'Dispensation médicamenteuse',
  '34794-8': 'CR de réunion de concertation pluridisciplinaire',
  '34133-9': 'Synthèse d’épisode de soins',
  '18761-7': 'Note de transfert',
  '77436-4': 'CR d’anesthésie',
  '34749-2': 'CR de consultation pré-anesthésique',
  '60568-3': 'CR d’anatomie et de cytologie pathologiques',
  '15508-5': 'CR d’accouchement',
  '70004-7': 'CR d’acte diagnostique, autre',
  '11505-5': 'CR d’acte thérapeutique, autre',
  '55115-0': 'Demande d’examen d’imagerie',
  '89601-9': 'Certificat, déclaration',
  '51851-4': 'Document administratif',
  '18776-5': 'Plan personnalisé de soins',
  '67851-6': 'CR d’admission',
  '85208-7': 'CR de télémédecine',
};

const A05_TYPES: Record<string, string> = {
  SYNTH: 'Synthèse',
  PROT_ALD: 'Protocole ALD',
  CERT_DECL: 'Certificat, déclaration',
  'IMG-KOS': 'Référence d’objets d’un examen d’imagerie',
  REMB: 'Données de remboursement',
  EXPPAT_1: 'Volontés du patient',
  EXPPAT_2: 'Autre document du patient',
  EXPPAT_3: 'Directives anticipées',
  DOCPAT01: 'Synthèse déposée par le patient',
  DOCPAT02: 'Traitement déposé par le patient',
  DOCPAT03: 'Compte rendu déposé par le patient',
  DOCPAT04: 'Imagerie déposée par le patient',
  DOCPAT05: 'Biologie déposée par le patient',
  'PRESC-BIO': 'Prescription d’actes de biologie',
  'PRESC-KINE': 'Prescription d’actes de kinésithérapie',
  'PRESC-INF': 'Prescription d’actes infirmiers',
};

const FORMATS: Record<string, string> = {
  'urn:ihe:iti:xds-sd:pdf:2008': 'Document à corps non structuré en PDF',
  'urn:ihe:iti:xds-sd:text:2008': 'Document à corps non structuré en texte brut',
  'urn:ihe:lab:xd-lab:2008': 'Compte rendu d’examens biologiques',
  'urn:ihe:pharm:pre:2010': 'Prescription',
};

const HL7_CONFIDENTIALITY: Record<string, string> = { N: 'Normal', R: 'Restreint', V: 'Très restreint' };
const VISIBILITY: Record<string, string> = {
  MASQUE_PS: 'Masqué aux professionnels de santé',
  INVISIBLE_PATIENT: 'Non visible par le patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'Non visible par les représentants légaux du patient',
};

/** classCode from a bare code. Throws BANC_CONTROL when it is unknown. */
export function classCode(input: CodeInput): Code {
  return resolve(input, 'classCode', [[CLASS_CODES, CLASSES]]);
}

/** typeCode from a bare code, LOINC or TRE_A05. Throws BANC_CONTROL when it is unknown. */
export function typeCode(input: CodeInput): Code {
  return resolve(input, 'typeCode', [
    [LOINC, LOINC_TYPES],
    [TYPE_CODES_A05, A05_TYPES],
  ]);
}

/** formatCode from a bare code; any IHE URN is accepted under the IHE scheme. Throws BANC_CONTROL otherwise. */
export function formatCode(input: CodeInput): Code {
  if (typeof input === 'string' && input.startsWith('urn:ihe:')) {
    return { code: input, scheme: FORMAT_CODES_IHE, label: FORMATS[input] ?? input };
  }
  return resolve(input, 'formatCode', [[FORMAT_CODES_IHE, FORMATS]]);
}

/** confidentialityCode: N, R, V or a visibility code. Throws BANC_CONTROL when it is unknown. */
export function confidentialityCode(input: CodeInput): Code {
  return resolve(input, 'confidentialityCode', [
    [CONFIDENTIALITY_HL7, HL7_CONFIDENTIALITY],
    [CONFIDENTIALITY_VISIBILITY, VISIBILITY],
  ]);
}

function resolve(
  input: CodeInput,
  attribute: string,
  tables: readonly [scheme: string, labels: Record<string, string>][],
): Code {
  if (typeof input !== 'string') return input;
  for (const [scheme, labels] of tables) {
    const label = labels[input];
    if (label !== undefined) return { code: input, scheme, label };
  }
  throw new BancError(
    'BANC_CONTROL',
    `Le banc ne connaît pas le ${attribute} « ${input} ». Donnez-le en entier : {code, scheme, label}.`,
  );
}
