import type {
  DirectoryDevice,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryStructure,
} from '../../../fixtures/directory/records.js';
import type { DirectoryKind, Mutation, RecordOf } from './directory-store.js';

type AnyRecord = RecordOf[DirectoryKind];

/** A change of a record that is there: every mutation but `insert`. */
export type Change = Exclude<Mutation, { change: 'insert' }>;

/**
 * The record a change leaves, undefined when it takes it away; `lastUpdated` in milliseconds since 1970. The record
 * given must be of the kind the change names. Pure.
 */
export function changedRecord(record: AnyRecord, change: Change, lastUpdated: number): AnyRecord | undefined {
  const after = applied(record, change);
  return after && { ...after, index: record.index, id: record.id, lastUpdated };
}

function applied(record: AnyRecord, change: Change): AnyRecord | undefined {
  switch (change.change) {
    case 'purge':
      return undefined;
    case 'replace':
      return change.record;
    case 'deactivate':
      return inService(record, false);
    case 'reactivate':
      return inService(record, true);
    case 'rename':
      return renamed(record, change);
    case 'move':
      return moved(record as DirectoryStructure, change.address);
    case 'add-mailbox':
      return withMailboxes(record, (boxes) => [...boxes, change.mailbox]);
    case 'remove-mailbox':
      return withMailboxes(record, (boxes) => boxes.filter(({ address }) => address !== change.address));
    case 'retire-code':
      return withoutCode(record as DirectoryProfessional, change.code);
  }
}

function inService(record: AnyRecord, active: boolean): AnyRecord {
  if (!('status' in record)) return { ...record, active };
  const status: DirectoryDevice['status'] = active ? 'active' : 'inactive';
  return { ...record, status };
}

function renamed(record: AnyRecord, change: Extract<Change, { change: 'rename' }>): AnyRecord {
  if (change.kind === 'organization') return { ...(record as DirectoryStructure), name: change.name };
  const professional = record as DirectoryProfessional;
  const { familyName = professional.familyName, givenNames = professional.givenNames } = change;
  return { ...professional, familyName, givenNames };
}

function moved(structure: DirectoryStructure, address: DirectoryStructure['address']): DirectoryStructure {
  const { address: _left, ...rest } = structure;
  return address ? { ...rest, address } : rest;
}

function withMailboxes(
  record: AnyRecord,
  change: (boxes: readonly DirectoryMailbox[]) => DirectoryMailbox[],
): AnyRecord {
  return 'mailboxes' in record ? { ...record, mailboxes: change(record.mailboxes) } : record;
}

function withoutCode(professional: DirectoryProfessional, code: string): DirectoryProfessional {
  return {
    ...professional,
    specialties: professional.specialties.filter((one) => one.code !== code),
    diplomas: professional.diplomas.filter((one) => one.code !== code),
  };
}
