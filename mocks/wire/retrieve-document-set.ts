import { BancError } from './errors.js';
import { cidUrl, resolveBinary } from './mtom.js';
import type { MtomMessage, MtomPart } from './mtom.js';
import { declare, NS } from './namespaces.js';
import { readRegistryResponse, registryResponse, statusFor } from './registry-errors.js';
import type { RegistryError } from './registry-errors.js';
import { child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el } from './xml-builder.js';

/** A document asked for (ITI-43, TD3.2; dmp.md §8). */
export interface DocumentRequest {
  repositoryUniqueId: string;
  documentUniqueId: string;
}

/** A document returned. */
export interface RetrievedDocument extends DocumentRequest {
  mimeType: string;
  content: Buffer;
}

/** Answer of ITI-43. */
export interface RetrieveResponse {
  /** One of RESPONSE_STATUS; any string is kept when reading. */
  status: string;
  errors: RegistryError[];
  documents: RetrievedDocument[];
}

/** Writes a `xdsb:RetrieveDocumentSetRequest`. */
export function buildRetrieveRequest(requests: readonly DocumentRequest[]): string {
  return el(
    'xdsb:RetrieveDocumentSetRequest',
    declare('xdsb'),
    requests.map((request) =>
      el(
        'xdsb:DocumentRequest',
        {},
        el('xdsb:RepositoryUniqueId', {}, request.repositoryUniqueId),
        el('xdsb:DocumentUniqueId', {}, request.documentUniqueId),
      ),
    ),
  ).text;
}

/**
 * Reads a `xdsb:RetrieveDocumentSetRequest`; missing ids read as ''.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else or asks for nothing.
 */
export function readRetrieveRequest(body: XmlNodeData): DocumentRequest[] {
  expect(body, 'RetrieveDocumentSetRequest');
  const requests = children(body, NS.xdsb, 'DocumentRequest').map(readIds);
  if (requests.length === 0) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      'RetrieveDocumentSetRequest has no DocumentRequest. Ask for one at least.',
    );
  }
  return requests;
}

/**
 * Writes a `xdsb:RetrieveDocumentSetResponse` and the MTOM parts that go with it: put `bodyXml` into an envelope, then
 * both into buildMtom. Part ids follow the DMP's form (`…-1@urn:ihe:iti:xds-b:2007`, percent-encoded in the href).
 */
export function buildRetrieveResponse(answer: {
  documents: readonly RetrievedDocument[];
  errors?: RegistryError[];
  status?: string;
}): { bodyXml: string; parts: MtomPart[] } {
  const errors = answer.errors ?? [];
  const status = answer.status ?? statusFor(errors, answer.documents.length > 0);
  const parts = answer.documents.map(({ mimeType, content }, index) => ({
    contentId: `document-${index + 1}@urn:ihe:iti:xds-b:2007`,
    contentType: mimeType,
    content,
  }));
  const bodyXml = el(
    'xdsb:RetrieveDocumentSetResponse',
    declare('xdsb', 'rs'),
    registryResponse(errors, status, {}),
    answer.documents.map((document, index) =>
      el(
        'xdsb:DocumentResponse',
        {},
        el('xdsb:RepositoryUniqueId', {}, document.repositoryUniqueId),
        el('xdsb:DocumentUniqueId', {}, document.documentUniqueId),
        el('xdsb:mimeType', {}, document.mimeType),
        el('xdsb:Document', {}, el('xop:Include', { ...declare('xop'), href: cidUrl(parts[index]?.contentId ?? '') })),
      ),
    ),
  ).text;
  return { bodyXml, parts };
}

/**
 * Reads a `xdsb:RetrieveDocumentSetResponse`, contents taken from `parts` or from inline base64.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else; BANC_MIME_INVALID when a part is missing.
 */
export function readRetrieveResponse(body: XmlNodeData, parts: MtomMessage['parts'] = new Map()): RetrieveResponse {
  expect(body, 'RetrieveDocumentSetResponse');
  const response = child(body, NS.rs, 'RegistryResponse');
  const { status, errors } = response ? readRegistryResponse(response) : { status: '', errors: [] };
  const documents = children(body, NS.xdsb, 'DocumentResponse').map((node) => {
    const content = child(node, NS.xdsb, 'Document');
    return {
      ...readIds(node),
      mimeType: textOf(child(node, NS.xdsb, 'mimeType')) ?? '',
      content: content ? resolveBinary(content, parts) : Buffer.alloc(0),
    };
  });
  return { status, errors, documents };
}

function readIds(node: XmlNodeData): DocumentRequest {
  return {
    repositoryUniqueId: textOf(child(node, NS.xdsb, 'RepositoryUniqueId')) ?? '',
    documentUniqueId: textOf(child(node, NS.xdsb, 'DocumentUniqueId')) ?? '',
  };
}

function expect(body: XmlNodeData, local: string): void {
  if (body.local === local && body.ns === NS.xdsb) return;
  throw new BancError('BANC_MESSAGE_INVALID', `Expected xdsb:${local}, got {${body.ns}}${body.local}.`);
}
