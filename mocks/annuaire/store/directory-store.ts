import type {
  DirectoryDevice,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
} from '../../../fixtures/directory/records.js';
import type { DirectoryQuery } from './directory-query.js';

/** The record of each kind of resource the directory serves. */
export interface RecordOf {
  practitioner: DirectoryProfessional;
  practitionerRole: DirectoryRole;
  organization: DirectoryStructure;
  healthcareService: DirectoryService;
  device: DirectoryDevice;
}

/** Kinds of resources (annuaire.md §1). */
export type DirectoryKind = keyof RecordOf;

/** A record as it stands at some revision. */
export interface Stored<K extends DirectoryKind> {
  /** Number of the row: order of search results and of pages. A new record comes after all the others. */
  row: number;
  record: RecordOf[K];
  /** 1 at first, then one more at each change. */
  versionId: number;
}

/** Rows found, in increasing order. */
export interface FoundRows {
  rows: number[];
  /** There are more after the last one. */
  more: boolean;
}

/** Which part of what is found is wanted. */
export interface PageRequest {
  /** Reads what the directory was at this revision; the present one when absent. */
  atRevision?: number;
  /** Rows after this one only (keyset); from the first one when absent. */
  afterRow?: number;
  limit: number;
}

/** One relation from a record to another, both ways (`_include`, `_revinclude`; annuaire.md §1.1). */
export type Relation =
  | 'PractitionerRole:practitioner'
  | 'PractitionerRole:organization'
  | 'Organization:partof'
  | 'HealthcareService:organization'
  | 'Device:organization';

/** A change of the directory: one revision each (annuaire.md §4b). Rows are those of `row` or of a search. */
export type Mutation =
  | { change: 'rename'; kind: 'practitioner'; row: number; familyName?: string; givenNames?: readonly string[] }
  | { change: 'rename'; kind: 'organization'; row: number; name: string }
  | { change: 'deactivate' | 'reactivate' | 'purge'; kind: DirectoryKind; row: number }
  | { change: 'move'; kind: 'organization'; row: number; address: DirectoryStructure['address'] }
  | { change: 'add-mailbox'; kind: MailboxKind; row: number; mailbox: DirectoryMailbox }
  | { change: 'remove-mailbox'; kind: MailboxKind; row: number; address: string }
  | { change: 'retire-code'; kind: 'practitioner'; row: number; code: string }
  | { [K in DirectoryKind]: { change: 'replace'; kind: K; row: number; record: RecordOf[K] } }[DirectoryKind]
  | { [K in DirectoryKind]: { change: 'insert'; kind: K; record: RecordOf[K] } }[DirectoryKind];

/** Kinds that carry mailboxes (annuaire.md §2.5). */
export type MailboxKind = 'practitioner' | 'practitionerRole' | 'organization';

/** What a change made. */
export interface Mutated {
  row: number;
  /** The revision from which it shows. */
  revision: number;
}

/**
 * The directory to search: columns over records that stay where they are (`Directory.at`), and the changes made since,
 * each a revision. A page token that keeps `revision()` of its first page goes on reading that revision for as long as
 * the store lives; only changed records cost memory (annuaire.md §11, decision 0006).
 */
export interface DirectoryStore {
  /** Number of changes made since it was opened. */
  revision(): number;
  /** Rows that meet the query, in row order, after `afterRow`. Throws RangeError on a field the kind does not have. */
  search(kind: DirectoryKind, query: DirectoryQuery, page: PageRequest): FoundRows;
  /** How many rows meet the query: exact, and cheap enough to be always asked for. */
  count(kind: DirectoryKind, query: DirectoryQuery, atRevision?: number): number;
  /** The record of a row as it stands at a revision; undefined when there is none (purged, or not yet there). */
  record<K extends DirectoryKind>(kind: K, row: number, atRevision?: number): Stored<K> | undefined;
  /** The row of the record with this FHIR id at a revision. */
  row(kind: DirectoryKind, id: string, atRevision?: number): number | undefined;
  /** The row `_include` brings for one record, if it refers to one that is there. */
  referenced(relation: Relation, row: number, atRevision?: number): number | undefined;
  /** The rows `_revinclude` brings for one record, in row order. */
  referring(relation: Relation, row: number, atRevision?: number): number[];
  /** Makes a change, dated by the clock. Throws BancError BANC_CONTROL when there is no such record. */
  mutate(mutation: Mutation): Mutated;
}
