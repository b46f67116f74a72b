import { createHash } from 'node:crypto';
import type { Association, DocumentEntry, SubmissionSet } from '../wire/ebrim-objects.js';
import { ASSOCIATION_TYPES, STATUS } from '../wire/ebrim-objects.js';
import { BancError } from '../wire/errors.js';
import { formatDtm, parseXcn, parseXon } from '../wire/hl7-types.js';
import { DMP_REPOSITORY } from '../wire/oids.js';
import { DmpRecords } from './dmp-records.js';
import type { EntryStatus, NewDocument, RegistryEntry } from './registry-model.js';
import { newUuid, submissionSet } from './submission-set.js';

const STATUS_URN: Record<EntryStatus, string> = {
  Approved: STATUS.approved,
  Deprecated: STATUS.deprecated,
  Archived: STATUS.archived,
  Deleted: STATUS.deleted,
};

/** Status changes a submitter may ask for (dmp.md §10.1). Nothing leaves Deleted, Deprecated is the registry's own. */
const STATUS_CHANGES: Record<EntryStatus, readonly EntryStatus[]> = {
  Approved: ['Archived', 'Deleted'],
  Archived: ['Approved', 'Deleted'],
  Deprecated: [],
  Deleted: [],
};

/**
 * The whole state of the mock DMP: records, authorisations, document versions, submission sets, associations.
 * Reads are map lookups; every change follows the table of dmp.md §12.5. Errors of its methods are BANC_CONTROL.
 */
export class RegistryState {
  /** Patients, DMP status, authorisations. */
  readonly records: DmpRecords;
  readonly #now: () => Date;
  readonly #entries = new Map<string, RegistryEntry>();
  readonly #entryIdsByIns = new Map<string, string[]>();
  readonly #versionIds = new Map<string, string[]>();
  readonly #logicalIds = new Map<string, string>();
  readonly #setsByIns = new Map<string, SubmissionSet[]>();
  readonly #sets = new Map<string, { ins: string; set: SubmissionSet }>();
  readonly #associations = new Map<string, Association[]>();

  /** `now` is the injected clock. */
  constructor(now: () => Date) {
    this.#now = now;
    this.records = new DmpRecords(now);
  }

  /** The row under this entryUUID. */
  entry(entryUUID: string): RegistryEntry | undefined {
    return this.#entries.get(entryUUID);
  }

  /** Every row of a DMP, oldest first. */
  entriesOf(ins: string): RegistryEntry[] {
    return this.#rows(this.#entryIdsByIns.get(ins));
  }

  /** Every metadata version of a logical document, oldest first. */
  versionsOf(logicalId: string): RegistryEntry[] {
    return this.#rows(this.#versionIds.get(logicalId));
  }

  /** Whether this row is the latest metadata version of its logical document. */
  isLatest(entry: RegistryEntry): boolean {
    return this.#versionIds.get(entry.logicalId)?.at(-1) === entry.entryUUID;
  }

