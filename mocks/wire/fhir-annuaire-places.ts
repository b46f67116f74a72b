import { ANNUAIRE_IDENTIFIERS } from './annuaire-systems.js';
import { common, mailboxesOf, modern, valueOf } from './fhir-annuaire-facts.js';
import type {
  AnnuaireAddress,
  AnnuaireAuthorization,
  AnnuaireCommon,
  AnnuaireDevice,
  AnnuaireHealthcareService,
  AnnuaireOrganization,
} from './fhir-annuaire-types.js';
import {
  codingsOf,
  extensionsNamed,
  itemsOf,
  type JsonObject,
  objectOf,
  referencedId,
  textOf,
  textsOf,
} from './fhir-json.js';
import { present } from './present.js';

const LINE_PARTS = [
  'careOf',
  'additionalLocator',
  'houseNumber',
  'buildingNumberSuffix',
  'streetNameType',
  'streetNameBase',
  'postBox',
  'as-ext-lieu-dit',
] as const;

/** Reads an Organization (annuaire.md §2.3). */
export function organization(resource: JsonObject): AnnuaireOrganization {
  const base = common(resource);
  const types = codingsOf(resource.type).map(modern);
  const codes = new Set(types.map(({ code }) => code));
  const [address] = itemsOf(resource.address);
  const [period] = extensionsNamed(resource, 'organization-period');
  const { start, end } = objectOf(period?.valuePeriod);
  const [licence] = [
    ...extensionsNamed(resource, 'as-ext-organization-pharmacy-licence'),
    ...extensionsNamed(resource, 'organization-pharmacyLicence'),
  ];
  const kind = codes.has('LEGAL-ENTITY') ? 'EJ' : codes.has('GEOGRAPHICAL-ENTITY') ? 'EG' : undefined;
  const telecom = (system: string) => itemsOf(resource.telecom).find((one) => one.system === system)?.value;
  return {
    type: 'Organization',
    ...base,
    ...present({
      kind,
      finess: valueOf(base, 'FINEG') ?? valueOf(base, 'FINEJ'),
      idNatSt: valueOf(base, 'IDNST'),
      siren: valueOf(base, 'SIREN'),
      siret: valueOf(base, 'SIRET'),
      rppsRank: valueOf(base, 'RPPSRG'),
      name: textOf(resource.name),
      alias: textOf(resource.alias),
      phone: textOf(telecom('phone')),
      fax: textOf(telecom('fax')),
      address: address && addressOf(address),
      partOfId: referencedId(resource.partOf),
      pharmacyLicence: textOf(licence?.valueString),
      openedOn: textOf(start),
      closedOn: textOf(end),
    }),
    types,
    mailboxes: mailboxesOf(resource),
  };
}

function addressOf(address: JsonObject): AnnuaireAddress {
  const lines = itemsOf(address._line);
  const parts = LINE_PARTS.flatMap((name): [string, string][] => {
    const value = lines
      .flatMap((line) => extensionsNamed(line, name))
      .map(({ valueString }) => textOf(valueString))
      .find((text) => text !== undefined);
    return value === undefined ? [] : [[name === 'as-ext-lieu-dit' ? 'locality' : name, value]];
  });
  const [insee] = [
    ...extensionsNamed(address, 'fr-core-address-insee-code'),
    ...extensionsNamed(address, 'fr-address-insee-code'),
  ];
  return {
    parts: Object.fromEntries(parts),
    ...present({
      line: textOf(address.line),
      postalCode: textOf(address.postalCode),
      city: textOf(address.city),
      inseeCode: textOf(objectOf(insee?.valueCoding).code) ?? textOf(insee?.valueCode),
    }),
  };
}

/** Reads a HealthcareService of either profile (annuaire.md §2.4). */
export function healthcareService(resource: JsonObject): AnnuaireHealthcareService {
  const base = common(resource);
  return {
    type: 'HealthcareService',
    ...base,
    ...present({ arhgos: arhgosOf(base), organizationId: referencedId(resource.providedBy) }),
    categories: codingsOf(resource.category),
    types: codingsOf(resource.type),
    characteristics: codingsOf(resource.characteristic),
    profiles: textsOf(objectOf(resource.meta).profile).map((url) => url.split('|')[0]?.split('/').at(-1) ?? ''),
    authorization: authorizationOf(resource),
  };
}

/** Reads a Device (annuaire.md §2.4). */
export function device(resource: JsonObject): AnnuaireDevice {
  const base = common(resource);
  return {
    type: 'Device',
    ...base,
    ...present({
      arhgos: arhgosOf(base),
      organizationId: referencedId(resource.owner),
      status: textOf(resource.status),
      manufacturer: textOf(resource.manufacturer),
      serialNumber: textOf(resource.serialNumber),
    }),
    types: codingsOf(resource.type),
    authorization: authorizationOf(resource),
  };
}

function authorizationOf(resource: JsonObject): AnnuaireAuthorization {
  const [extension = {}] = extensionsNamed(resource, 'as-ext-authorization');
  const { start, end } = objectOf(extensionsNamed(extension, 'periodAuthorization')[0]?.valuePeriod);
  return present({
    authorizedOn: textOf(extensionsNamed(extension, 'dateAuthorization')[0]?.valueDate),
    periodStart: textOf(start),
    periodEnd: textOf(end),
  });
}

function arhgosOf({ identifiers }: AnnuaireCommon): string | undefined {
  return identifiers.find(({ system }) => system === ANNUAIRE_IDENTIFIERS.arhgos)?.value;
}
