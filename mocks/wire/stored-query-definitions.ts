/**
 * Stored queries of ITI-18 and their parameters. Source: dmp.md §7.1 (IHE ITI TF-2 §3.18.4.1.2.3).
 */

/** Ids of the stored queries. */
export const QUERY_IDS = {
  FindDocuments: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d',
  FindDocumentsByReferenceId: 'urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492',
  FindSubmissionSets: 'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  FindFolders: 'urn:uuid:958f3006-baad-4929-a4de-ff1114824431',
  GetAll: 'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3',
  GetAssociations: 'urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155',
  GetDocuments: 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  GetDocumentsAndAssociations: 'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a',
  GetFolders: 'urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4',
  GetFolderAndContents: 'urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7',
  GetFoldersForDocument: 'urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
  GetRelatedDocuments: 'urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6',
  GetSubmissionSets: 'urn:uuid:51224314-5390-4169-9b91-b1980040715a',
  GetSubmissionSetAndContents: 'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
} as const;

/** Name of a stored query. */
export type QueryName = keyof typeof QUERY_IDS;

/** How a parameter's value is written: `'a'`, `('a','b')`, `('code^^scheme')`, or digits without quotes. */
export type ParameterKind = 'string' | 'strings' | 'codes' | 'number';

/** A parameter of a stored query. */
export interface ParameterDefinition {
  kind: ParameterKind;
  /** Must be there. */
  required?: true;
  /** Exactly one parameter of the group must be there. */
  oneOf?: string;
  /** The slot may be repeated: AND between slots, OR inside one. */
  repeatable?: true;
}

const DOCUMENT_FILTERS: Record<string, ParameterDefinition> = {
  $XDSDocumentEntryPatientId: { kind: 'string', required: true },
  $XDSDocumentEntryStatus: { kind: 'strings', required: true },
  $XDSDocumentEntryClassCode: { kind: 'codes' },
  $XDSDocumentEntryTypeCode: { kind: 'codes' },
  $XDSDocumentEntryPracticeSettingCode: { kind: 'codes' },
  $XDSDocumentEntryHealthcareFacilityTypeCode: { kind: 'codes' },
  $XDSDocumentEntryEventCodeList: { kind: 'codes', repeatable: true },
  $XDSDocumentEntryConfidentialityCode: { kind: 'codes', repeatable: true },
  $XDSDocumentEntryFormatCode: { kind: 'codes' },
  $XDSDocumentEntryAuthorPerson: { kind: 'strings' },
  $XDSDocumentEntryCreationTimeFrom: { kind: 'number' },
  $XDSDocumentEntryCreationTimeTo: { kind: 'number' },
  $XDSDocumentEntryServiceStartTimeFrom: { kind: 'number' },
  $XDSDocumentEntryServiceStartTimeTo: { kind: 'number' },
  $XDSDocumentEntryServiceStopTimeFrom: { kind: 'number' },
  $XDSDocumentEntryServiceStopTimeTo: { kind: 'number' },
  $XDSDocumentEntryType: { kind: 'strings' },
};

/** Filters on the content that the queries returning whole sets or folders share. */
const CONTENT_FILTERS: Record<string, ParameterDefinition> = {
  $XDSDocumentEntryFormatCode: { kind: 'codes' },
  $XDSDocumentEntryConfidentialityCode: { kind: 'codes', repeatable: true },
  $XDSDocumentEntryType: { kind: 'strings' },
};

const DOCUMENT_ID: ParameterDefinition = { kind: 'strings', oneOf: 'document' };
const SINGLE_DOCUMENT_ID: ParameterDefinition = { kind: 'string', oneOf: 'document' };

/** Accepted by every query. */
const COMMON: Record<string, ParameterDefinition> = {
  $MetadataLevel: { kind: 'number' },
  $homeCommunityId: { kind: 'string' },
};

