import { BancError } from './errors.js';
import { cidUrl, resolveBinary } from './mtom.js';
import type { MtomMessage } from './mtom.js';
import { declare, NS } from './namespaces.js';
import { readSubmitObjectsRequest, submitObjectsRequest, type Submission } from './submit-objects.js';
import { child, children } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el } from './xml-builder.js';

/** A lot as received: its metadata, and the bytes of its documents by the id of their entry. */
export interface ProvidedLot {
  submission: Submission;
  contents: Map<string, Buffer>;
  /** What was read although the specification says otherwise, in French. */
  tolerated: string[];
}

/**
 * Writes the body of an ITI-41 (TD2.1, dmp.md §9); the bytes travel as MTOM parts under these Content-IDs
 * (EX_2.1-1260).
 */
export function buildProvideAndRegister(
  submission: Submission,
  contents: readonly { documentId: string; contentId: string }[],
): string {
  return el(
    'xdsb:ProvideAndRegisterDocumentSetRequest',
    declare('xdsb'),
    submitObjectsRequest(submission),
    contents.map(({ documentId, contentId }) =>
      el('xdsb:Document', { id: documentId }, el('xop:Include', { ...declare('xop'), href: cidUrl(contentId) })),
    ),
  ).text;
}

/**
 * Reads the body of an ITI-41. Document ids that differ from their entry's in case only are matched, as the official
 * sample needs (dmp.md §4); a document sent inline in base64 is read too.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else; BANC_MIME_INVALID when a part is missing
 *   or inline content is no base64.
 */
export function readProvideAndRegister(body: XmlNodeData, parts: MtomMessage['parts'] = new Map()): ProvidedLot {
  if (body.local !== 'ProvideAndRegisterDocumentSetRequest' || body.ns !== NS.xdsb) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      `Expected xdsb:ProvideAndRegisterDocumentSetRequest, got {${body.ns}}${body.local}.`,
    );
  }
  const submission = readSubmitObjectsRequest(child(body, NS.lcm, 'SubmitObjectsRequest'));
  const entryIds = new Set(submission.documents.map((entry) => entry.entryUUID));
  const byLowerCase = new Map([...entryIds].map((id) => [id.toLowerCase(), id]));
  const contents = new Map<string, Buffer>();
  const tolerated: string[] = [];
  for (const node of children(body, NS.xdsb, 'Document')) {
    const given = node.attributes['id'] ?? '';
    const id = entryIds.has(given) ? given : (byLowerCase.get(given.toLowerCase()) ?? given);
    if (id !== given) tolerated.push(`Document/@id « ${given} » écrit « ${id} » dans les métadonnées`);
    if (contents.has(id)) {
      throw new BancError('BANC_MESSAGE_INVALID', `Two xdsb:Document have the id "${id}". Give each its own.`);
    }
    if (!child(node, NS.xop, 'Include')) tolerated.push(`Document « ${given} » en base64 dans l’enveloppe, sans xop`);
    contents.set(id, resolveBinary(node, parts));
  }
  return { submission, contents, tolerated };
}
