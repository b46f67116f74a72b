import type { Association, SubmissionSet } from '../wire/ebrim-objects.js';
import { ASSOCIATION_TYPES } from '../wire/ebrim-objects.js';
import { queryValues, type AdhocQuery } from '../wire/stored-query.js';
import { matchesDocumentFilters, matchesSetFilters, matchesStatus } from './document-filters.js';
import type { RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';

/** What one reader may see of one DMP. */
export interface RegistryView {
  /** INS of the DMP. Objects of any other patient do not exist here. */
  ins: string;
  /** Whether the document whose latest metadata version this is may be seen. */
  isVisible(latest: RegistryEntry): boolean;
  /** The same, deletion set aside: who may learn that a document was deleted. */
  isVisibleWhateverStatus(latest: RegistryEntry): boolean;
}

/** Objects a query selects. */
export interface QueryResult {
  submissionSets: SubmissionSet[];
  entries: RegistryEntry[];
  associations: Association[];
}

/**
 * Evaluates a stored query that has no problem (dmp.md §7.1). Nothing hidden from the reader leaks: neither rows, nor
 * older versions of a masked document, nor links to them, nor submission sets that hold nothing else. Folder queries
 * select nothing: the DMP has no folder.
 */
export function evaluateStoredQuery(query: AdhocQuery, state: RegistryState, view: RegistryView): QueryResult {
  return new Evaluation(query, state, view).run();
}

class Evaluation {
  readonly #query: AdhocQuery;
  readonly #state: RegistryState;
  readonly #view: RegistryView;
  /** Level 2 asks for every metadata version, level 1 (the default) for the latest ones. */
  readonly #allVersions: boolean;

  constructor(query: AdhocQuery, state: RegistryState, view: RegistryView) {
    this.#query = query;
    this.#state = state;
    this.#view = view;
    this.#allVersions = queryValues(query, '$MetadataLevel')[0] === '2';
  }

  run(): QueryResult {
    switch (this.#query.query) {
      case 'FindDocuments':
      case 'FindDocumentsByReferenceId':
        return result({ entries: this.#findDocuments() });
      case 'FindSubmissionSets':
        return result({ submissionSets: this.#findSets() });
      case 'GetAll':
        return this.#all();
      case 'GetAssociations':
        return result({ associations: this.#associationsOf(this.#values('$uuid')) });
      case 'GetDocuments':
        return result({ entries: this.#namedDocuments() });
      case 'GetDocumentsAndAssociations': {
        const entries = this.#namedDocuments();
        return result({ entries, associations: this.#associationsOf(entries.map((entry) => entry.entryUUID)) });
      }
      case 'GetRelatedDocuments':
        return this.#relatedDocuments();
      case 'GetSubmissionSets':
        return this.#setsOfObjects();
      case 'GetSubmissionSetAndContents':
        return this.#setAndContents();
      default:
        return result({});
    }
  }

  #findDocuments(): RegistryEntry[] {
    return this.#state
      .entriesOf(this.#view.ins)
      .filter(
        (entry) =>
          this.#isWantedVersion(entry) &&
          matchesStatus(this.#query, '$XDSDocumentEntryStatus', entry.metadata.status) &&
          matchesDocumentFilters(this.#query, entry.metadata) &&
          this.#sees(entry),
      );
  }

  #findSets(): SubmissionSet[] {
    return this.#state
      .setsOf(this.#view.ins)
      .filter(
        (set) =>
          matchesStatus(this.#query, '$XDSSubmissionSetStatus', set.status) &&
          matchesSetFilters(this.#query, set) &&
          this.#seesSet(set.entryUUID),
      );
  }

  #all(): QueryResult {
    const entries = this.#findDocuments();
    const submissionSets = this.#findSets();
    const ids = new Set([...entries, ...submissionSets].map((object) => object.entryUUID));
    const associations = this.#associationsOf([...ids]).filter(
      ({ source, target }) => ids.has(source) && ids.has(target),
    );
    return { entries, submissionSets, associations };
  }

  /** By entryUUID the very version asked for; by uniqueId or logicalId the latest one, unless level 2. */
  #namedDocuments(): RegistryEntry[] {
    const byUuid = this.#values('$XDSDocumentEntryEntryUUID').flatMap((id) => this.#state.entry(id) ?? []);
    const byUniqueId = this.#values('$XDSDocumentEntryUniqueId').flatMap((id) => this.#state.versionsOfDocument(id));
    const byLogicalId = this.#values('$XDSDocumentEntryLogicalID').flatMap((id) => this.#state.versionsOf(id));
    const versions = [...byUniqueId, ...byLogicalId].filter((entry) => this.#isWantedVersion(entry));
    return unique([...byUuid, ...versions]).filter((entry) => this.#sees(entry));
  }

  #relatedDocuments(): QueryResult {
    const types = new Set(this.#values('$AssociationTypes'));
    const start = this.#namedDocuments().map((entry) => entry.entryUUID);
    const associations = this.#associationsOf(start).filter(
      ({ type, source, target }) => types.has(type) && this.#state.entry(source) && this.#state.entry(target),
    );
    const ids = associations.flatMap(({ source, target }) => [source, target]);
    return result({ entries: unique(ids.flatMap((id) => this.#state.entry(id) ?? [])), associations });
  }

  #setsOfObjects(): QueryResult {
    const wanted = new Set(this.#values('$uuid'));
    const associations = this.#associationsOf([...wanted]).filter(
      ({ type, target }) => type === ASSOCIATION_TYPES.hasMember && wanted.has(target),
    );
    const sets = unique(associations.flatMap(({ source }) => this.#state.set(source) ?? []));
    return result({ submissionSets: sets.map(({ set }) => set), associations });
  }

  #setAndContents(): QueryResult {
    const [uniqueId] = this.#values('$XDSSubmissionSetUniqueId');
    const [entryUUID] = this.#values('$XDSSubmissionSetEntryUUID');
    const set = this.#state
      .setsOf(this.#view.ins)
      .find((candidate) => candidate.entryUUID === entryUUID || candidate.uniqueId === uniqueId);
    if (!set || !this.#seesSet(set.entryUUID)) return result({});
    const members = this.#associationsOf([set.entryUUID]).filter(({ type }) => type === ASSOCIATION_TYPES.hasMember);
    const entries = members
      .flatMap(({ target }) => this.#state.entry(target) ?? [])
      .filter((entry) => this.#isWantedVersion(entry) && matchesDocumentFilters(this.#query, entry.metadata));
    const kept = new Set(entries.map((entry) => entry.entryUUID));
    return { submissionSets: [set], entries, associations: members.filter(({ target }) => kept.has(target)) };
  }

  /** Links of these objects the reader may see, of the association statuses asked for when there are some. */
  #associationsOf(ids: readonly string[]): Association[] {
    const linked = unique(ids.flatMap((id) => this.#state.associationsOf(id)));
    const anyStatus = this.#values('$XDSAssociationStatus').length === 0;
    return linked.filter(
      (link) =>
        (anyStatus || matchesStatus(this.#query, '$XDSAssociationStatus', link.status)) && this.#seesAssociation(link),
    );
  }

  #seesAssociation({ type, source, target }: Association): boolean {
    const whateverStatus = type === ASSOCIATION_TYPES.updateAvailabilityStatus;
    return [source, target].every((id) => {
      const entry = this.#state.entry(id);
      return entry ? this.#sees(entry, whateverStatus) : this.#state.set(id)?.ins === this.#view.ins;
    });
  }

  /** A submission set shows when something of it does: a document, or the status change it brought. */
  #seesSet(entryUUID: string): boolean {
    return this.#state.associationsOf(entryUUID).some((link) => this.#seesAssociation(link));
  }

  #sees(entry: RegistryEntry, whateverStatus = false): boolean {
    if (entry.ins !== this.#view.ins) return false;
    const latest = this.#state.versionsOf(entry.logicalId).at(-1) ?? entry;
    return whateverStatus ? this.#view.isVisibleWhateverStatus(latest) : this.#view.isVisible(latest);
  }

  #isWantedVersion(entry: RegistryEntry): boolean {
    return this.#allVersions || this.#state.isLatest(entry);
  }

  #values(parameter: string): string[] {
    return queryValues(this.#query, parameter);
  }
}

function result(found: Partial<QueryResult>): QueryResult {
  return { submissionSets: [], entries: [], associations: [], ...found };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
