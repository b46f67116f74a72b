/** OIDs of the French health domain, under the names people use. Source: dmp.md §§5, 6, 12. */

/** INS, NIR in production. The bench never uses it for its own people. */
export const INS_NIR = '1.2.250.1.213.1.4.8';
/** INS, NIA in production. */
export const INS_NIA = '1.2.250.1.213.1.4.9';
/** INS, test NIR: the only range of the bench. */
export const INS_NIR_TEST = '1.2.250.1.213.1.4.10';
/** INS, demonstration NIR. */
export const INS_NIR_DEMO = '1.2.250.1.213.1.4.11';
/** INS-C, the computed identifier that preceded the INS; the DMP still returns it. */
export const INS_C = '1.2.250.1.213.1.4.2';

/** The DMP as a system (HL7v3 sender or receiver, custodian). */
export const DMP_SYSTEM = '1.2.250.1.213.4.1.1.1';
/** repositoryUniqueId of the DMP. */
export const DMP_REPOSITORY = '1.2.250.1.213.4.1.1.1.2';

/** National identifiers of professionals (PS_IdNat). */
export const PS_IDNAT = '1.2.250.1.71.4.2.1';
/** National identifiers of structures (Struct_IdNat). */
export const STRUCT_IDNAT = '1.2.250.1.71.4.2.2';
/** Professions, TRE_G15. */
export const PROFESSIONS_G15 = '1.2.250.1.71.1.2.7';
/** Savoir-faire, TRE_R01. */
export const SPECIALTIES_R01 = '1.2.250.1.71.4.2.5';
/** Sections of the pharmacists' order, TRE_G05. */
export const PHARMACIST_SECTIONS_G05 = '1.2.250.1.71.4.2.6';
/** Secteurs d'activité: healthcareFacilityTypeCode and Secteur_Activite of the VIHF. */
export const ACTIVITY_SECTORS = '1.2.250.1.71.4.2.4';
/** authorSpecialty of documents (TRE_A02). */
export const AUTHOR_SPECIALTIES = '1.2.250.1.213.1.1.4.5';
/** Actors that are not professionals, TRE_A00 (`SECRETARIAT_MEDICAL`, `EXP_PATIENT`, `AUTOMATE` …). */
export const OTHER_ACTORS_A00 = '1.2.250.1.213.1.1.4.6';

/** Purpose of use of the VIHF ("mode acces VIHF 2.0"). */
export const PURPOSE_OF_USE = '1.2.250.1.213.1.1.4.248';
/** classCode. */
export const CLASS_CODES = '1.2.250.1.213.1.1.4.1';
/** typeCode in LOINC. */
export const LOINC = '2.16.840.1.113883.6.1';
/** typeCode outside LOINC, TRE_A05. */
export const TYPE_CODES_A05 = '1.2.250.1.213.1.1.4.12';
/** practiceSettingCode, TRE_A01. */
export const PRACTICE_SETTINGS = '1.2.250.1.213.1.1.4.9';
/** confidentialityCode N, R, V. */
export const CONFIDENTIALITY_HL7 = '2.16.840.1.113883.5.25';
/** confidentialityCode MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX. */
export const CONFIDENTIALITY_VISIBILITY = '1.2.250.1.213.1.1.4.13';
/** formatCode of IHE. */
export const FORMAT_CODES_IHE = '1.3.6.1.4.1.19376.1.2.3';
/** contentTypeCode of a submission set. */
export const CONTENT_TYPES = '1.2.250.1.213.2.2';
/** CIM-10. */
export const CIM10 = '2.16.840.1.113883.6.3';
/** CCAM. */
export const CCAM = '1.2.250.1.213.2.5';

/** reasonCode of TD0.2 and TD1.x. */
export const REASONS = '1.2.250.1.213.1.1.4.11';
/** HL7v3 interaction ids. */
export const HL7_INTERACTIONS = '2.16.840.1.113883.1.6';
/** attentionLine AUTORISATION: key and value. */
export const ATTENTION_AUTHORISATION = '1.2.250.1.213.4.1.2.6.1';
/** attentionLine AUTORISATION: codes of its value. */
export const AUTHORISATION_STATES = '1.2.250.1.213.4.1.2.6.2';
/** attentionLine STATUT_MT. */
export const ATTENTION_MT = '1.2.250.1.213.4.1.2.6.3';
/** administrativeObservation RATTACHEMENT_ENS, OPPOSITION_*. */
export const ADMINISTRATIVE_DATA = '1.2.250.1.213.4.1.2.3';
/** administrativeObservation COMPTE_INTERNET_OUVERT. */
export const INTERNET_ACCOUNT = '1.2.250.1.213.4.1.2.9';
/** Motives of the closing of a DMP. */
export const CLOSING_MOTIVES = '1.2.250.1.213.4.1.2.4';