  /** Every metadata version of the document of this uniqueId, oldest first; empty when unknown. */
  versionsOfDocument(uniqueId: string): RegistryEntry[] {
    return this.versionsOf(this.#logicalIds.get(uniqueId) ?? '');
  }

  /** Latest metadata version of a document, in whatever status. Throws BANC_CONTROL when the uniqueId is unknown. */
  current(uniqueId: string): RegistryEntry {
    const latest = this.versionsOfDocument(uniqueId).at(-1);
    if (latest) return latest;
    throw new BancError(
      'BANC_CONTROL',
      `Aucun document d’identifiant ${uniqueId} dans le DMP du banc. Déposez-le d’abord avec la commande add-document.`,
    );
  }

  /** Submission sets of a DMP, oldest first. */
  setsOf(ins: string): readonly SubmissionSet[] {
    return this.#setsByIns.get(ins) ?? [];
  }

  /** The submission set of this entryUUID and its patient. */
  set(entryUUID: string): { ins: string; set: SubmissionSet } | undefined {
    return this.#sets.get(entryUUID);
  }

  /** Associations that have this object as source or target, oldest first. */
  associationsOf(objectId: string): readonly Association[] {
    return this.#associations.get(objectId) ?? [];
  }

  /** Keeps a submission set as a submitter wrote it, under an entryUUID and at the time of the registry. */
  addSubmissionSet(ins: string, submitted: SubmissionSet): SubmissionSet {
    const entryUUID = newUuid();
    const set: SubmissionSet = {
      ...submitted,
      entryUUID,
      logicalId: entryUUID,
      status: STATUS.approved,
      submissionTime: formatDtm(this.#now()),
    };
    return this.#keepSet(ins, set);
  }

  /** Links the signature document of a lot to its set. */
  addSignature(signature: RegistryEntry): void {
    const slots = { SubmissionSetStatus: ['Original'] };
    this.#associate(ASSOCIATION_TYPES.signs, signature.entryUUID, signature.submissionSetId, slots);
  }

  /** Feed (TD2.1a): version 1 of a new document. Throws BANC_CONTROL when the uniqueId is already used. */
  add(ins: string, document: NewDocument): RegistryEntry {
    this.records.get(ins);
    const { uniqueId } = document.metadata;
    if (this.#logicalIds.has(uniqueId)) {
      throw new BancError(
        'BANC_CONTROL',
        `Le document ${uniqueId} est déjà dans le DMP. Donnez un autre uniqueId, ou remplacez-le avec replace-document.`,
      );
    }
    const entryUUID = newUuid();
    return this.#submitVersion(ins, entryUUID, entryUUID, 1, 'Approved', document);
  }

  /** Replacement (TD2.1b): `target` becomes Deprecated, the new document has its own uniqueId and logicalId. */
  replace(target: RegistryEntry, document: NewDocument): RegistryEntry {
    if (target.status !== 'Approved') throw notChangeable(target, 'remplacer');
    const added = this.add(target.ins, document);
    this.#setStatus(target, 'Deprecated');
    this.#associate(ASSOCIATION_TYPES.replaces, added.entryUUID, target.entryUUID, {});
    return added;
  }

  /** Metadata update (TD3.3a/b): next version under the same logicalId and uniqueId, the previous one Deprecated. */
  updateMetadata(current: RegistryEntry, changes: Partial<DocumentEntry>, submissionSetId?: string): RegistryEntry {
    if (current.status !== 'Approved' && current.status !== 'Archived') throw notChangeable(current, 'modifier');
    const document: NewDocument = {
      metadata: { ...current.metadata, ...changes },
      content: current.content,
      ...(submissionSetId === undefined ? {} : { submissionSetId }),
    };
    this.#setStatus(current, 'Deprecated');
    return this.#submitVersion(
      current.ins,
      newUuid(),
      current.logicalId,
      current.version + 1,
      current.status,
      document,
      current.version,
    );
  }

  /** Status change (TD3.3c/d): same entryUUID, an UpdateAvailabilityStatus association, no HasMember. */
  changeStatus(current: RegistryEntry, status: EntryStatus, submissionSetId?: string): RegistryEntry {
    if (!STATUS_CHANGES[current.status].includes(status)) throw notChangeable(current, `passer à ${status}`);
    const setId = submissionSetId ?? this.#makeSet(current.ins, current.metadata, this.#now(), false).entryUUID;
    this.#associate(ASSOCIATION_TYPES.updateAvailabilityStatus, setId, current.entryUUID, {
      OriginalStatus: [STATUS_URN[current.status]],
      NewStatus: [STATUS_URN[status]],
    });
    return this.#setStatus(current, status);
  }

  #submitVersion(
    ins: string,
    entryUUID: string,
    logicalId: string,
    version: number,
    status: EntryStatus,
    document: NewDocument,
    previousVersion?: number,
  ): RegistryEntry {
    const setId =
      document.submissionSetId ??
      this.#makeSet(ins, document.metadata, document.submissionTime ?? this.#now(), true).entryUUID;
    const metadata: DocumentEntry = {
      ...document.metadata,
      entryUUID,
      logicalId,
      version: String(version),
      status: STATUS_URN[status],
      hash: createHash('sha1').update(document.content).digest('hex'),
      size: String(document.content.length),
      repositoryUniqueId: DMP_REPOSITORY,
    };
    const entry: RegistryEntry = {
      ins,
      entryUUID,
      logicalId,
      version,
      uniqueId: metadata.uniqueId,
      status,
      metadata,
      content: document.content,
      authorProfessionals: metadata.authors.flatMap(({ person }) => (person ? [parseXcn(person).id] : [])),
      authorStructures: metadata.authors.flatMap(({ institutions }) => institutions.map((xon) => parseXon(xon).id)),
      submissionSetId: setId,
    };
    this.#entries.set(entryUUID, entry);
    append(this.#entryIdsByIns, ins, entryUUID);
    append(this.#versionIds, logicalId, entryUUID);
    this.#logicalIds.set(entry.uniqueId, logicalId);
    this.#associate(ASSOCIATION_TYPES.hasMember, setId, entryUUID, {
      SubmissionSetStatus: ['Original'],
      ...(previousVersion === undefined ? {} : { PreviousVersion: [String(previousVersion)] }),
    });
    return entry;
  }

  #setStatus(entry: RegistryEntry, status: EntryStatus): RegistryEntry {
    const changed: RegistryEntry = { ...entry, status, metadata: { ...entry.metadata, status: STATUS_URN[status] } };
    this.#entries.set(entry.entryUUID, changed);
    return changed;
  }

  #makeSet(ins: string, document: DocumentEntry, submissionTime: Date, titled: boolean): SubmissionSet {
    return this.#keepSet(ins, submissionSet(this.records.get(ins).patient, document, submissionTime, titled));
  }

  #keepSet(ins: string, set: SubmissionSet): SubmissionSet {
    this.#sets.set(set.entryUUID, { ins, set });
    append(this.#setsByIns, ins, set);
    return set;
  }

  #associate(type: string, source: string, target: string, slots: Record<string, string[]>): void {
    const id = newUuid();
    const association: Association = { id, logicalId: id, status: STATUS.approved, type, source, target, slots };
    append(this.#associations, source, association);
    append(this.#associations, target, association);
  }

  #rows(ids: readonly string[] = []): RegistryEntry[] {
    return ids.flatMap((id) => this.#entries.get(id) ?? []);
  }
}

function notChangeable(entry: RegistryEntry, what: string): BancError {
  return new BancError(
    'BANC_CONTROL',
    `Impossible de ${what} le document ${entry.uniqueId} : son état est ${entry.status}. Partez d’un document dans un état qui le permet (get-record montre les états).`,
  );
}

function append<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}
