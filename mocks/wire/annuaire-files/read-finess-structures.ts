import type { FinessAddress, FinessContact, FinessGroup, FinessLegalEntity, FinessSite } from './finess-model.js';
import { dateOf, dateProblem, instantOf, items, members, textNamed, textOf } from './finess-values.js';
import type { FileTally } from './file-tally.js';
import { readJsonFlow } from './json-flow.js';

/** What a structures flow holds. */
export type FinessStructure =
  { kind: 'legalEntity'; entity: FinessLegalEntity } | { kind: 'group'; group: FinessGroup };

/**
 * Reads a FINESS+ structures flow (annuaire.md §8.1) in bounded memory: legal entities with their sites, and groups. The
 * names of the first draft of the schema (`informationsGeneralesPmej`, `pm_smsseId`, `{code, system}` …) are read too. A
 * legal entity without FINESS number is left out; a site without one too, and the rest of its legal entity kept. Both
 * are counted in `tally.read`.
 *
 * @throws BancError BANC_DIRECTORY (no JSON flow), BANC_LIMIT (an object without end).
 */
export async function* readFinessStructures(
  bytes: AsyncIterable<Uint8Array>,
  tally: FileTally,
): AsyncGenerator<FinessStructure> {
  let rank = 0;
  for await (const { member, value } of readJsonFlow(bytes, ['pmej', 'gco', 'gcc'], [], tally)) {
    rank += 1;
    tally.read += 1;
    if (member === 'pmej') {
      const entity = legalEntityOf(members(value), rank, tally);
      if (entity) yield { kind: 'legalEntity', entity };
    } else if (member === 'gco' || member === 'gcc') {
      const group = groupOf(member, members(value));
      if (group.id === '') {
        tally.ignore({ reason: 'not-understood', line: rank, detail: `${member} sans identifiant` });
        continue;
      }
      tally.kept += 1;
      yield { kind: 'group', group };
    }
  }
}

function legalEntityOf(pmej: Record<string, unknown>, rank: number, tally: FileTally): FinessLegalEntity | undefined {
  const about = members(pmej['informationsGeneralesPMEJ'] ?? pmej['informationsGeneralesPmej']);
  const finess = textNamed(about, 'numFinessPm', 'numeroFiness');
  if (finess === '') {
    tally.ignore({ reason: 'no-identifier', line: rank, detail: 'entité juridique sans numFinessPm' });
    return undefined;
  }
  tally.kept += 1;
  const name = textOf(about['denominationPm']);
  const sites = items(pmej['ege']).flatMap((one) => siteOf(members(one), rank, tally));
  const entity = {
    id: textNamed(about, 'pmSmsseId', 'pm_smsseId'),
    finess,
    name: name || textOf(about['denominationLonguePmSmsse']),
    longName: textOf(about['denominationLonguePmSmsse']),
    categoryCode: textNamed(about, 'categorieentiteGeographiqueExercice', 'categorieEntiteGeographiqueExercice'),
    openedOn: dateOf(about['dateCreation']),
    closedOn: dateOf(about['dateFermeture']),
    ...sharedOf(pmej, about),
    siren: textOf(about['siren']),
    apeCode: textOf(about['codeApe']),
    legalStatusCode: textOf(about['statutJuridique']),
    publicFunctionCode: textOf(about['fonctionPublique']),
    personTypeCode: textOf(about['typePersonneMorale']),
    groupTypeCode: textOf(about['typeGroupeGco']),
    sites,
  };
  tellDates([entity.openedOn, entity.closedOn], rank, finess, tally);
  tellPlaces(entity.addresses, rank, finess, tally);
  return entity;
}

function siteOf(ege: Record<string, unknown>, rank: number, tally: FileTally): FinessSite[] {
  const about = members(ege['informationsGeneralesEGE']);
  const finess = textOf(about['numFinessEge']);
  tally.read += 1;
  if (finess === '') {
    tally.ignore({ reason: 'no-identifier', line: rank, detail: 'site sans numFinessEge' });
    return [];
  }
  tally.kept += 1;
  const site = {
    id: textOf(about['egeId']),
    finess,
    name: textNamed(about, 'nomEgeCourt', 'nomEgeLong'),
    longName: textOf(about['nomEgeLong']),
    categoryCode: textNamed(ege, 'categorieentiteGeographiqueExercice', 'categorieEntiteGeographiqueExercice'),
    openedOn: dateOf(about['dateOuverture']),
    closedOn: dateOf(about['dateFermeture']),
    ...sharedOf(ege, about),
    siret: textOf(about['siret'] ?? ege['siret']),
    publicServiceCodes: items(about['espic']).map(textOf),
    pricingCode: textNamed(ege, 'modefixationtarifaire', 'modeFixationTarifaire'),
    budgetCodes: items(ege['typeBudget']).map(textOf),
    authorisedOn: dateOf(about['datePremiereAutorisation']),
  };
  tellDates([site.openedOn, site.closedOn, site.authorisedOn], rank, finess, tally);
  tellPlaces(site.addresses, rank, finess, tally);
  return [site];
}

