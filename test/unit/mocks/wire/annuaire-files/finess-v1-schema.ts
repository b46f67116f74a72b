/**
 * Schema v1 of the FINESS+ structures flow, written from its description (annuaire.md §8.1): the published file is not
 * in the samples, which hold the draft of December 2025. What is required, formats of dates and numbers, no other member.
 */
const text = { type: 'string', minLength: 1 };
const date = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' };
const stamp = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$' };
const finess = { type: 'string', pattern: '^[A-Za-z0-9]{9}$' };

function object(required: Record<string, object>, optional: Record<string, object> = {}): object {
  const properties = { ...required, ...optional };
  return { type: 'object', required: Object.keys(required), properties, additionalProperties: false };
}
const list = (items: object) => ({ type: 'array', items });
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]));

const place = object(
  {},
  texts('coordonneeX', 'coordonneeY', 'directionLatitude', 'directionLongitude', 'cleInInteropBAN', 'scoreBAN'),
);
const adresse = object(texts('cogCommune', 'codePostal'), {
  ...texts(
    'usageAdresse',
    'numeroVoie',
    'typeVoie',
    'libelleVoie',
    'complementVoie',
    'complementPointGeographique',
    'lieuDit',
  ),
  ...texts('ligneAcheminement', 'ligneUne', 'ligneDeux', 'ligneTrois', 'ligneQuatre', 'ligneCinq', 'ligneSix'),
  coordonneesGeographique: place,
});
const contact = object({
  typeContact: object(texts('roleContact')),
  telecom: object({}, texts('telephone', 'telecopie', 'courriel')),
});
const evenement = object(
  {},
  {
    ...texts(
      'evenementId',
      'etatObjet1',
      'identifiantObjet1',
      'identifiantObjet2',
      'systemeMaitre',
      'typeObjet1',
      'typeObjet2',
      'codeEvenement',
    ),
    dateEnregistrement: stamp,
    dateEvenement: date,
  },
);
const shared = {
  adresse: list(adresse),
  evenement: list(evenement),
  etatObjet: { enum: ['A', 'I'] },
  dateDerniereMaj: stamp,
};
const sharedOptional = { contact: list(contact), engagement: list({}) };

const ege = object(
  {
    informationsGeneralesEGE: object(
      {
        egeId: text,
        dateOuverture: date,
        datePremiereAutorisation: date,
        nomEgeCourt: text,
        nomEgeLong: text,
        numFinessEge: finess,
      },
      {
        dateFermeture: date,
        ...texts('complementDenominationEg', 'numeroEducationNationale', 'numeroReferenceExterne'),
        espic: list(text),
        siret: { type: 'string', pattern: '^[0-9]{14}$' },
      },
    ),
    ...shared,
  },
  {
    ...sharedOptional,
    ...texts('categorieentiteGeographiqueExercice', 'modefixationtarifaire'),
    typeBudget: list(text),
    roleEge: list({}),
  },
);

const pmej = object(
  {
    informationsGeneralesPMEJ: object(
      {
        ...texts('pmSmsseId', 'denominationLonguePmSmsse', 'denominationPm', 'statutJuridique', 'typePersonneMorale'),
        dateCreation: date,
        numFinessPm: finess,
      },
      {
        dateFermeture: date,
        ...texts(
          'codeApe',
          'complementAdressePmSmsse',
          'fonctionPublique',
          'categorieentiteGeographiqueExercice',
          'typeGroupeGco',
        ),
        siren: { type: 'string', pattern: '^[0-9]{9}$' },
      },
    ),
    ...shared,
  },
  { ...sharedOptional, ege: list(ege) },
);

/** The schema. */
export const STRUCTURES_V1 = object(
  {
    schemaVersion: { const: 'v1.0.0' },
    generatedAt: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
    pmej: list(pmej),
  },
  { gco: list({}), gcc: list({}) },
);
