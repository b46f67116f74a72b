import type { SMTPServerDataStream } from 'smtp-server';
import { headerLines, headerValues } from '../wire/mail-headers.js';
import { isPatientAddress } from './mailbox-directory.js';

/** A message as it was submitted, or why it was not kept. */
export interface ReceivedMessage {
  /** The bytes, unless it is too large. */
  raw?: Buffer;
  /** Size in bytes, of a message too large as well. */
  size: number;
}

/** Header fields are read in the first part of a message only: an endless header is not worth more. */
const HEADER_BYTES = 256 * 1024;
const MAX_SUBJECT = 500;

/**
 * Reads the message to its end; keeps nothing of one larger than `limit`. Calls `onBytes` with the size so far. Rejects
 * when the connection breaks.
 */
export async function receiveMessage(
  stream: SMTPServerDataStream,
  limit: number,
  onBytes: (size: number) => void = () => undefined,
): Promise<ReceivedMessage> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size <= limit) chunks.push(chunk as Buffer);
    else chunks = [];
    onBytes(size);
  }
  return size <= limit ? { raw: Buffer.concat(chunks), size } : { size };
}

/** What the journal selects a message on: `messageId` with its angle brackets, `subject` as written. */
export function messageKeys(raw: Buffer): Record<string, string> {
  const headers = headerLines(raw.subarray(0, HEADER_BYTES));
  const messageId = headerValues({ headers }, 'message-id')[0];
  const subject = headerValues({ headers }, 'subject')[0];
  return {
    ...(messageId === undefined ? {} : { messageId: messageId.slice(0, MAX_SUBJECT) }),
    ...(subject === undefined ? {} : { subject: subject.slice(0, MAX_SUBJECT) }),
  };
}

/** The INS of the patient whose address is the only patient's one among these. */
export function patientOfRecipients(addresses: readonly string[]): string | undefined {
  const patients = new Set(addresses.filter(isPatientAddress).map((address) => address.slice(0, 15)));
  return patients.size === 1 ? [...patients][0] : undefined;
}
