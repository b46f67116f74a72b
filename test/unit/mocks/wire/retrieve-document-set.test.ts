import { expect, test } from 'vitest';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { buildMtom, readMtom } from '../../../../mocks/wire/mtom.js';
import {
  buildRegistryResponse,
  readRegistryResponse,
  RESPONSE_STATUS,
  statusFor,
} from '../../../../mocks/wire/registry-errors.js';
import type { RegistryError } from '../../../../mocks/wire/registry-errors.js';
import {
  buildRetrieveRequest,
  buildRetrieveResponse,
  readRetrieveRequest,
  readRetrieveResponse,
} from '../../../../mocks/wire/retrieve-document-set.js';
import { buildEnvelope, readEnvelope } from '../../../../mocks/wire/soap.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import type { XmlNodeData } from '../../../../mocks/wire/xml.js';

const REQUESTS = [
  { repositoryUniqueId: '1.2.250.1.213.4.1.1.1.2', documentUniqueId: '1.2.250.1.999.20.7.1' },
  { repositoryUniqueId: '1.2.250.1.213.4.1.1.1.2', documentUniqueId: '1.2.250.1.999.20.7.2^a&b' },
];
const ERROR: RegistryError = { code: 'XDSDocumentUniqueIdError', context: 'uniqueId=1', severity: 'error' };

function bodyOf(xml: Buffer): XmlNodeData {
  const { body } = readEnvelope(xml);
  if (!body) throw new Error('empty Body');
  return body;
}

test('a request reads back as it was built', () => {
  expect(readRetrieveRequest(readXml(buildRetrieveRequest(REQUESTS)))).toEqual(REQUESTS);
});

test('a request for nothing, or another element, is refused', () => {
  const refused = expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }) as Error;
  expect(() => readRetrieveRequest(readXml(buildRetrieveRequest([])))).toThrow(refused);
  expect(() => readRetrieveRequest(readXml('<a/>'))).toThrow(refused);
  expect(() => readRetrieveResponse(readXml('<a/>'))).toThrow(refused);
});

test('documents go through an envelope and MTOM unchanged', async () => {
  const documents = REQUESTS.map((request, index) => ({
    ...request,
    mimeType: 'text/xml',
    content: Buffer.from(`<ClinicalDocument n="${index}">é\r\n</ClinicalDocument>\n`),
  }));
  const { bodyXml, parts } = buildRetrieveResponse({ documents });
  const { response: action } = DMP_ACTIONS['iti-43'];
  const envelope = buildEnvelope({ action, messageId: 'urn:uuid:1', bodyXml });
  const { contentType, body } = buildMtom(envelope, parts, { action });
  const message = await readMtom(contentType, body);
  expect(readRetrieveResponse(bodyOf(message.root), message.parts)).toEqual({
    status: RESPONSE_STATUS.success,
    errors: [],
    documents,
  });
});

test('a missing part is told, not an empty document', () => {
  const document = {
    repositoryUniqueId: '1',
    documentUniqueId: '2',
    mimeType: 'text/xml',
    content: Buffer.from('<a/>'),
  };
  const { bodyXml } = buildRetrieveResponse({ documents: [document] });
  expect(() => readRetrieveResponse(readXml(bodyXml))).toThrow(expect.objectContaining({ code: 'BANC_MIME_INVALID' }));
});

test('some documents and an error make a partial success; no document a failure', () => {
  const document = {
    repositoryUniqueId: '1',
    documentUniqueId: '2',
    mimeType: 'text/xml',
    content: Buffer.from('<a/>'),
  };
  const some = buildRetrieveResponse({ documents: [document], errors: [ERROR] });
  const parts = new Map(some.parts.map((part) => [part.contentId, part]));
  expect(readRetrieveResponse(readXml(some.bodyXml), parts)).toMatchObject({
    status: RESPONSE_STATUS.partialSuccess,
    errors: [ERROR],
  });
  const none = buildRetrieveResponse({ documents: [], errors: [ERROR] });
  expect(readRetrieveResponse(readXml(none.bodyXml))).toEqual({
    status: RESPONSE_STATUS.failure,
    errors: [ERROR],
    documents: [],
  });
});

test('registry answers and their severities read back', () => {
  const errors: RegistryError[] = [ERROR, { code: 'X', context: '<&"', severity: 'warning', location: 'Document01' }];
  expect(readRegistryResponse(readXml(buildRegistryResponse(errors)))).toEqual({
    status: RESPONSE_STATUS.failure,
    errors,
  });
  expect(readRegistryResponse(readXml(buildRegistryResponse()))).toEqual({
    status: RESPONSE_STATUS.success,
    errors: [],
  });
  expect(statusFor([{ ...ERROR, severity: 'warning' }], true)).toBe(RESPONSE_STATUS.success);
});