/** What legal entities and sites write the same way. */
function sharedOf(object: Record<string, unknown>, about: Record<string, unknown>) {
  const updated = instantOf(object['dateDerniereMaj']);
  return {
    // Objects that are not closed say A; one that says nothing is not said to be closed.
    active: textOf(object['etatObjet'] ?? about['etatObjet']) !== 'I',
    addresses: items(object['adresse']).map((one) => addressOf(members(one))),
    contacts: items(object['contact']).map((one) => contactOf(members(members(one)['telecom']))),
    ...(updated === undefined ? {} : { updated }),
  };
}

const LINES = ['ligneUne', 'ligneDeux', 'ligneTrois', 'ligneQuatre', 'ligneCinq', 'ligneSix'];

function addressOf(address: Record<string, unknown>): FinessAddress {
  const place = members(address['coordonneesGeographique']);
  return {
    usage: textOf(address['usageAdresse']),
    wayNumber: textOf(address['numeroVoie']),
    wayNumberSuffix: textOf(address['complementVoie']),
    wayType: textOf(address['typeVoie']),
    wayName: textOf(address['libelleVoie']),
    locationComplement: textOf(address['complementPointGeographique']),
    locality: textOf(address['lieuDit']),
    communeCode: textOf(address['cogCommune']),
    routing: textOf(address['ligneAcheminement']),
    lines: LINES.map((line) => textOf(address[line])),
    postalCode: textOf(address['codePostal']),
    x: textOf(place['coordonneeX']),
    y: textOf(place['coordonneeY']),
    latitude: textOf(place['directionLatitude']),
    longitude: textOf(place['directionLongitude']),
  };
}

function contactOf(telecom: Record<string, unknown>): FinessContact {
  return {
    phone: textOf(telecom['telephone']),
    fax: textOf(telecom['telecopie']),
    email: textOf(telecom['courriel']),
  };
}

function groupOf(kind: 'gco' | 'gcc', group: Record<string, unknown>): FinessGroup {
  const legalEntities = items(group[kind === 'gco' ? 'pmejDuGco' : 'pmejDuGcc']).map(members);
  const sites = items(group[kind === 'gco' ? 'egeDuGco' : 'egeDuGcc'] ?? group['egeDuGCC']).map(members);
  const role = (one: Record<string, unknown>) => textOf(one['typeRoleEntiteGroupe']);
  return {
    kind,
    id: textNamed(group, 'pmSmsseId', 'pm_smsseId', 'gccId'),
    name: textOf(group['nomGcc']),
    typeCode: textNamed(group, 'typeGco', 'typeGCO', 'typeGcc'),
    externalId: textOf(group['gccIdentifiantExterne']),
    active: textOf(group['etatObjet']) !== 'I',
    members: [
      ...legalEntities.map((one) => ({
        kind: 'pmej' as const,
        id: textNamed(one, 'pmSmsseId', 'pm_smsseId'),
        role: role(one),
      })),
      ...sites.map((one) => ({ kind: 'ege' as const, id: textOf(one['egeId']), role: role(one) })),
    ],
  };
}

function tellDates(dates: readonly string[], rank: number, finess: string, tally: FileTally): void {
  for (const date of dates) {
    const reason = dateProblem(date);
    if (reason) tally.tell({ reason, line: rank, detail: `${finess} : ${date}` });
  }
}

function tellPlaces(addresses: readonly FinessAddress[], rank: number, finess: string, tally: FileTally): void {
  for (const address of addresses) {
    if (putPlaceRight(address)) tally.tell({ reason: 'swapped-coordinates', line: rank, detail: finess });
  }
}

/**
 * Exchanges X and Y of a place when they are the wrong way round: in Lambert 93, France has X under 1 300 km and Y over
 * 6 000 km. Overseas systems are left alone. True when it was done.
 */
export function putPlaceRight(address: Pick<FinessAddress, 'x' | 'y'>): boolean {
  const [x, y] = [Number(address.x), Number(address.y)];
  if (!(x > 6_000_000 && x < 7_200_000 && y > 0 && y < 1_300_000)) return false;
  [address.x, address.y] = [address.y, address.x];
  return true;
}
