import { derivedUuid } from './derived-uuid.js';
import type { Association, DocumentEntry, SubmissionSet } from './ebrim-objects.js';
import { STATUS } from './ebrim-objects.js';
import { OBJECT_TYPE_STABLE_DOCUMENT } from './ebrim-schemes.js';
import { BancError } from './errors.js';
import { hasMember, readSubmitObjectsRequest, submitObjectsRequest } from './submit-objects.js';
import { readXml, type XmlNodeData } from './xml.js';

/** Slot of a DocumentEntry that says what the document does to an earlier one (mssante.md §6.1). */
export const ACTION_SLOT = 'urn:action:extraMetadataSlot';
/** Slot of a DocumentEntry that names its file, relative to METADATA.XML. */
export const URI_SLOT = 'URI';

/** `C` replaces an earlier version, `D` deletes it; absent on a first version (mssante.md §6.1). */
export type XdmAction = 'C' | 'D';

/** Metadata of one document of an archive: the XDS entry, and what only XDM has. */
export interface XdmEntry extends DocumentEntry {
  /** File name in the subset: `DOC0001.XML`; '' when the slot is missing. */
  uri: string;
  /** Value of {@link ACTION_SLOT}, whatever it is; undefined when the slot is absent. */
  action?: string;
}

/** What METADATA.XML says (mssante.md §4.2). */
export interface XdmSubmission {
  submissionSet: SubmissionSet;
  documents: XdmEntry[];
  /** HasMember of each document; XDM has no RPLC association. */
  associations: Association[];
}

/** METADATA.XML as read. */
export interface XdmMetadata extends XdmSubmission {
  /** `lcm:SubmitObjectsRequest`, for the rules about its structure. */
  root: XmlNodeData;
  /** What was stepped over before the root: it is not well formed (`space-before-declaration`), or only unusual (`space`). */
  prologue: 'none' | 'space' | 'space-before-declaration';
}

const MAX_DOCUMENTS = 500;

/**
 * Reads METADATA.XML. A BOM and white space before the root or the declaration are stepped over (official files start
 * with spaces; mssante.md §4.1). What is missing reads as '' or is absent.
 *
 * @throws BancError BANC_XML_INVALID or BANC_LIMIT from the parser, BANC_MESSAGE_INVALID when it is no
 * SubmitObjectsRequest of exactly one submission set.
 */
export function readXdmMetadata(bytes: Buffer): XdmMetadata {
  const { source, prologue } = withoutLeadingSpace(bytes);
  const root = readXml(source);
  const { submissionSet, documents, associations } = readSubmitObjectsRequest(root);
  if (documents.length > MAX_DOCUMENTS) {
    const message = `METADATA.XML describes ${documents.length} documents, more than the ${MAX_DOCUMENTS} accepted.`;
    throw new BancError('BANC_LIMIT', message);
  }
  return { submissionSet, documents: documents.map(xdmEntry), associations, root, prologue };
}

/** Writes METADATA.XML: ebRIM 3.0 in the order of its schema, UTF-8 with its declaration. */
export function buildXdmMetadata({ submissionSet, documents, associations }: XdmSubmission): Buffer {
  const request = submitObjectsRequest({ submissionSet, documents: documents.map(documentEntry), associations });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${request.text}\n`);
}

/** A submission of these documents: approved, stable, each one a member of the set (mssante.md §4.2). */
export function xdmSubmission(submissionSet: SubmissionSet, documents: readonly XdmEntry[]): XdmSubmission {
  const approved = { status: STATUS.approved };
  return {
    submissionSet: { ...submissionSet, ...approved },
    documents: documents.map((entry) => ({ objectType: OBJECT_TYPE_STABLE_DOCUMENT, ...entry, ...approved })),
    associations: documents.map(({ entryUUID }) =>
      hasMember(derivedUuid(submissionSet.entryUUID, entryUUID), submissionSet.entryUUID, entryUUID),
    ),
  };
}

function xdmEntry({ otherSlots, ...entry }: DocumentEntry): XdmEntry {
  const { [URI_SLOT]: uri, [ACTION_SLOT]: action, ...others } = otherSlots;
  return {
    ...entry,
    otherSlots: others,
    uri: uri?.[0] ?? '',
    ...(action === undefined ? {} : { action: action.join(' ') }),
  };
}

function documentEntry({ uri, action, otherSlots, ...entry }: XdmEntry): DocumentEntry {
  return {
    ...entry,
    otherSlots: {
      ...otherSlots,
      ...(uri === '' ? {} : { [URI_SLOT]: [uri] }),
      ...(action === undefined ? {} : { [ACTION_SLOT]: [action] }),
    },
  };
}

function withoutLeadingSpace(bytes: Buffer): { source: Buffer; prologue: XdmMetadata['prologue'] } {
  const start = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  let at = start;
  while ([0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at += 1;
  if (at === start) return { source: bytes, prologue: 'none' };
  const declared = bytes.subarray(at, at + 5).toString('latin1') === '<?xml';
  return { source: bytes.subarray(at), prologue: declared ? 'space-before-declaration' : 'space' };
}
