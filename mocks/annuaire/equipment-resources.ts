import { ANNUAIRE_IDENTIFIERS, NOS } from '../wire/annuaire-systems.js';
import {
  asComplexExtension,
  authorizationOf,
  concept,
  type FhirResource,
  identifierOf,
  listed,
  metaOf,
  type Rendering,
} from './resource-parts.js';
import type { Stored } from './store/directory-store.js';

/** A HealthcareService of one of its two profiles; a deactivated one keeps its ARHGOS number (annuaire.md §2.4). */
export function healthcareServiceResource(
  { record, versionId }: Stored<'healthcareService'>,
  rendering: Rendering,
): FhirResource {
  const { id, kind, arhgos, active, lastUpdated, structure, categoryCode, typeCode, characteristicCode } = record;
  const social = kind === 'social-equipment';
  const profile = `as-dp-healthcareservice-${kind}`;
  const common = {
    resourceType: 'HealthcareService',
    id,
    meta: metaOf({ versionId, lastUpdated, profile, source: 'FINESS' }, rendering),
    language: 'fr',
  };
  const identified = { ...arhgosIdentifier(arhgos), active };
  if (!active && rendering.modes.inactiveContent === 'reduced') return { ...common, ...identified };
  const provider = rendering.idOf('organization', structure);
  const { clienteleCode, capacity } = record;
  return {
    ...common,
    ...listed('extension', [
      ...authorizationOf(record),
      ...(capacity === undefined
        ? []
        : [
            asComplexExtension('as-ext-supported-capacity', [
              { url: 'capacityAvailable', valueInteger: capacity.available },
              { url: 'installedCapacity', valueInteger: capacity.installed },
            ]),
          ]),
    ]),
    ...identified,
    ...(provider === undefined ? {} : { providedBy: { reference: `Organization/${provider}` } }),
    ...listed('category', categoryCode === undefined ? [] : [concept({ system: NOS.R275, code: categoryCode })]),
    ...listed('type', typeCode === '' ? [] : [concept({ system: social ? NOS.R401 : NOS.R274, code: typeCode })]),
    ...listed('eligibility', clienteleCode === undefined ? [] : [{ code: concept({ code: clienteleCode }) }]),
    ...listed(
      'characteristic',
      characteristicCode === '' ? [] : [concept({ system: social ? NOS.R209 : NOS.R276, code: characteristicCode })],
    ),
  };
}

/** A Device, profile as-dp-device: no model number, which the profile forbids (annuaire.md §§1.2, 2.4). */
export function deviceResource({ record, versionId }: Stored<'device'>, rendering: Rendering): FhirResource {
  const { id, arhgos, status, lastUpdated, structure, manufacturer, serialNumber, typeCode } = record;
  const resource: FhirResource = {
    resourceType: 'Device',
    id,
    meta: metaOf({ versionId, lastUpdated, profile: 'as-dp-device', source: 'FINESS' }, rendering),
    language: 'fr',
  };
  const identified = { ...arhgosIdentifier(arhgos), status };
  if (status !== 'active' && rendering.modes.inactiveContent === 'reduced') return { ...resource, ...identified };
  const owner = rendering.idOf('organization', structure);
  return {
    ...resource,
    ...listed('extension', authorizationOf(record)),
    ...identified,
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    type: concept({ system: NOS.R272, code: typeCode }),
    ...(owner === undefined ? {} : { owner: { reference: `Organization/${owner}` } }),
  };
}

function arhgosIdentifier(value: string | undefined): Record<string, unknown> {
  return listed(
    'identifier',
    value === undefined ? [] : [identifierOf({ system: ANNUAIRE_IDENTIFIERS.arhgos, value })],
  );
}
