import type { Directory, DirectoryTable } from '../../../fixtures/directory/records.js';
import type { Clock } from '../../core/clock.js';
import type { DirectoryKind, DirectoryStore, RecordOf, Relation } from './directory-store.js';
import { KindStore } from './kind-store.js';
import { SEARCH_FIELDS } from './search-fields.js';

/** The kind that refers, by which field, to which kind. */
const RELATIONS: Readonly<Record<Relation, { from: DirectoryKind; field: string; to: DirectoryKind }>> = {
  'PractitionerRole:practitioner': { from: 'practitionerRole', field: 'practitioner', to: 'practitioner' },
  'PractitionerRole:organization': { from: 'practitionerRole', field: 'organization', to: 'organization' },
  'Organization:partof': { from: 'organization', field: 'partof', to: 'organization' },
  'HealthcareService:organization': { from: 'healthcareService', field: 'organization', to: 'organization' },
  'Device:organization': { from: 'device', field: 'organization', to: 'organization' },
};

/**
 * Reads a directory whole, once, into columns: a moment for the national one. The records themselves stay where they are,
 * and are asked for again by row. `clock` dates the changes.
 */
export async function openStore(directory: Directory, clock: Clock): Promise<DirectoryStore> {
  const rowsOfIds = (kind: DirectoryKind, ids: readonly string[]): number[] => kinds[kind].rowsOfIds(ids);
  const open = <K extends DirectoryKind>(kind: K, table: DirectoryTable<RecordOf[K]>) =>
    KindStore.open(kind, SEARCH_FIELDS[kind], table, rowsOfIds);
  const kinds: { readonly [K in DirectoryKind]: KindStore<K> } = {
    practitioner: await open('practitioner', directory.professionals),
    practitionerRole: await open('practitionerRole', directory.roles),
    organization: await open('organization', directory.structures),
    healthcareService: await open('healthcareService', directory.services),
    device: await open('device', directory.devices),
  };
  let revision = 0;
  return {
    revision: () => revision,
    search: (kind, query, { atRevision = revision, afterRow = -1, limit }) =>
      kinds[kind].search(query, atRevision, afterRow, limit),
    count: (kind, query, atRevision = revision) => kinds[kind].count(query, atRevision),
    record: (kind, row, atRevision = revision) => kinds[kind].record(row, atRevision),
    row: (kind, id, atRevision = revision) =>
      kinds[kind].rowsOfIds([id]).find((row) => kinds[kind].record(row, atRevision) !== undefined),
    referenced: (relation, row, atRevision = revision) => {
      const { from, field, to } = RELATIONS[relation];
      const target = kinds[from].referenced(field, row, atRevision);
      return target !== undefined && kinds[to].record(target, atRevision) ? target : undefined;
    },
    referring: (relation, row, atRevision = revision) => {
      const { from, field } = RELATIONS[relation];
      return kinds[from].referring(field, row, atRevision);
    },
    mutate: (mutation) => {
      const row = kinds[mutation.kind].mutate(mutation, revision + 1, clock.now().getTime());
      revision += 1;
      return { row, revision };
    },
  };
}
