import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { noObjects, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { buildPatientAnswer, buildPatientQuery } from '../../../../mocks/wire/patient-registry-write.js';
import { buildProvideAndRegister } from '../../../../mocks/wire/provide-and-register.js';
import { buildRegistryResponse } from '../../../../mocks/wire/registry-errors.js';
import type { RegistryError } from '../../../../mocks/wire/registry-errors.js';
import { buildRetrieveRequest, buildRetrieveResponse } from '../../../../mocks/wire/retrieve-document-set.js';
import { buildAdhocQueryRequest, buildAdhocQueryResponse } from '../../../../mocks/wire/stored-query.js';
import {
  hasMember,
  replaces,
  type Submission,
  updateAvailabilityStatus,
} from '../../../../mocks/wire/submit-objects.js';
import { buildUpdateDocumentSet } from '../../../../mocks/wire/update-document-set.js';
import { xdmSubmissionOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { buildXdmMetadata } from '../../../../mocks/wire/xdm-metadata.js';
import { PATIENT_ANSWERS, PATIENT_QUERY } from './patient-fixtures.js';
import { ASSOCIATION, DOCUMENT, SUBMISSION_SET } from './registry-fixtures.js';
import { DOCUMENT_ID, lot, SET_ID, SIGNATURE_ID, SUBMITTED_SET } from './submission-fixtures.js';
import { because, NO_SAMPLES, schemaPath } from './samples.js';
import { LETTER_V2, REPORT } from './xdm-fixtures.js';

const QUERY = 'ebRS/query.xsd';
const RS = 'ebRS/rs.xsd';
const LCM = 'ebRS/lcm.xsd';
const XDSB = 'IHE/XDS.b_DocumentRepository.xsd';
const HL7 = 'HL7V3/NE2009/multicacheschemas';

const ERRORS: RegistryError[] = [
  { code: 'DMPAuthorizationNotFound', context: 'Aucune autorisation', severity: 'error' },
  { code: 'XDSRegistryBusy', context: '', severity: 'warning', location: 'ici' },
];
const OBJECTS = {
  ...noObjects(),
  submissionSets: [SUBMISSION_SET],
  documents: [DOCUMENT],
  associations: [ASSOCIATION],
};
const STATUS_CHANGE: Submission = {
  submissionSet: SUBMITTED_SET,
  documents: [],
  associations: [
    updateAvailabilityStatus('a1', SET_ID, DOCUMENT.entryUUID, { from: STATUS.approved, to: STATUS.deleted }),
  ],
};
const METADATA_CHANGE: Submission = {
  submissionSet: SUBMITTED_SET,
  documents: [{ ...DOCUMENT, entryUUID: DOCUMENT_ID }],
  associations: [hasMember('a1', SET_ID, DOCUMENT_ID, '1')],
};
const REPLACEMENT = buildProvideAndRegister(lot({}, [replaces('a4', DOCUMENT_ID, DOCUMENT.entryUUID)]), [
  { documentId: DOCUMENT_ID, contentId: 'doc1@dpi' },
  { documentId: SIGNATURE_ID, contentId: 'sig1@dpi' },
]);
const METADATA = buildXdmMetadata(xdmSubmissionOf({ documents: [{ cda: LETTER_V2 }, { cda: REPORT }] })).toString();

/** `xmllint` judges: '' when valid, its messages otherwise; undefined when it is not installed. */
function validate(xml: string, schema: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('xmllint', ['--nonet', '--noout', '--schema', schemaPath(schema), '-']);
    let messages = '';
    child.on('error', () => {
      resolve(undefined);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    child.on('close', (code) => {
      resolve(code === 0 ? '' : messages);
    });
    // The process may be missing, or stop before it has read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(xml);
  });
}

const messages: [name: string, schema: string, xml: string][] = [
  [
    'stored query',
    QUERY,
    buildAdhocQueryRequest({
      query: 'FindDocuments',
      parameters: [{ name: '$XDSDocumentEntryStatus', values: [STATUS.approved] }],
    }),
  ],
  ['stored query answer with objects', QUERY, buildAdhocQueryResponse({ objects: OBJECTS })],
  [
    'stored query answer with references',
    QUERY,
    buildAdhocQueryResponse({ objects: { objectRefs: [DOCUMENT.entryUUID] } }),
  ],
  ['stored query answer with errors', QUERY, buildAdhocQueryResponse({ errors: ERRORS })],
  ['empty stored query answer', QUERY, buildAdhocQueryResponse()],
  ['registry success', RS, buildRegistryResponse()],
  ['registry failure', RS, buildRegistryResponse(ERRORS)],
  ['status change', LCM, buildUpdateDocumentSet(STATUS_CHANGE)],
  ['metadata change', LCM, buildUpdateDocumentSet(METADATA_CHANGE)],
  ['METADATA.XML of an archive', LCM, METADATA],
  // The schema knows base64 only: contents are put back in place of xop:Include.
  ['lot that replaces a document, contents inlined', XDSB, REPLACEMENT.replace(/<xop:Include[^>]*\/>/g, 'PGEvPg==')],
  ['retrieve request', XDSB, buildRetrieveRequest([{ repositoryUniqueId: '1', documentUniqueId: '2' }])],
  ['retrieve failure', XDSB, buildRetrieveResponse({ documents: [], errors: ERRORS }).bodyXml],
  [
    'retrieve answer, contents inlined',
    XDSB,
    buildRetrieveResponse({
      documents: [
        { repositoryUniqueId: '1', documentUniqueId: '2', mimeType: 'text/xml', content: Buffer.from('<a/>') },
      ],
    }).bodyXml.replace(/<xop:Include[^>]*\/>/, 'PGEvPg=='),
  ],
  ['TD0.2 request', `${HL7}/PRPA_IN201307UV02.xsd`, buildPatientQuery(PATIENT_QUERY)],
  ...Object.entries(PATIENT_ANSWERS).map(([kind, answer]): [string, string, string] => [
    `TD0.2 answer, ${kind}`,
    `${HL7}/PRPA_IN201308UV02.xsd`,
    buildPatientAnswer(answer),
  ]),
];

describe.skipIf(NO_SAMPLES)(because('what we write is valid against the official schemas'), () => {
  test.for(messages)('%s', async ([, schema, xml], { skip }) => {
    const verdict = await validate(xml, schema);
    skip(verdict === undefined, 'xmllint is not installed');
    expect(verdict).toBe('');
  });

  test('the judge does refuse: an answer without its object list is not valid', async ({ skip }) => {
    const xml = buildAdhocQueryResponse().replace(/<rim:RegistryObjectList[^>]*\/>/, '');
    const verdict = await validate(xml, QUERY);
    skip(verdict === undefined, 'xmllint is not installed');
    expect(verdict).toContain('RegistryObjectList');
  });
});
