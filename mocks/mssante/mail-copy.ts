import { randomBytes } from 'node:crypto';
import { rfc5322Date } from './rfc5322-date.js';
import type { MailOperator } from './mail-operator.js';
import { OPERATOR_DOMAINS, type OperatorName } from './mailbox-directory.js';
import type { StoredMessage } from './mailbox-folder.js';

/** One recipient of an envelope. */
export interface EnvelopeRecipient {
  address: string;
  /** NOTIFY of RFC 3461, upper case; absent when not given. */
  notify?: readonly string[];
  /** ORCPT as received: `rfc822;someone@…`, xtext encoded. */
  orcpt?: string;
}

/** A message to deliver, with its envelope. */
export interface MailEnvelope {
  /** Empty for a report (null return path). */
  from: string;
  recipients: readonly EnvelopeRecipient[];
  raw: Buffer;
  /** RET=FULL: a report returns the whole message; ENVID (RFC 3461). */
  ret?: 'FULL';
  envid?: string;
}

/** Where a message came from, for its trace fields. */
export interface MailOrigin {
  operator: OperatorName;
  /** `from <name> ([address])` part of Received. */
  from: string;
  /** Transmission type: `ESMTPSA`. */
  protocol: string;
  queueId: string;
}

/** A name for a message in the queue: twelve upper-case hexadecimal digits. */
export function newQueueId(): string {
  return randomBytes(6).toString('hex').toUpperCase();
}

/**
 * Puts a copy into the mailbox of a recipient, with the fields a final delivery adds (RFC 5321 §4.4) and the
 * `Original-Recipient` a receipt is made from (mssante.md §7.2, RFC 8098 §2.3). Throws BANC_CONTROL when the mailbox does
 * not exist, BANC_LIMIT when the mailboxes are full.
 */
export function deliverCopy(
  operator: MailOperator,
  envelope: Pick<MailEnvelope, 'from' | 'raw'>,
  { address, orcpt }: EnvelopeRecipient,
  origin: MailOrigin,
): StoredMessage {
  const date = rfc5322Date(operator.environment.clock.now());
  const trace =
    `Return-Path: <${envelope.from}>\r\n` +
    `Received: from ${origin.from}\r\n` +
    ` by smtp.${OPERATOR_DOMAINS[origin.operator]} with ${origin.protocol} id ${origin.queueId}\r\n` +
    ` for <${address}>; ${date}\r\n` +
    `Original-Recipient: ${originalRecipient(address, orcpt)}\r\n`;
  return operator.store.deliver(address, { raw: Buffer.concat([Buffer.from(trace), envelope.raw]) });
}

/** `rfc822;<address>`: what ORCPT says, decoded (RFC 3461 §4), else the address of RCPT. */
export function originalRecipient(address: string, orcpt: string | undefined): string {
  const decoded = orcpt?.replaceAll(/\+([0-9A-F]{2})/g, (_match, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );

  if (decoded === undefined || !/^rfc822;[^\x00-\x20\x7f<>]+@[^\x00-\x20\x7f<>]+$/i.test(decoded))
    return `rfc822;${address}`;
  return `rfc822;${decoded.slice('rfc822;'.length)}`;
}
