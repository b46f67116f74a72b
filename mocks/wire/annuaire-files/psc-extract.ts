import { extractFormat, type ExtractLine, type FieldOf } from './extract-format.js';

/**
 * Extraction_ProSanteConnect_Personne_activite (annuaire.md §7): 49 columns in the samples published, a 50th (genre of
 * activity) in what the current loader reads. A line per person and practice situation; the order of the given names,
 * separated by `'`, and of the situations counts.
 */
export const PSC_EXTRACT = extractFormat(
  'Extraction_ProSanteConnect_Personne_activite',
  [
    ['idType', "Type d'identifiant PP"],
    ['id', 'Identifiant PP'],
    ['nationalId', 'Identification nationale PP'],
    ['birthName', 'Nom de famille'],
    ['givenNames', 'Prénoms'],
    ['birthDate', 'Date de naissance'],
    ['birthCommuneCode', 'Code commune de naissance'],
    ['birthCountryCode', 'Code pays de naissance'],
    ['birthPlace', 'Lieu de naissance'],
    ['sexCode', 'Code sexe'],
    ['personPhone', 'Téléphone (coord. correspondance)'],
    ['personEmail', 'Adresse e-mail (coord. correspondance)'],
    ['civilityCode', 'Code civilité'],
    ['professionCode', 'Code profession'],
    ['categoryCode', 'Code catégorie professionnelle'],
    ['exerciseCivilityCode', "Code civilité d'exercice"],
    ['familyName', "Nom d'exercice"],
    ['givenName', "Prénom d'exercice"],
    ['knowHowTypeCode', 'Code type savoir-faire'],
    ['knowHowCode', 'Code savoir-faire'],
    ['modeCode', 'Code mode exercice'],
    ['sectorCode', "Code secteur d'activité"],
    ['pharmacistSectionCode', 'Code section tableau pharmaciens'],
    ['roleCode', 'Code rôle', 'Code fonction'],
    ['siret', 'Numéro SIRET site'],
    ['siren', 'Numéro SIREN site'],
    ['siteFiness', 'Numéro FINESS site'],
    ['legalFiness', 'Numéro FINESS établissement juridique'],
    ['structureId', 'Identifiant technique de la structure'],
    ['legalName', 'Raison sociale site'],
    ['tradeName', 'Enseigne commerciale site'],
    ['addressee', 'Complément destinataire (coord. structure)'],
    ['locationComplement', 'Complément point géographique (coord. structure)'],
    ['wayNumber', 'Numéro Voie (coord. structure)'],
    ['wayNumberSuffix', 'Indice répétition voie (coord. structure)'],
    ['wayTypeCode', 'Code type de voie (coord. structure)'],
    ['wayName', 'Libellé Voie (coord. structure)'],
    ['mention', 'Mention distribution (coord. structure)'],
    ['cedexOffice', 'Bureau cedex (coord. structure)'],
    ['postalCode', 'Code postal (coord. structure)'],
    ['communeCode', 'Code commune (coord. structure)'],
    ['countryCode', 'Code pays (coord. structure)'],
    ['phone', 'Téléphone (coord. structure)'],
    ['phone2', 'Téléphone 2 (coord. structure)'],
    ['fax', 'Télécopie (coord. structure)'],
    ['email', 'Adresse e-mail (coord. structure)'],
    ['departmentCode', 'Code département (coord. structure)', 'Code Département (structure)'],
    ['formerStructureId', 'Ancien identifiant de la structure'],
    ['authority', "Autorité d'enregistrement"],
    ['genreCode', "Code genre d'activité", 'Code genre activité'],
  ],
  ['nationalId', 'id'],
);

/** A line of the extract made for Pro Santé Connect. */
export type PscExtractLine = ExtractLine<FieldOf<typeof PSC_EXTRACT>>;

/** Given names of a PSC line in their order: `PIERRE'DANIEL'PAUL` → three; the `''` some end with says nothing. */
export function pscGivenNames(givenNames: string): string[] {
  return givenNames
    .split("'")
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
