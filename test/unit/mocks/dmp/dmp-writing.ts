import type { HttpAnswer } from '../../../../mocks/core/http-message.js';
import type { RegistryEntry } from '../../../../mocks/dmp/registry-model.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import type { Author, DocumentEntry } from '../../../../mocks/wire/ebrim-objects.js';
import { STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { buildMtom } from '../../../../mocks/wire/mtom.js';
import { buildProvideAndRegister } from '../../../../mocks/wire/provide-and-register.js';
import { readRegistryResponse } from '../../../../mocks/wire/registry-errors.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import { hasMember, type Submission, updateAvailabilityStatus } from '../../../../mocks/wire/submit-objects.js';
import { buildUpdateDocumentSet } from '../../../../mocks/wire/update-document-set.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { DOCUMENT_ID, lot, SET_ID, SUBMITTED_SET } from '../wire/submission-fixtures.js';
import { cx, type DmpBench, envelope, HOSPITAL, INS, READER } from './dmp-bench.js';

/** The hospital's own author: the reader of most tests, in the hospital. */
export const OWN_AUTHOR: Author = {
  person: `${READER}^ESSAI-PREMIER^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`,
  institutions: [`CH DES ESSAIS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^${HOSPITAL}`],
  roles: [],
  specialties: ['G15_10/SM26^Médecin - Médecine générale (SM)^1.2.250.1.213.1.1.4.5'],
};
/** Feeding is done in the name of the structure. */
export const INDIRECT: Partial<VihfClaims> = { authenticationMode: 'INDIRECTE' };

/** What the DMP answered to a write. */
export interface WriteAnswer {
  errors: string[];
  contexts: string[];
  exchange: HttpAnswer['exchange'];
}

/** A lot of the hospital for the patient of most tests. */
export function hospitalLot(document: Partial<DocumentEntry> = {}, links: Submission['associations'] = []): Submission {
  const submission = lot({ patientId: cx(INS), authors: [OWN_AUTHOR], ...document }, links);
  return { ...submission, submissionSet: { ...submission.submissionSet, patientId: cx(INS), authors: [OWN_AUTHOR] } };
}

/** Bytes of a document that depend on its uniqueId only. */
export function bytesOf(uniqueId: string): Buffer {
  return Buffer.from(`<ClinicalDocument><id root="${uniqueId}"/></ClinicalDocument>`);
}

/** An ITI-41 in MTOM; `contents` stand in for the bytes of {@link bytesOf}, by symbolic id. */
export function provideMessage(
  submission: Submission,
  vihf: Partial<VihfClaims> = INDIRECT,
  contents: Record<string, Buffer> = {},
): { contentType: string; body: Buffer } {
  const action = DMP_ACTIONS['iti-41'].request;
  const documents = submission.documents.map(({ entryUUID, uniqueId }, index) => ({
    documentId: entryUUID,
    contentId: `part${index}@dpi`,
    contentType: 'text/xml',
    content: contents[entryUUID] ?? bytesOf(uniqueId),
  }));
  return buildMtom(envelope(action, buildProvideAndRegister(submission, documents), vihf), documents, { action });
}

/** Feeds a lot and reads the answer. */
export async function provide(
  bench: DmpBench,
  submission: Submission,
  options: { vihf?: Partial<VihfClaims>; contents?: Record<string, Buffer> } = {},
): Promise<WriteAnswer> {
  const { contentType, body } = provideMessage(submission, { ...INDIRECT, ...options.vihf }, options.contents);
  return readAnswer(await bench.send(body, { contentType, path: '/si-dmp-server/v2/services/repository' }));
}

/** Sends an ITI-57, in AIR unless told, and reads the answer. */
export async function update(
  bench: DmpBench,
  change: Pick<Submission, 'documents' | 'associations'>,
  vihf: Partial<VihfClaims> = {},
): Promise<WriteAnswer> {
  const submissionSet = { ...SUBMITTED_SET, patientId: cx(INS), authors: [OWN_AUTHOR] };
  const bodyXml = buildUpdateDocumentSet({ submissionSet, ...change });
  const action = DMP_ACTIONS['iti-57'].request;
  const contentType = `application/soap+xml; charset=UTF-8; action="${action}"`;
  return readAnswer(await bench.send(envelope(action, bodyXml, vihf), { contentType }));
}

/** A change of status of a document, from its current one unless told. */
export function statusChange(
  { entryUUID, metadata }: RegistryEntry,
  to: keyof typeof STATUS,
  from = metadata.status ?? '',
): Pick<Submission, 'documents' | 'associations'> {
  return {
    documents: [],
    associations: [updateAvailabilityStatus('a1', SET_ID, entryUUID, { from, to: STATUS[to] })],
  };
}

/** A change of metadata: the complete entry as it was read, under its lid, changes applied. */
export function metadataChange(
  { metadata, version }: RegistryEntry,
  changes: Partial<DocumentEntry>,
  previousVersion = String(version),
): Pick<Submission, 'documents' | 'associations'> {
  return {
    documents: [{ ...metadata, ...changes, entryUUID: DOCUMENT_ID }],
    associations: [hasMember('a1', SET_ID, DOCUMENT_ID, previousVersion)],
  };
}

function readAnswer(answer: HttpAnswer): WriteAnswer {
  const { body } = readEnvelope(String(answer.body));
  if (!body) throw new Error('empty answer');
  const { errors } = readRegistryResponse(body);
  return {
    errors: errors.map(({ code }) => code),
    contexts: errors.map(({ context }) => context),
    exchange: answer.exchange,
  };
}
