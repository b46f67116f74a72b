import { nosSystem } from '../annuaire-systems.js';
import { HEALTH_PROFESSIONS, SOCIAL_PROFESSIONS, TITLED_PROFESSIONS } from './professions.js';
import { ESTABLISHMENT_CATEGORIES } from './establishment-categories.js';
import { KNOW_HOW } from './know-how.js';
import { LEGAL_STATUSES } from './legal-statuses.js';
import { EXERCISE_CIVILITIES, KNOW_HOW_TYPES, MAILBOX_TYPES, PROFESSIONAL_CATEGORIES } from './persons.js';
import {
  ACTIVITY_KINDS,
  LIBERAL_ACTIVITY_TYPES,
  PHARMACIST_SECTIONS,
  PRACTICE_FUNCTIONS,
  PRACTICE_MODES,
} from './practice.js';
import { ACTIVITY_SECTORS } from './sectors.js';

/** A terminology of the NOS: its names on the wires, and our table of it. */
export interface Terminology {
  /** `TRE_R38-SpecialiteOrdinale`. */
  name: string;
  /** FHIR system. */
  url: string;
  /** Absent when it could not be confirmed. */
  oid?: string;
  /** Label by code. A code may be newer than the table: lists change three times a year (annuaire.md §6). */
  labels: ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The terminologies of the directory by number (annuaire.md §6). */
export const TERMINOLOGIES = {
  G15: terminology('G15-ProfessionSante', HEALTH_PROFESSIONS, '1.2.250.1.71.1.2.7'),
  R94: terminology('R94-ProfessionSocial', SOCIAL_PROFESSIONS, '1.2.250.1.213.1.6.1.4'),
  R95: terminology('R95-UsagerTitre', TITLED_PROFESSIONS, '1.2.250.1.213.1.6.1.109'),
  R09: terminology('R09-CategorieProfessionnelle', PROFESSIONAL_CATEGORIES, '1.2.250.1.213.1.6.1.10'),
  R11: terminology('R11-CiviliteExercice', EXERCISE_CIVILITIES),
  R04: terminology('R04-TypeSavoirFaire', KNOW_HOW_TYPES),
  R38: terminology('R38-SpecialiteOrdinale', KNOW_HOW['S'], '1.2.250.1.213.2.28'),
  R39: terminology('R39-Competence', KNOW_HOW['C'], '1.2.250.1.213.2.29'),
  R40: terminology('R40-CompetenceExclusive', KNOW_HOW['CEX'], '1.2.250.1.213.2.30'),
  R42: terminology('R42-DESCnonQualifiant', KNOW_HOW['DNQ'], '1.2.250.1.213.2.32'),
  R43: terminology('R43-CapaciteSavoirFaire', KNOW_HOW['CAPA'], '1.2.250.1.213.2.33'),
  R44: terminology('R44-QualificationPAC', KNOW_HOW['PAC'], '1.2.250.1.213.2.34'),
  R45: terminology('R45-FonctionQualifiee', KNOW_HOW['FQ'], '1.2.250.1.213.2.35'),
  R97: terminology('R97-DroitExerciceCompl', KNOW_HOW['DEC'], '1.2.250.1.213.1.6.1.111'),
  G13: terminology('G13-OrientationParticuliere', KNOW_HOW['OP'], '1.2.250.1.213.2.31'),
  R359: terminology('R359-SurspecialiteTransversale', KNOW_HOW['SST'], '1.2.250.1.213.2.76'),
  R21: terminology('R21-Fonction', PRACTICE_FUNCTIONS, '1.2.250.1.213.1.6.1.17'),
  R22: terminology('R22-GenreActivite', ACTIVITY_KINDS, '1.2.250.1.213.1.6.1.19'),
  R23: terminology('R23-ModeExercice', PRACTICE_MODES, '1.2.250.1.213.1.6.1.18'),
  R24: terminology('R24-TypeActiviteLiberale', LIBERAL_ACTIVITY_TYPES),
  G05: terminology('G05-SousSectionTableauCNOP', PHARMACIST_SECTIONS, '1.2.250.1.71.4.2.6'),
  R02: terminology('R02-SecteurActivite', ACTIVITY_SECTORS, '1.2.250.1.71.4.2.4'),
  R66: terminology('R66-CategorieEtablissement', ESTABLISHMENT_CATEGORIES),
  R72: terminology('R72-FinessStatutJuridique', LEGAL_STATUSES),
  R257: terminology('R257-TypeBAL', MAILBOX_TYPES, '1.2.250.1.213.3.3.55'),
} as const satisfies Record<string, Terminology>;

/** Number of a terminology: G15, R38 … */
export type TerminologyNumber = keyof typeof TERMINOLOGIES;

/** Label of a code; undefined when our table has not that code. */
export function labelOfCode(number: TerminologyNumber, code: string): string | undefined {
  return TERMINOLOGIES[number].labels.get(code);
}

function terminology(name: string, labels: ReadonlyMap<string, string> = NONE, oid?: string): Terminology {
  return { name: `TRE_${name}`, url: nosSystem(name), labels, ...(oid === undefined ? {} : { oid }) };
}
