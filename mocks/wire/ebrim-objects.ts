import type { Code } from './hl7-types.js';

/**
 * What the DMP keeps about documents, submission sets and their links, independent of XML (dmp.md §12.2).
 * HL7 v2 composite values (CX, XCN, XON) stay as the text that was on the wire: see hl7-types.ts to take them apart.
 */

/** Who wrote a document or a submission set. */
export interface Author {
  /** XCN, or a person's text. */
  person?: string;
  /** XON each; absent for a patient's own documents. */
  institutions: string[];
  roles: string[];
  /** `G15_10/SM26^label^1.2.250.1.213.1.1.4.5` each. */
  specialties: string[];
}

/** Metadata of one document version (XDS DocumentEntry). */
export interface DocumentEntry {
  /** `urn:uuid:…` given by the registry; symbolic (`Document01`) in submissions. */
  entryUUID: string;
  /** @lid: entryUUID of the first metadata version. */
  logicalId?: string;
  /** VersionInfo/@versionName, from '1'. */
  version?: string;
  /** `urn:oasis:…:StatusType:Approved` …: see {@link STATUS}. */
  status?: string;
  objectType?: string;
  isOpaque?: string;
  mimeType: string;
  /** OID, or OID^extension: the CDA's id. */
  uniqueId: string;
  /** CX of the INS, a CX.7 date may follow. */
  patientId: string;
  /** CX of the local number. */
  sourcePatientId?: string;
  /** `PID-5|NAME^GIVEN^^^^^L`, `PID-7|19760717` … */
  sourcePatientInfo: string[];
  title?: string;
  comments?: string;
  /** Times are `yyyyMMddHHmmss`, UTC. */
  creationTime?: string;
  serviceStartTime?: string;
  serviceStopTime?: string;
  languageCode?: string;
  /** XCN */
  legalAuthenticator?: string;
  authors: Author[];
  classCode?: Code;
  typeCode?: Code;
  formatCode?: Code;
  healthcareFacilityTypeCode?: Code;
  practiceSettingCode?: Code;
  confidentialityCodes: Code[];
  eventCodes: Code[];
  /** SHA-1, 40 hexadecimal digits in lower case. */
  hash?: string;
  /** Bytes, as text. */
  size?: string;
  repositoryUniqueId?: string;
  /** CXi: `id^^^&oid&ISO^urn:ihe:iti:xds:2013:order`. */
  referenceIdList: string[];
  /** Slots that are none of the above. */
  otherSlots: Record<string, string[]>;
}

/** A submission set: what one ITI-41 or ITI-57 brought. */
export interface SubmissionSet {
  /** `urn:uuid:…` given by the registry; symbolic (`SubmissionSet01`) in submissions. */
  entryUUID: string;
  logicalId?: string;
  status?: string;
  uniqueId: string;
  sourceId: string;
  /** CX of the INS. */
  patientId: string;
  /** `yyyyMMddHHmmss`, UTC. */
  submissionTime?: string;
  contentTypeCode?: Code;
  authors: Author[];
  title?: string;
  comments?: string;
  otherSlots: Record<string, string[]>;
}

/** A link between two objects. */
export interface Association {
  id: string;
  logicalId?: string;
  status?: string;
  /** One of {@link ASSOCIATION_TYPES}; any string is kept. */
  type: string;
  /** entryUUID or symbolic id. */
  source: string;
  target: string;
  /** SubmissionSetStatus, PreviousVersion, OriginalStatus, NewStatus … */
  slots: Record<string, string[]>;
}

/** Content of a `rim:RegistryObjectList`. */
export interface RegistryObjects {
  submissionSets: SubmissionSet[];
  documents: DocumentEntry[];
  associations: Association[];
  /** Ids of `rim:ObjectRef`. */
  objectRefs: string[];
}

/** availabilityStatus values of the DMP (dmp.md §7.1, §10.1). */
export const STATUS = {
  approved: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  deprecated: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const;

/** Types of associations the DMP knows (dmp.md §§9, 10). */
export const ASSOCIATION_TYPES = {
  hasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  replaces: 'urn:ihe:iti:2007:AssociationType:RPLC',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  updateAvailabilityStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
} as const;

/** No object at all. */
export function noObjects(): RegistryObjects {
  return { submissionSets: [], documents: [], associations: [], objectRefs: [] };
}
