import { extractFormat, type ExtractLine, type FieldOf } from './extract-format.js';

/** PS_LibreAcces_Dipl_AutExerc, 13 columns (annuaire.md §7): a line per person and diploma or authorisation. */
export const PS_DIPLOMA = extractFormat(
  'PS_LibreAcces_Dipl_AutExerc',
  [
    ['idType', "Type d'identifiant PP"],
    ['id', 'Identifiant PP'],
    ['nationalId', 'Identification nationale PP'],
    ['familyName', "Nom d'exercice"],
    ['givenName', "Prénom d'exercice"],
    ['diplomaTypeCode', 'Code type diplôme obtenu'],
    ['diplomaTypeLabel', 'Libellé type diplôme obtenu'],
    ['diplomaCode', 'Code diplôme obtenu'],
    ['diplomaLabel', 'Libellé diplôme obtenu'],
    ['authorisationTypeCode', 'Code type autorisation'],
    ['authorisationTypeLabel', 'Libellé type autorisation'],
    ['authorisationFieldCode', 'Code discipline autorisation'],
    ['authorisationFieldLabel', 'Libellé discipline autorisation'],
  ],
  ['nationalId', 'id'],
);

/** A line of PS_LibreAcces_Dipl_AutExerc. */
export type PsDiplomaLine = ExtractLine<FieldOf<typeof PS_DIPLOMA>>;
