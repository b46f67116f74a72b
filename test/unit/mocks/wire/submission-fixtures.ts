import type { Association, DocumentEntry } from '../../../../mocks/wire/ebrim-objects.js';
import { hasMember, signs, type Submission } from '../../../../mocks/wire/submit-objects.js';
import { DOCUMENT, SUBMISSION_SET } from './registry-fixtures.js';

/** Symbolic ids of a lot of one document. */
export const SET_ID = 'SubmissionSet01';
export const DOCUMENT_ID = 'Document01';
export const SIGNATURE_ID = 'Signature01';

/** The set without what the registry gives. */
export const SUBMITTED_SET = withoutRegistryOwn({ ...SUBMISSION_SET, entryUUID: SET_ID }, ['logicalId', 'status']);

/** The document as it is fed: no id, status, version, hash, size nor repository of the registry. */
export const SUBMITTED_DOCUMENT: DocumentEntry = withoutRegistryOwn(
  { ...DOCUMENT, entryUUID: DOCUMENT_ID, authors: DOCUMENT.authors.slice(0, 1) },
  ['logicalId', 'status', 'version', 'isOpaque', 'hash', 'size', 'repositoryUniqueId'],
);

/** The signature document of a lot (dmp.md §9). */
export const SUBMITTED_SIGNATURE: DocumentEntry = withoutRegistryOwn(
  {
    ...SUBMITTED_DOCUMENT,
    entryUUID: SIGNATURE_ID,
    uniqueId: '1.2.250.1.999.20.8.1',
    title: 'Source',
    languageCode: 'art',
    sourcePatientInfo: [],
    classCode: { code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', scheme: 'URN', label: 'Digital Signature' },
    typeCode: { code: 'E1762', scheme: 'ASTM', label: 'Full Document' },
    formatCode: { code: 'http://www.w3.org/2000/09/xmldsig#', scheme: 'URN', label: 'Default Signature Style' },
  },
  ['comments'],
);

/** A lot of one document and its signature; `links` are added to those every lot has. */
export function lot(document: Partial<DocumentEntry> = {}, links: Association[] = []): Submission {
  const entry = { ...SUBMITTED_DOCUMENT, ...document };
  return {
    submissionSet: { ...SUBMITTED_SET, uniqueId: `${entry.uniqueId}.1` },
    documents: [entry, { ...SUBMITTED_SIGNATURE, uniqueId: `${entry.uniqueId}.2`, patientId: entry.patientId }],
    associations: [
      hasMember('assoc1', SET_ID, entry.entryUUID),
      hasMember('assoc2', SET_ID, SIGNATURE_ID),
      signs('assoc3', SIGNATURE_ID, SET_ID),
      ...links,
    ],
  };
}

function withoutRegistryOwn<T extends object>(object: T, names: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name as keyof T))) as T;
}
