import { describe, expect, test } from 'vitest';
import { STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { BancError } from '../../../../mocks/wire/errors.js';
import { cidUrl } from '../../../../mocks/wire/mtom.js';
import { buildProvideAndRegister, readProvideAndRegister } from '../../../../mocks/wire/provide-and-register.js';
import {
  hasMember,
  readSubmitObjectsRequest,
  replaces,
  submitObjectsRequest,
  updateAvailabilityStatus,
} from '../../../../mocks/wire/submit-objects.js';
import { buildUpdateDocumentSet, readUpdateDocumentSet } from '../../../../mocks/wire/update-document-set.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { DOCUMENT } from './registry-fixtures.js';
import { DOCUMENT_ID, lot, SET_ID, SIGNATURE_ID, SUBMITTED_SET } from './submission-fixtures.js';

const CDA = Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>');
const SIGNATURE = Buffer.from('<Signature/>');
const CONTENTS = [
  { documentId: DOCUMENT_ID, contentId: 'doc 1@urn:x' },
  { documentId: SIGNATURE_ID, contentId: 'sig1@dpi' },
];
const PARTS = new Map([
  ['doc 1@urn:x', { contentType: 'text/xml', content: CDA }],
  ['sig1@dpi', { contentType: 'text/xml', content: SIGNATURE }],
]);
const BODY = buildProvideAndRegister(lot({}, [replaces('assoc4', DOCUMENT_ID, DOCUMENT.entryUUID)]), CONTENTS);

const read = (xml: string) => readProvideAndRegister(readXml(xml), PARTS);

describe('ITI-41', () => {
  test('a lot and its contents read back as they were built', () => {
    expect(read(BODY)).toEqual({
      submission: lot({}, [replaces('assoc4', DOCUMENT_ID, DOCUMENT.entryUUID)]),
      contents: new Map([
        [DOCUMENT_ID, CDA],
        [SIGNATURE_ID, SIGNATURE],
      ]),
      tolerated: [],
    });
  });

  test('what the registry computes is not sent when it is absent', () => {
    expect(BODY).not.toMatch(/name="(hash|size|repositoryUniqueId)"/);
  });

  test('a document id of another case is matched, and said', () => {
    const { contents, tolerated } = read(BODY.replace(`Document id="${DOCUMENT_ID}"`, 'Document id="DOCUMENT01"'));
    expect(contents.get(DOCUMENT_ID)).toEqual(CDA);
    expect(tolerated).toEqual([expect.stringContaining('DOCUMENT01')]);
  });

  test('a document inline in base64, over several lines, is read, and said', () => {
    const base64 = CDA.toString('base64').replace(/.{20}/g, '$&\n');
    const { contents, tolerated } = read(BODY.replace(/<xop:Include[^>]*doc%201[^>]*\/>/, base64));
    expect(contents.get(DOCUMENT_ID)).toEqual(CDA);
    expect(tolerated).toEqual([expect.stringContaining('base64')]);
  });

  test.each<[string, string, BancError['code']]>([
    ['a missing part', BODY.replace(cidUrl('sig1@dpi'), 'cid:autre'), 'BANC_MIME_INVALID'],
    [
      'text that is no base64',
      BODY.replace(/<xop:Include[^>]*sig1[^>]*\/>/, 'pas du tout du base64 !'),
      'BANC_MIME_INVALID',
    ],
    [
      'two documents of one id',
      BODY.replace(`Document id="${SIGNATURE_ID}"`, `Document id="${DOCUMENT_ID}"`),
      'BANC_MESSAGE_INVALID',
    ],
    ['no submission set', BODY.replace(/<rim:RegistryPackage.*<\/rim:RegistryPackage>/, ''), 'BANC_MESSAGE_INVALID'],
    ['another element', '<a/>', 'BANC_MESSAGE_INVALID'],
  ])('%s is refused', (_name, xml, code) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('ITI-57', () => {
  test('a status change reads back as it was built', () => {
    const change = {
      submissionSet: SUBMITTED_SET,
      documents: [],
      associations: [
        updateAvailabilityStatus('a1', SET_ID, DOCUMENT.entryUUID, { from: STATUS.approved, to: STATUS.deleted }),
      ],
    };
    expect(readUpdateDocumentSet(readXml(buildUpdateDocumentSet(change)))).toEqual(change);
  });

  test('a metadata change keeps lid, hash, size and the version it follows', () => {
    const change = {
      submissionSet: SUBMITTED_SET,
      documents: [{ ...DOCUMENT, entryUUID: DOCUMENT_ID }],
      associations: [hasMember('a1', SET_ID, DOCUMENT_ID, '1')],
    };
    const back = readUpdateDocumentSet(readXml(buildUpdateDocumentSet(change)));
    expect(back).toEqual(change);
    expect(back.associations[0]?.slots).toEqual({ SubmissionSetStatus: ['Original'], PreviousVersion: ['1'] });
  });

  test('two sets are refused, as nothing says which one the change belongs to', () => {
    const xml = submitObjectsRequest(lot()).text.replace(/<rim:RegistryPackage.*<\/rim:RegistryPackage>/, '$&$&');
    expect(() => readSubmitObjectsRequest(readXml(xml))).toThrow(/this one has 2/);
    expect(() => readSubmitObjectsRequest(undefined)).toThrow(BancError);
  });
});
