import { ANNUAIRE_IDENTIFIERS } from '../wire/annuaire-systems.js';
import { publishedMailboxes, roleCodings } from './record-codings.js';
import {
  concept,
  type FhirResource,
  identifierOf,
  listed,
  mailboxTelecom,
  metaOf,
  type Rendering,
} from './resource-parts.js';
import type { Stored } from './store/directory-store.js';

/**
 * A PractitionerRole, profile as-dp-practitionerrole (annuaire.md §2.2). What a deactivated one keeps is not written
 * anywhere: identifier and the two references, which its profile and its readers need.
 */
export function practitionerRoleResource(
  { record, versionId }: Stored<'practitionerRole'>,
  rendering: Rendering,
): FhirResource {
  const { id, situationId, active, lastUpdated, professional, structure } = record;
  const practitioner = rendering.idOf('practitioner', professional);
  const organization = structure === undefined ? record.danglingStructureId : rendering.idOf('organization', structure);
  const facts = {
    versionId,
    lastUpdated,
    frCore: 'fr-core-practitioner-role',
    profile: 'as-dp-practitionerrole',
    source: 'RPPS',
  };
  const resource: FhirResource = {
    resourceType: 'PractitionerRole',
    id,
    meta: metaOf(facts, rendering),
    language: 'fr',
    ...listed(
      'identifier',
      situationId === '' ? [] : [identifierOf({ system: ANNUAIRE_IDENTIFIERS.rpps, value: situationId })],
    ),
    active,
    ...(practitioner === undefined ? {} : { practitioner: { reference: `Practitioner/${practitioner}` } }),
    ...(organization === undefined ? {} : { organization: { reference: `Organization/${organization}` } }),
  };
  if (!active && rendering.modes.inactiveContent === 'reduced') return resource;
  return {
    ...resource,
    code: roleCodings(record).map((coding) => concept(coding)),
    ...listed(
      'telecom',
      publishedMailboxes(record).map((mailbox) => mailboxTelecom(mailbox, rendering, false)),
    ),
  };
}
