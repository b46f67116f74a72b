import { readSubmitObjectsRequest, submitObjectsRequest, type Submission } from './submit-objects.js';
import type { XmlNodeData } from './xml.js';

/**
 * Writes the body of an ITI-57 (TD3.3a–d, dmp.md §10): a status change has associations only; a metadata change has the
 * complete entry under its `lid`, and a HasMember that names the version it follows.
 */
export function buildUpdateDocumentSet(submission: Submission): string {
  return submitObjectsRequest(submission).text;
}

/**
 * Reads the body of an ITI-57.
 *
 * @throws BancError BANC_MESSAGE_INVALID when it is something else.
 */
export function readUpdateDocumentSet(body: XmlNodeData): Submission {
  return readSubmitObjectsRequest(body);
}
