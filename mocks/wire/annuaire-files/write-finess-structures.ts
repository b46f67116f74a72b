import type { FinessAddress, FinessContact, FinessLegalEntity, FinessSite } from './finess-model.js';

/**
 * Writes a FINESS+ structures flow, schema v1 (annuaire.md §8.1), one legal entity at a time: absent values are left
 * out, never null. The writer knows no group: `gco` and `gcc` are empty.
 *
 * @param generatedAt When the flow is said to be made.
 */
export function* writeFinessStructures(entities: Iterable<FinessLegalEntity>, generatedAt: Date): Generator<string> {
  yield `{"schemaVersion":"v1.0.0","generatedAt":"${generatedAt.toISOString()}","gcc":[],"gco":[],"pmej":[`;
  let separator = '\n';
  for (const entity of entities) {
    yield separator + JSON.stringify(pmejOf(entity));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function pmejOf(entity: FinessLegalEntity) {
  return {
    informationsGeneralesPMEJ: said({
      pmSmsseId: entity.id,
      codeApe: entity.apeCode,
      dateCreation: entity.openedOn,
      dateFermeture: entity.closedOn,
      denominationLonguePmSmsse: entity.longName || entity.name,
      denominationPm: entity.name,
      numFinessPm: entity.finess,
      fonctionPublique: entity.publicFunctionCode,
      categorieentiteGeographiqueExercice: entity.categoryCode,
      siren: entity.siren,
      statutJuridique: entity.legalStatusCode,
      typeGroupeGco: entity.groupTypeCode,
      typePersonneMorale: entity.personTypeCode,
    }),
    ...shared(entity, 'PM'),
    ege: entity.sites.map(egeOf),
  };
}

function egeOf(site: FinessSite) {
  const publicService = site.publicServiceCodes.length > 0 ? { espic: site.publicServiceCodes } : {};
  return {
    informationsGeneralesEGE: {
      ...said({
        egeId: site.id,
        dateOuverture: site.openedOn,
        dateFermeture: site.closedOn,
        datePremiereAutorisation: site.authorisedOn,
        nomEgeCourt: site.name,
        nomEgeLong: site.longName || site.name,
        numFinessEge: site.finess,
        siret: site.siret,
      }),
      ...publicService,
    },
    ...said({ categorieentiteGeographiqueExercice: site.categoryCode, modefixationtarifaire: site.pricingCode }),
    typeBudget: site.budgetCodes,
    ...shared(site, 'EG'),
    roleEge: [],
  };
}

function shared(entity: FinessLegalEntity | FinessSite, type: 'PM' | 'EG') {
  const updated = stamp(entity.updated ?? 0);
  return {
    adresse: entity.addresses.map(adresseOf),
    contact: entity.contacts.map(contactOf),
    engagement: [],
    evenement: [creation(entity, type, updated)],
    etatObjet: entity.active ? 'A' : 'I',
    dateDerniereMaj: updated,
  };
}

function creation(entity: FinessLegalEntity | FinessSite, type: 'PM' | 'EG', updated: string) {
  const code = type === 'PM' ? '001' : '003';
  return said({
    evenementId: `${type === 'PM' ? '1' : '2'}${entity.id}`,
    dateEnregistrement: updated,
    dateEvenement: entity.openedOn,
    etatObjet1: '001',
    identifiantObjet1: entity.id,
    systemeMaitre: '01',
    typeObjet1: type,
    codeEvenement: code,
  });
}

function adresseOf(address: FinessAddress) {
  const [one = '', two = '', three = '', four = '', five = '', six = ''] = address.lines;
  const place = said({
    coordonneeX: address.x,
    coordonneeY: address.y,
    directionLatitude: address.latitude,
    directionLongitude: address.longitude,
  });
  return {
    ...said({
      usageAdresse: address.usage,
      numeroVoie: address.wayNumber,
      typeVoie: address.wayType,
      libelleVoie: address.wayName,
      complementVoie: address.wayNumberSuffix,
      complementPointGeographique: address.locationComplement,
      lieuDit: address.locality,
      cogCommune: address.communeCode,
      ligneAcheminement: address.routing,
      ligneUne: one,
      ligneDeux: two,
      ligneTrois: three,
      ligneQuatre: four,
      ligneCinq: five,
      ligneSix: six,
      codePostal: address.postalCode,
    }),
    ...(Object.keys(place).length > 0 ? { coordonneesGeographique: place } : {}),
  };
}

function contactOf({ phone, fax, email }: FinessContact) {
  return {
    typeContact: { roleContact: '01' },
    telecom: said({ telephone: phone, telecopie: fax, courriel: email }),
  };
}

/** The members that say something. */
function said(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
