import { extractFormat, type ExtractLine, type FieldOf } from './extract-format.js';

/** PS_LibreAcces_SavoirFaire, 13 columns (annuaire.md §7): a line per person, profession and know-how. */
export const PS_KNOW_HOW = extractFormat(
  'PS_LibreAcces_SavoirFaire',
  [
    ['idType', "Type d'identifiant PP"],
    ['id', 'Identifiant PP'],
    ['nationalId', 'Identification nationale PP'],
    ['familyName', "Nom d'exercice"],
    ['givenName', "Prénom d'exercice"],
    ['professionCode', 'Code profession'],
    ['professionLabel', 'Libellé profession'],
    ['categoryCode', 'Code catégorie professionnelle'],
    ['categoryLabel', 'Libellé catégorie professionnelle'],
    ['knowHowTypeCode', 'Code type savoir-faire'],
    ['knowHowTypeLabel', 'Libellé type savoir-faire'],
    ['knowHowCode', 'Code savoir-faire'],
    ['knowHowLabel', 'Libellé savoir-faire'],
  ],
  ['nationalId', 'id'],
);

/** A line of PS_LibreAcces_SavoirFaire. */
export type PsKnowHowLine = ExtractLine<FieldOf<typeof PS_KNOW_HOW>>;
