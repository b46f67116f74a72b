import type { Finding } from '../harness/index.js';
import { type Answered, checkAnswered } from './checks/dpi-returns.js';
import { judgeAcknowledgement } from './judge-answer.js';

/**
 * Judges what the product answered to a message of the bench: its decision, and how its acknowledgement is written.
 * `of`: payload of the message answered.
 */
export function judgeAnswer(
  answered: Answered,
  of: Uint8Array,
  wanted: { codes: readonly string[]; error?: string },
): Finding[] {
  const { acknowledgement, exchange } = answered;
  const decision = checkAnswered(answered, wanted);
  if (!acknowledgement) return [decision];
  return [decision, ...judgeAcknowledgement(Buffer.from(acknowledgement.bytesBase64, 'base64'), { of, exchange })];
}
