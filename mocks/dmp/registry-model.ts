import type { DocumentEntry } from '../wire/ebrim-objects.js';

/** What the registry holds, as rows. Rules about them are in registry-state.ts (dmp.md §§12.5, 14, Annex A7). */

/** Identity of the patient a DMP belongs to. */
export interface DmpPatient {
  /** INS, 15 digits. */
  ins: string;
  /** OID of the INS: `1.2.250.1.213.1.4.10` in the test range. */
  insOid: string;
  familyName: string;
  givenName: string;
  /** YYYY-MM-DD */
  birthDate: string;
  gender: 'M' | 'F';
}

/** State of a patient's DMP; `none` = the DMP does not exist (TD0.2 answers NF). */
export type RecordStatus = 'open' | 'closed' | 'none';

/** Authorisation of a professional on a DMP. `none` = never given or withdrawn, `forbidden` = blocked by the patient. */
export type AuthorizationState = 'valid' | 'expired' | 'forbidden' | 'none';

/** `MT` = médecin traitant, `PS` = any other professional. */
export type AuthorizationRole = 'PS' | 'MT';

/** What a professional may do on a DMP, and since when. */
export interface Authorization {
  state: AuthorizationState;
  role: AuthorizationRole;
  startedAt: Date;
  /** Last consultation by this professional. */
  lastActionAt?: Date;
}

/** A patient's DMP. */
export interface DmpRecord {
  patient: DmpPatient;
  status: RecordStatus;
  /** The patient opposes feeding; how the DMP says so is not published. */
  feedingOpposed: boolean;
  closedAt?: Date;
  closingReason?: string;
  /** Linked to Mon espace santé (RATTACHEMENT_ENS). */
  mes: boolean;
  /** Explicit authorisations by professional (PS_IdNat); the others have the default one. */
  authorizations: Map<string, Authorization>;
  /** Last consultation of this DMP by professional. */
  lastConsultations: Map<string, Date>;
}

/** availabilityStatus without its URN prefix. */
export type EntryStatus = 'Approved' | 'Deprecated' | 'Archived' | 'Deleted';

/**
 * One metadata version of a document. Rows are never changed in place: a new status makes a new row under the same
 * entryUUID, so that whatever is cached per row stays right.
 */
export interface RegistryEntry {
  readonly ins: string;
  readonly entryUUID: string;
  /** entryUUID of version 1 of these metadata. */
  readonly logicalId: string;
  /** From 1; +1 at each metadata change. */
  readonly version: number;
  readonly uniqueId: string;
  readonly status: EntryStatus;
  /** Complete, status, hash and size included. */
  readonly metadata: DocumentEntry;
  readonly content: Buffer;
  /** PS_IdNat of the authors. */
  readonly authorProfessionals: readonly string[];
  /** Struct_IdNat of the authors' institutions. */
  readonly authorStructures: readonly string[];
  readonly submissionSetId: string;
}

/** A document to put in a DMP: metadata the registry completes (ids, status, version, hash, size). */
export interface NewDocument {
  metadata: DocumentEntry;
  content: Buffer;
  /** When it was submitted; the clock's time unless told. */
  submissionTime?: Date;
  /** entryUUID of the registered submission set it belongs to; one is made for it unless told. */
  submissionSetId?: string;
}
