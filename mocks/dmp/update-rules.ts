import { ASSOCIATION_TYPES, type Association, type DocumentEntry } from '../wire/ebrim-objects.js';
import { isSamePatient } from '../wire/hl7-types.js';
import type { RegistryError } from '../wire/registry-errors.js';
import type { Submission } from '../wire/submit-objects.js';
import type { DmpOptions } from './dmp-options.js';
import type { EntryStatus, RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';
import { registryError } from './transaction.js';

/** One change of one document, that the rules of ITI-57 allow. */
export type AllowedUpdate =
  | { kind: 'status'; current: RegistryEntry; status: EntryStatus }
  | { kind: 'metadata'; current: RegistryEntry; entry: DocumentEntry; change: ConfidentialityChange };

/** Codes added and removed by a metadata change. */
export interface ConfidentialityChange {
  added: string[];
  removed: string[];
}

const STATUSES: readonly EntryStatus[] = ['Approved', 'Archived', 'Deleted'];
/** Status changes a sender may ask for (dmp.md §10.1); nothing leaves Deleted. */
const ALLOWED: Partial<Record<EntryStatus, readonly EntryStatus[]>> = {
  Approved: ['Archived', 'Deleted'],
  Archived: ['Approved', 'Deleted'],
};

/** Changes of status and of metadata in a submission, each judged alone; an error stands for the change it forbids. */
export function judgeUpdates(
  submission: Submission,
  ins: string,
  state: RegistryState,
  options: DmpOptions,
): (AllowedUpdate | RegistryError)[] {
  const statuses = submission.associations.filter(isStatusUpdate);
  const previous = previousVersions(submission);
  const judged = [
    ...statuses.map((association) => judgeStatus(association, ins, state)),
    ...submission.documents.map((entry) => judgeMetadata(entry, previous.get(entry.entryUUID), ins, state, options)),
  ];
  return [...judged, ...conflicts(judged)];
}

/**
 * A document may have one change of status and one of metadata in a submission (dmp.md §10.2, NIST 20003), but not two
 * of a kind, nor new metadata when it is deleted.
 */
function conflicts(judged: readonly (AllowedUpdate | RegistryError)[]): RegistryError[] {
  const done = new Set<string>();
  return judged.flatMap((update) => {
    if ('code' in update) return [];
    const { uniqueId } = update.current;
    const key = `${update.kind} ${uniqueId}`;
    const conflict = done.has(key) || (update.kind === 'metadata' && done.has(`deleted ${uniqueId}`));
    done.add(key);
    if (update.kind === 'status' && update.status === 'Deleted') done.add(`deleted ${uniqueId}`);
    return conflict ? [registryError('XDSMetadataUpdateError', `Changements contradictoires de ${uniqueId}`)] : [];
  });
}

/** Slot PreviousVersion of the HasMember of each object, by the object's symbolic id. */
function previousVersions({ associations }: Submission): Map<string, string | undefined> {
  const members = associations.filter(({ type }) => type === ASSOCIATION_TYPES.hasMember);
  return new Map(members.map(({ target, slots }) => [target, slots['PreviousVersion']?.[0]]));
}

/** Whether an association changes the status of a document. */
export function isStatusUpdate({ type }: Association): boolean {
  return type === ASSOCIATION_TYPES.updateAvailabilityStatus;
}

/** The part of a status after `StatusType:`, whatever its prefix: the kit writes a wrong one (dmp.md §10.1). */
export function statusName(urn: string | undefined): string {
  return /StatusType:(\w+)$/.exec(urn ?? '')?.[1] ?? '';
}

/** Codes of confidentiality that `entry` adds to, and removes from, those of the current version. */
export function confidentialityChange(current: RegistryEntry, entry: DocumentEntry): ConfidentialityChange {
  const before = current.metadata.confidentialityCodes.map(({ code }) => code);
  const after = entry.confidentialityCodes.map(({ code }) => code);
  return {
    added: after.filter((code) => !before.includes(code)),
    removed: before.filter((code) => !after.includes(code)),
  };
}

function judgeStatus({ target, slots }: Association, ins: string, state: RegistryState): AllowedUpdate | RegistryError {
  const from = statusName(slots['OriginalStatus']?.[0]);
  const to = statusName(slots['NewStatus']?.[0]);
  const status = STATUSES.find((one) => one === to);
  if (!status || !STATUSES.some((one) => one === from) || from === to || slots['PreviousVersion']) {
    return registryError(
      'XDSMetadataUpdateOperationError',
      `Changement de statut ${from || '?'} → ${to || '?'} impossible`,
    );
  }
  const current = state.entry(target);
  if (current?.ins !== ins) return registryError('UnresolvedReferenceException', `Document inconnu : ${target}`);
  if (!state.isLatest(current) || current.status !== from) {
    return registryError(
      'XDSMetadataUpdateError',
      `${target} est à l’état ${current.status}, pas ${from}, ou n’est pas la dernière version`,
    );
  }
  if (!ALLOWED[current.status]?.includes(status)) {
    return registryError('XDSMetadataUpdateError', `Aucun passage de ${current.status} à ${status}`);
  }
  return { kind: 'status', current, status };
}

function judgeMetadata(
  entry: DocumentEntry,
  previous: string | undefined,
  ins: string,
  state: RegistryState,
  options: DmpOptions,
): AllowedUpdate | RegistryError {
  const current = state.versionsOf(entry.logicalId ?? '').at(-1);
  if (current?.ins !== ins)
    return registryError('XDSMetadataVersionError', `lid inconnu : ${entry.logicalId ?? 'absent'}`);
  if (options.previousVersionChecked ? previous !== String(current.version) : previous === undefined) {
    const context = `PreviousVersion ${previous ?? 'absente'}, la dernière est ${current.version}`;
    return registryError('XDSMetadataVersionError', context);
  }
  if (current.status !== 'Approved' && !(current.status === 'Archived' && options.archivedMayChange)) {
    return registryError('XDSMetadataUpdateError', `Document à l’état ${current.status}`);
  }
  const { metadata } = current;
  if (entry.uniqueId !== current.uniqueId) return registryError('XDSMetadataUpdateError', 'uniqueId modifié');
  if (entry.objectType !== undefined && metadata.objectType !== undefined && entry.objectType !== metadata.objectType) {
    return registryError('XDSMetadataUpdateError', 'objectType modifié');
  }
  if (!isSamePatient(entry.patientId, metadata.patientId)) {
    return registryError('XDSPatientIDReconciliationError', 'patientId modifié');
  }
  const missing = missingFrom(entry, metadata);
  if (missing.length > 0) {
    return registryError('XDSRegistryMetadataError', `Métadonnées incomplètes : ${missing.join(', ')}`);
  }
  const change = confidentialityChange(current, entry);
  const hiding = change.added.filter((code) => code.startsWith('INVISIBLE_'));
  // Making a visible document invisible is impossible (dmp.md §10.2); the code of that refusal is not published.
  if (hiding.length > 0) {
    return registryError(
      'LocalPolicyRestrictionError',
      `Un document visible ne peut devenir invisible : ${hiding.join(', ')}`,
    );
  }
  return { kind: 'metadata', current, entry, change };
}

/** What the current version has and the new one lacks: a metadata change sends the whole entry (dmp.md §10.2). */
function missingFrom(entry: DocumentEntry, before: DocumentEntry): string[] {
  const names = Object.keys(before) as (keyof DocumentEntry)[];
  const registryOwn: readonly (keyof DocumentEntry)[] = [
    'entryUUID',
    'logicalId',
    'version',
    'status',
    'isOpaque',
    'objectType',
    'otherSlots',
  ];
  return names.filter((name) => !registryOwn.includes(name) && isFilled(before[name]) && !isFilled(entry[name]));
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}
