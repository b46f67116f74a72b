import type { DirectoryAddress, DirectoryStructure } from '../../fixtures/directory/records.js';
import { FR_CORE_DEFINITION, HL7_DEFINITION, NOS, nosSystem } from '../wire/annuaire-systems.js';
import { publishedMailboxes, structureIdentifiers, structureSource, structureTypes } from './record-codings.js';
import {
  asExtension,
  concept,
  type FhirResource,
  identifierOf,
  listed,
  mailboxTelecom,
  metaOf,
  type Rendering,
} from './resource-parts.js';
import type { Stored } from './store/directory-store.js';

const PRICING = nosSystem('R74-ModeFixationTarifaire');

/** An Organization, profile as-dp-organization; a deactivated one keeps identifiers and name (annuaire.md §2.3). */
export function organizationResource(
  { record, versionId }: Stored<'organization'>,
  rendering: Rendering,
): FhirResource {
  const { id, active, name, lastUpdated } = record;
  const facts = {
    versionId,
    lastUpdated,
    frCore: 'fr-core-organization',
    profile: 'as-dp-organization',
    source: structureSource(record),
  };
  const common = { resourceType: 'Organization', id, meta: metaOf(facts, rendering), language: 'fr' };
  const identified = { identifier: structureIdentifiers(record).map(identifierOf), active };
  if (!active && rendering.modes.inactiveContent === 'reduced') return { ...common, ...identified, name };
  const parent = record.partOf === undefined ? undefined : rendering.idOf('organization', record.partOf);
  return {
    ...common,
    ...listed('extension', extensionsOf(record)),
    ...identified,
    type: structureTypes(record).map(({ tag, ...coding }) => ({
      ...(tag === undefined ? {} : { extension: [asExtension('as-ext-organization-types', { valueCode: tag })] }),
      coding: [coding],
    })),
    name,
    ...(record.alias === undefined ? {} : { alias: [record.alias] }),
    ...listed('telecom', telecomsOf(record, rendering)),
    ...(record.address === undefined ? {} : { address: [addressOf(record.address, rendering)] }),
    ...(parent === undefined ? {} : { partOf: { reference: `Organization/${parent}` } }),
  };
}

function extensionsOf(record: DirectoryStructure): Record<string, unknown>[] {
  const { openedOn: start, closedOn: end, pharmacyLicence, pricingCode } = record;
  const period = { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  return [
    ...(start === undefined && end === undefined
      ? []
      : [{ url: `${HL7_DEFINITION}organization-period`, valuePeriod: period }]),
    ...(pharmacyLicence === undefined
      ? []
      : [asExtension('as-ext-organization-pharmacy-licence', { valueString: pharmacyLicence })]),
    ...(pricingCode === undefined
      ? []
      : [
          asExtension('as-ext-organization-pricing-model', {
            valueCodeableConcept: concept({ system: PRICING, code: pricingCode }),
          }),
        ]),
  ];
}

function telecomsOf(record: DirectoryStructure, rendering: Rendering): Record<string, unknown>[] {
  const { phone, fax } = record;
  return [
    ...(phone === undefined ? [] : [{ system: 'phone', value: phone, rank: 1 }]),
    ...(fax === undefined ? [] : [{ system: 'fax', value: fax }]),
    ...publishedMailboxes(record).map((mailbox) => mailboxTelecom(mailbox, rendering, false)),
  ];
}

/** Parts of the street as the service writes them, in `_line`, and their ISO 21090 names. */
const LINE_PARTS = {
  careOf: 'careOf',
  additionalLocator: 'additionalLocator',
  houseNumber: 'houseNumber',
  buildingNumberSuffix: 'buildingNumberSuffix',
  streetNameType: 'streetNameType',
  streetNameBase: 'streetNameBase',
  postBox: 'postBox',
} as const;

function addressOf(address: DirectoryAddress, { modes }: Rendering): Record<string, unknown> {
  const { inseeCode, locality, line, city, postalCode } = address;
  const parts = Object.entries(LINE_PARTS).flatMap(([name, part]) => {
    const value = address[name as keyof typeof LINE_PARTS];
    return value === undefined ? [] : [{ url: `${HL7_DEFINITION}iso21090-ADXP-${part}`, valueString: value }];
  });
  if (locality !== undefined)
    parts.push(asExtension('as-ext-lieu-dit', { valueString: locality }) as (typeof parts)[0]);
  return {
    ...(inseeCode === undefined
      ? {}
      : {
          extension: [
            {
              url: `${FR_CORE_DEFINITION}fr-core-address-insee-code`,
              valueCoding: { system: NOS.R13, code: inseeCode },
            },
          ],
        }),
    ...(modes.addressText === 'with-line' && line !== undefined ? { line: [line] } : {}),
    ...(parts.length === 0 ? {} : { _line: [{ extension: parts }] }),
    city,
    postalCode,
  };
}
