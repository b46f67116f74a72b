/** What a person, a mailbox and an identifier are (annuaire.md §§5, 6). */

/** Catégories professionnelles of TRE_R09, label by code. M meant the military before 2024. */
export const PROFESSIONAL_CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['C', 'Civil'],
  ['E', 'Etudiant'],
  ['M', 'Agent public'],
  // No longer given; old records hold them.
  ['F', 'Fonctionnaire d’Etat ou de collectivité locale'],
]);

/** Civilités d’exercice of TRE_R11, label by code. */
export const EXERCISE_CIVILITIES: ReadonlyMap<string, string> = new Map([
  ['DR', 'Docteur'],
  ['PR', 'Professeur'],
  ['MC', 'Médecin chef'],
  ['MG', 'Médecin général'],
  ['PC', 'Pharmacien chef'],
  ['PG', 'Pharmacien général'],
]);

/** Civilités (JDV_J245), label by code. */
export const CIVILITIES: ReadonlyMap<string, string> = new Map([
  ['M', 'Monsieur'],
  ['MME', 'Madame'],
]);

/** Types de savoir-faire of TRE_R04, label by code. */
export const KNOW_HOW_TYPES: ReadonlyMap<string, string> = new Map([
  ['S', 'Spécialité ordinale'],
  ['C', 'Compétence de médecine'],
  ['CEX', 'Compétence exclusive'],
  ['DNQ', 'DESC non qualifiant'],
  ['CAPA', 'Capacité'],
  ['PAC', 'Qualification PAC'],
  ['FQ', 'Fonction qualifiée'],
  ['DEC', 'Droit d’exercice complémentaire'],
  ['OP', 'Orientation particulière'],
  ['SST', 'Surspécialité de Formation Spécialisée Transversale (FST)'],
  ['SH', 'Spécialité de concours hospitalier'],
  ['CM', 'Compétence métier'],
]);

/** Types of MSSanté mailboxes, TRE_R257-TypeBAL (OID 1.2.250.1.213.3.3.55), label by code. */
export const MAILBOX_TYPES: ReadonlyMap<string, string> = new Map([
  ['PER', 'Boîte aux lettres personnelle'],
  ['ORG', 'organisationnelle'],
  ['APP', 'applicative'],
  ['CAB', 'cabinet'],
]);

/** Prefixes of IDNST, TRE_G07 (OID 1.2.250.1.71.1.2.14), label by code. */
export const STRUCTURE_IDENTIFIER_TYPES: ReadonlyMap<string, string> = new Map([
  ['0', 'Id Cabinet ADELI'],
  ['1', 'FINESS'],
  ['2', 'SIREN'],
  ['3', 'SIRET'],
  ['4', 'Id Cabinet RPPS'],
  ['40', 'Identifiant national de structure'],
  ['41', 'Id interne EG ROR'],
  // No longer given; old records hold them.
  ['5', 'FINESS EJ'],
  ['6', 'FINESS EG'],
]);

/** Prefixes of IDNPS, TRE_G08 (OID 1.2.250.1.71.1.2.15), label by code. */
export const PERSON_IDENTIFIER_TYPES: ReadonlyMap<string, string> = new Map([
  ['0', 'N° ADELI'],
  ['1', 'Id Cabinet ADELI / N° de registre'],
  ['3', 'FINESS / N° de registre'],
  ['4', 'SIREN / N° de registre'],
  ['5', 'SIRET / N° de registre'],
  ['6', 'Id Cabinet RPPS / N° de registre'],
  ['8', 'N° RPPS'],
  ['10', 'Adresse MSSanté'],
  ['30', 'Id situation opérationnelle ROR'],
  // No longer given; old records hold them.
  ['2', 'N° DRASS'],
  ['9', 'N° Etudiant'],
]);
