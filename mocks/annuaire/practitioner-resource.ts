import type { DirectoryProfessional } from '../../fixtures/directory/records.js';
import { professionalIdentifiers, professionalQualifications, publishedMailboxes } from './record-codings.js';
import {
  asComplexExtension,
  concept,
  type FhirResource,
  identifierOf,
  listed,
  mailboxTelecom,
  metaOf,
  type Rendering,
} from './resource-parts.js';
import type { Stored } from './store/directory-store.js';

/** A Practitioner, profile as-dp-practitioner; a deactivated one keeps its identifiers only (annuaire.md §2.1). */
export function practitionerResource(
  { record, versionId }: Stored<'practitioner'>,
  rendering: Rendering,
): FhirResource {
  const { id, active, lastUpdated } = record;
  const facts = {
    versionId,
    lastUpdated,
    frCore: 'fr-core-practitioner',
    profile: 'as-dp-practitioner',
    source: 'RPPS',
  };
  const identified = { identifier: professionalIdentifiers(record).map(identifierOf), active };
  const common = { resourceType: 'Practitioner', id, meta: metaOf(facts, rendering), language: 'fr' };
  if (!active && rendering.modes.inactiveContent === 'reduced') return { ...common, ...identified };
  return {
    ...common,
    ...listed('extension', record.smartcards.map(smartcard)),
    ...identified,
    name: [nameOf(record)],
    ...listed(
      'telecom',
      publishedMailboxes(record).map((mailbox) => mailboxTelecom(mailbox, rendering, true)),
    ),
    ...listed(
      'qualification',
      professionalQualifications(record).map((codings) => ({ code: concept(...codings) })),
    ),
  };
}

function nameOf({
  familyName,
  givenNames,
  civility,
  exerciseCivility,
}: DirectoryProfessional): Record<string, unknown> {
  return {
    use: 'usual',
    ...(familyName === '' ? {} : { family: familyName }),
    ...listed('given', givenNames),
    ...(civility === undefined ? {} : { prefix: [civility] }),
    ...(exerciseCivility === undefined ? {} : { suffix: [exerciseCivility] }),
  };
}

function smartcard({ type, number, start, end }: DirectoryProfessional['smartcards'][number]): Record<string, unknown> {
  return asComplexExtension('as-ext-smartcard', [
    { url: 'type', valueCodeableConcept: concept({ code: type }) },
    { url: 'number', valueString: number },
    { url: 'period', valuePeriod: { start, end } },
  ]);
}