/** Parameters of each stored query, `$MetadataLevel` and `$homeCommunityId` included. */
export const QUERY_PARAMETERS: Record<QueryName, Record<string, ParameterDefinition>> = {
  FindDocuments: { ...COMMON, ...DOCUMENT_FILTERS },
  FindDocumentsByReferenceId: {
    ...COMMON,
    ...DOCUMENT_FILTERS,
    $XDSDocumentEntryReferenceIdList: { kind: 'strings', required: true, repeatable: true },
  },
  FindSubmissionSets: {
    ...COMMON,
    $XDSSubmissionSetPatientId: { kind: 'string', required: true },
    $XDSSubmissionSetStatus: { kind: 'strings', required: true },
    $XDSSubmissionSetSourceId: { kind: 'strings' },
    $XDSSubmissionSetSubmissionTimeFrom: { kind: 'number' },
    $XDSSubmissionSetSubmissionTimeTo: { kind: 'number' },
    $XDSSubmissionSetAuthorPerson: { kind: 'string' },
    $XDSSubmissionSetContentType: { kind: 'codes' },
  },
  FindFolders: {
    ...COMMON,
    $XDSFolderPatientId: { kind: 'string', required: true },
    $XDSFolderStatus: { kind: 'strings', required: true },
    $XDSFolderLastUpdateTimeFrom: { kind: 'number' },
    $XDSFolderLastUpdateTimeTo: { kind: 'number' },
    $XDSFolderCodeList: { kind: 'codes', repeatable: true },
  },
  GetAll: {
    ...COMMON,
    ...CONTENT_FILTERS,
    $patientId: { kind: 'string', required: true },
    $XDSDocumentEntryStatus: { kind: 'strings', required: true },
    $XDSSubmissionSetStatus: { kind: 'strings', required: true },
    $XDSFolderStatus: { kind: 'strings', required: true },
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetAssociations: {
    ...COMMON,
    $uuid: { kind: 'strings', required: true },
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetDocuments: {
    ...COMMON,
    $XDSDocumentEntryEntryUUID: DOCUMENT_ID,
    $XDSDocumentEntryUniqueId: DOCUMENT_ID,
    $XDSDocumentEntryLogicalID: DOCUMENT_ID,
  },
  GetDocumentsAndAssociations: {
    ...COMMON,
    $XDSDocumentEntryEntryUUID: DOCUMENT_ID,
    $XDSDocumentEntryUniqueId: DOCUMENT_ID,
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetFolders: {
    ...COMMON,
    $XDSFolderEntryUUID: { kind: 'strings', oneOf: 'folder' },
    $XDSFolderUniqueId: { kind: 'strings', oneOf: 'folder' },
    $XDSFolderLogicalID: { kind: 'strings', oneOf: 'folder' },
  },
  GetFolderAndContents: {
    ...COMMON,
    ...CONTENT_FILTERS,
    $XDSFolderEntryUUID: { kind: 'string', oneOf: 'folder' },
    $XDSFolderUniqueId: { kind: 'string', oneOf: 'folder' },
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetFoldersForDocument: {
    ...COMMON,
    $XDSDocumentEntryEntryUUID: SINGLE_DOCUMENT_ID,
    $XDSDocumentEntryUniqueId: SINGLE_DOCUMENT_ID,
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetRelatedDocuments: {
    ...COMMON,
    $XDSDocumentEntryEntryUUID: SINGLE_DOCUMENT_ID,
    $XDSDocumentEntryUniqueId: SINGLE_DOCUMENT_ID,
    $AssociationTypes: { kind: 'strings', required: true },
    $XDSDocumentEntryType: { kind: 'strings' },
    $XDSAssociationStatus: { kind: 'strings' },
  },
  GetSubmissionSets: { ...COMMON, $uuid: { kind: 'strings', required: true } },
  GetSubmissionSetAndContents: {
    ...COMMON,
    ...CONTENT_FILTERS,
    $XDSSubmissionSetEntryUUID: { kind: 'string', oneOf: 'set' },
    $XDSSubmissionSetUniqueId: { kind: 'string', oneOf: 'set' },
  },
};

const NAMES = new Map<string, QueryName>(Object.entries(QUERY_IDS).map(([name, id]) => [id, name as QueryName]));

/** Name of the stored query with that id, undefined when unknown. */
export function queryName(id: string): QueryName | undefined {
  return NAMES.get(id.toLowerCase());
}
