import { deviceResource, healthcareServiceResource } from './equipment-resources.js';
import { organizationResource } from './organization-resource.js';
import { practitionerResource } from './practitioner-resource.js';
import { practitionerRoleResource } from './practitioner-role-resource.js';
import type { FhirResource, Rendering } from './resource-parts.js';
import type { DirectoryKind, DirectoryStore, Stored } from './store/directory-store.js';

/** Members a resource keeps whatever `_elements` asks (annuaire.md §1.3). */
const COMPULSORY = new Set(['resourceType', 'id', 'meta', 'identifier', 'active', 'status']);
const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
  display: 'Resource encoded in summary mode',
};

/** Writes the resource of a row as it stood at a revision; undefined when there was none. */
export function resourceOfRow(
  store: DirectoryStore,
  kind: DirectoryKind,
  row: number,
  rendering: Rendering,
  atRevision?: number,
): FhirResource | undefined {
  const stored = store.record(kind, row, atRevision);
  return stored && WRITERS[kind](stored as never, rendering);
}

const WRITERS: { [K in DirectoryKind]: (stored: Stored<K>, rendering: Rendering) => FhirResource } = {
  practitioner: practitionerResource,
  practitionerRole: practitionerRoleResource,
  organization: organizationResource,
  healthcareService: healthcareServiceResource,
  device: deviceResource,
};

/** The resource with the members asked and those it always keeps, tagged as a part of itself (annuaire.md §1.3). */
export function withElements(resource: FhirResource, elements: readonly string[]): FhirResource {
  if (elements.length === 0) return resource;
  const kept = Object.entries(resource).filter(([name]) => COMPULSORY.has(name) || elements.includes(name));
  const meta = { ...(resource.meta as object), tag: [SUBSETTED] };
  return { ...(Object.fromEntries(kept) as FhirResource), meta };
}
