/** Systems, canonicals and extension URLs of the Annuaire Santé FHIR API (annuaire.md §§2, 6). */

/** A code as a resource carries it; the annuaire never writes its label. */
export interface Coding {
  /** Absent when the directory does not say it. */
  system?: string;
  code: string;
}

/** URL of a terminology of the NOS: `nosSystem('R38-SpecialiteOrdinale')`. */
export function nosSystem(name: string): string {
  return `https://mos.esante.gouv.fr/NOS/TRE_${name}/FHIR/TRE-${name}`;
}

/** Terminologies by their number. Names of G05, R24, R72, R73, R75, R94, R95, R209 and R401 are not confirmed. */
export const NOS = {
  G05: nosSystem('G05-SousSectionTableauCNOP'),
  G15: nosSystem('G15-ProfessionSante'),
  R02: nosSystem('R02-SecteurActivite'),
  R04: nosSystem('R04-TypeSavoirFaire'),
  R09: nosSystem('R09-CategorieProfessionnelle'),
  R13: nosSystem('R13-Commune'),
  R14: nosSystem('R14-TypeDiplome'),
  R21: nosSystem('R21-Fonction'),
  R22: nosSystem('R22-GenreActivite'),
  R23: nosSystem('R23-ModeExercice'),
  R24: nosSystem('R24-TypeActiviteLiberale'),
  R48: nosSystem('R48-DiplomeEtatFrancais'),
  R66: nosSystem('R66-CategorieEtablissement'),
  R72: nosSystem('R72-FinessStatutJuridique'),
  R73: nosSystem('R73-ESPIC'),
  R75: nosSystem('R75-InseeNAFrev2Niveau5'),
  R94: nosSystem('R94-ProfessionSocial'),
  R95: nosSystem('R95-UsagerTitre'),
  R209: nosSystem('R209-TypeActivite'),
  R256: nosSystem('R256-TypeMessagerie'),
  R257: nosSystem('R257-TypeBAL'),
  R272: nosSystem('R272-EquipementMaterielLourd'),
  R274: nosSystem('R274-ActiviteSanitaireRegulee'),
  R275: nosSystem('R275-ModaliteActivite'),
  R276: nosSystem('R276-FormeActivite'),
  R401: nosSystem('R401-ActiviteSocialeRegulee'),
} as const;

/** Terminology of a savoir-faire, by its type TRE_R04 (annuaire.md §6). */
export const SPECIALTY_SYSTEMS: Readonly<Record<string, string>> = {
  S: nosSystem('R38-SpecialiteOrdinale'),
  C: nosSystem('R39-Competence'),
  CEX: nosSystem('R40-CompetenceExclusive'),
  DNQ: nosSystem('R42-DESCnonQualifiant'),
  CAPA: nosSystem('R43-CapaciteSavoirFaire'),
  PAC: nosSystem('R44-QualificationPAC'),
  FQ: nosSystem('R45-FonctionQualifiee'),
  DEC: nosSystem('R97-DroitExerciceCompl'),
  OP: nosSystem('G13-OrientationParticuliere'),
  SST: nosSystem('R359-SurspecialiteTransversale'),
};

/** Systems of identifiers (annuaire.md §2). */
export const ANNUAIRE_IDENTIFIERS = {
  /** Codes of `identifier.type`: IDNPS, RPPS, IDNST, FINEG, FINEJ, SIREN, SIRET, RPPSRG. */
  type: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203',
  idNatPs: 'urn:oid:1.2.250.1.71.4.2.1',
  rpps: 'https://rpps.esante.gouv.fr',
  idNatSt: 'urn:oid:1.2.250.1.71.4.2.2',
  finess: 'https://finess.esante.gouv.fr',
  sirene: 'https://sirene.fr',
  rppsRank: 'https://rppsrang.esante.gouv.fr',
  arhgos: 'https://arhgos.ars.sante.fr',
} as const;

/** Other code systems of organizations (annuaire.md §2.3). */
export const ORGANIZATION_SYSTEMS = {
  /** LEGAL-ENTITY, GEOGRAPHICAL-ENTITY. */
  entity: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-3307',
  /** P, S. */
  establishment: 'https://interop.esante.gouv.fr/ig/fhir/annuaire/CodeSystem/as-cs-type-etablissement',
} as const;

/** Start of the canonicals of the profiles, and of the extensions, of the annuaire's implementation guide. */
export const AS_DEFINITION = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/';
/** Start of those of the French core guide. */
export const FR_CORE_DEFINITION = 'https://hl7.fr/ig/fhir/core/StructureDefinition/';
/** Start of the extensions of FHIR itself. */
export const HL7_DEFINITION = 'http://hl7.org/fhir/StructureDefinition/';
/** System of the code `true` or `false` of `active` in a token (annuaire.md §1.2). */
export const SPECIAL_VALUES = 'http://hl7.org/fhir/ValueSet/special-values';

/** Systems as they were written before the V2 of the API: OIDs of the terminologies (annuaire.md §6), former URLs. */
const FORMER_SYSTEMS: Readonly<Record<string, string>> = {
  'urn:oid:1.2.250.1.71.1.2.7': NOS.G15,
  'urn:oid:1.2.250.1.71.4.2.4': NOS.R02,
  'urn:oid:1.2.250.1.213.1.6.1.10': NOS.R09,
  'urn:oid:1.2.250.1.213.1.6.1.16': NOS.R04,
  'urn:oid:1.2.250.1.213.1.6.1.17': NOS.R21,
  'urn:oid:1.2.250.1.213.1.6.1.18': NOS.R23,
  'urn:oid:1.2.250.1.213.1.6.1.19': NOS.R22,
  'urn:oid:1.2.250.1.213.1.6.1.31': NOS.R48,
  'urn:oid:1.2.250.1.213.1.6.1.36': NOS.R14,
  'urn:oid:1.2.250.1.213.1.6.1.47': NOS.R75,
  'urn:oid:1.2.250.1.213.2.28': nosSystem('R38-SpecialiteOrdinale'),
  'https://simplifier.net/FrenchProfiledFHIRAr/fr-organization-type': ORGANIZATION_SYSTEMS.entity,
  'http://rpps.fr': ANNUAIRE_IDENTIFIERS.rpps,
  'http://finess.sante.gouv.fr': ANNUAIRE_IDENTIFIERS.finess,
};

/** The system that stands today for one that may be a former one. */
export function modernSystem(system: string | undefined): string | undefined {
  return system === undefined ? undefined : (FORMER_SYSTEMS[system] ?? system);
}
