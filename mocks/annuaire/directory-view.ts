import type { Directory, DirectoryTable } from '../../fixtures/directory/records.js';
import type { DirectoryKind, DirectoryStore, RecordOf } from './store/directory-store.js';

/**
 * The directory as it stands now, changes included, for who reads it whole. A record that was purged shows as it was
 * before any change, deactivated: readers leave those out. `added` tells how many were inserted, by kind.
 */
export function directoryView(
  base: Directory,
  store: DirectoryStore,
  added: Readonly<Partial<Record<DirectoryKind, number>>>,
): Directory {
  const atRevision = store.revision();
  const table = <K extends DirectoryKind>(
    kind: K,
    original: DirectoryTable<RecordOf[K]>,
  ): DirectoryTable<RecordOf[K]> => ({
    count: original.count + (added[kind] ?? 0),
    at: (index) => store.record(kind, index, atRevision)?.record ?? { ...original.at(index), active: false },
  });
  return {
    name: base.name,
    professionals: table('practitioner', base.professionals),
    roles: table('practitionerRole', base.roles),
    structures: table('organization', base.structures),
    services: table('healthcareService', base.services),
    devices: table('device', base.devices),
  };
}
