import { extractFormat, type ExtractLine, type FieldOf } from './extract-format.js';

/**
 * Extraction_Correspondance_MSSante, 31 columns (annuaire.md §7): a line per mailbox, of a person, of a person in a
 * structure, or of a structure. Real files hold PER and ORG mailboxes only, and some addresses twice. One summary drops
 * the suffix ` structure BAL`: both names are read.
 */
export const MSSANTE_CORRESPONDENCE = extractFormat(
  'Extraction_Correspondance_MSSante',
  [
    ['mailboxType', 'Type de BAL'],
    ['address', 'Adresse BAL'],
    ['idType', 'Type Identifiant PP', "Type d'identifiant PP"],
    ['id', 'Identifiant PP'],
    ['nationalId', 'Identification nationale PP'],
    ['structureIdType', 'Type identifiant structure'],
    ['structureId', 'Identification Structure'],
    ['service', 'Service de rattachement'],
    ['exerciseCivility', "Civilité d'exercice"],
    ['familyName', "Nom d'exercice"],
    ['givenName', "Prénom d'exercice"],
    ['categoryCode', 'Catégorie profession'],
    ['categoryLabel', 'Libellé de catégorie profession'],
    ['professionCode', 'Code Profession'],
    ['professionLabel', 'Libellé Profession'],
    ['knowHowCode', 'Code savoir-faire'],
    ['knowHowLabel', 'Libellé savoir-faire'],
    ['digitisation', 'Dématérialisation'],
    ['legalName', 'Raison Sociale structure BAL', 'Raison Sociale'],
    ['tradeName', 'Enseigne commerciale structure BAL', 'Enseigne commerciale'],
    ['locationComplement', 'L2COMPLEMENTLOCALISATION structure BAL', 'L2COMPLEMENTLOCALISATION'],
    ['distributionComplement', 'L3COMPLEMENTDISTRIBUTION structure BAL', 'L3COMPLEMENTDISTRIBUTION'],
    ['wayNumber', 'L4NUMEROVOIE structure BAL', 'L4NUMEROVOIE'],
    ['wayNumberSuffix', 'L4COMPLEMENTNUMEROVOIE structure BAL', 'L4COMPLEMENTNUMEROVOIE'],
    ['wayTypeCode', 'NL4TYPEVOIE structure BAL', 'L4TYPEVOIE structure BAL', 'NL4TYPEVOIE', 'L4TYPEVOIE'],
    ['wayName', 'L4LIBELLEVOIE structure BAL', 'L4LIBELLEVOIE'],
    ['mention', 'L5LIEUDITMENTION structure BAL', 'L5LIEUDITMENTION'],
    ['routing', 'L6LIGNEACHEMINEMENT structure BAL', 'L6LIGNEACHEMINEMENT'],
    ['postalCode', 'Code postal structure BAL', 'Code postal'],
    ['department', 'Département structure BAL', 'Département'],
    ['country', 'Pays structure BAL', 'Pays'],
  ],
  ['address'],
);

/** A line of Extraction_Correspondance_MSSante. */
export type MssanteCorrespondenceLine = ExtractLine<FieldOf<typeof MSSANTE_CORRESPONDENCE>>;
