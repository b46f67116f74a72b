import type { Association, DocumentEntry, SubmissionSet } from './ebrim-objects.js';
import { ASSOCIATION_TYPES, noObjects } from './ebrim-objects.js';
import { readRegistryObjects } from './ebrim-read.js';
import { registryObjectList } from './ebrim-write.js';
import { BancError } from './errors.js';
import { declare, NS } from './namespaces.js';
import { child } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el, type Xml } from './xml-builder.js';

/** What one `lcm:SubmitObjectsRequest` brings: the lot of an ITI-41, the changes of an ITI-57 (dmp.md §§9, 10). */
export interface Submission {
  /** Its ids, like those of documents and associations, are symbolic (`SubmissionSet01`). */
  submissionSet: SubmissionSet;
  documents: DocumentEntry[];
  associations: Association[];
}

/** RPLC as the official kit spells it; IHE and the guide say 2007 (dmp.md §9). */
export const REPLACES_AS_IN_KIT = 'urn:ihe:iti:2010:AssociationType:RPLC';

/** Writes a `lcm:SubmitObjectsRequest`. */
export function submitObjectsRequest({ submissionSet, documents, associations }: Submission): Xml {
  const objects = { ...noObjects(), submissionSets: [submissionSet], documents, associations };
  return el('lcm:SubmitObjectsRequest', declare('lcm'), registryObjectList(objects));
}

/**
 * Reads a `lcm:SubmitObjectsRequest`.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else, or has not exactly one submission set.
 */
export function readSubmitObjectsRequest(request: XmlNodeData | undefined): Submission {
  if (request?.local !== 'SubmitObjectsRequest' || request.ns !== NS.lcm) {
    const found = request ? `{${request.ns}}${request.local}` : 'nothing';
    throw new BancError('BANC_MESSAGE_INVALID', `Expected lcm:SubmitObjectsRequest, got ${found}.`);
  }
  const objects = readRegistryObjects(child(request, NS.rim, 'RegistryObjectList'));
  const [submissionSet, ...others] = objects.submissionSets;
  if (!submissionSet || others.length > 0) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      `A submission has one RegistryPackage classified as submission set; this one has ${objects.submissionSets.length}.`,
    );
  }
  return { submissionSet, documents: objects.documents, associations: objects.associations };
}

/** `set` has `object` as a member of its own (SubmissionSetStatus Original), `previousVersion` for ITI-57 only. */
export function hasMember(id: string, set: string, object: string, previousVersion?: string): Association {
  const slots = {
    SubmissionSetStatus: ['Original'],
    ...(previousVersion === undefined ? {} : { PreviousVersion: [previousVersion] }),
  };
  return { id, type: ASSOCIATION_TYPES.hasMember, source: set, target: object, slots };
}

/** `signature` is the signature document of the lot `set` (dmp.md §9). */
export function signs(id: string, signature: string, set: string): Association {
  const slots = { SubmissionSetStatus: ['Original'] };
  return { id, type: ASSOCIATION_TYPES.signs, source: signature, target: set, slots };
}

/** `document` replaces the document whose current entryUUID is `target` (dmp.md §9). */
export function replaces(id: string, document: string, target: string): Association {
  return { id, type: ASSOCIATION_TYPES.replaces, source: document, target, slots: {} };
}

/** `set` changes the availability status of `target` (TD3.3c, TD3.3d; dmp.md §10.1). Statuses are whole URNs. */
export function updateAvailabilityStatus(
  id: string,
  set: string,
  target: string,
  change: { from: string; to: string },
): Association {
  const slots = { OriginalStatus: [change.from], NewStatus: [change.to] };
  return { id, type: ASSOCIATION_TYPES.updateAvailabilityStatus, source: set, target, slots };
}
