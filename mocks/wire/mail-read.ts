import addressparser from 'nodemailer/lib/addressparser';
import { headerLines, headerValues, messageIds } from './mail-headers.js';
import { mailOddities } from './mail-oddities.js';
import { repairBoundaries } from './mail-boundaries.js';
import { type ParsedNode, parseTree } from './mail-tree.js';
import type { Mail, MailAddress, MailAttachment, MailPart } from './mail-types.js';

/**
 * Reads a mail (RFC 5322, MIME) as received: decoded by mailparser, with its exact header lines beside. Lenient: what is
 * wrong but can be understood is told in `oddities`, so that checks may be strict on what a product sends.
 * A part delimiter ended by a long dash (as in the published example of an MDN, mssante.md §7.2) is understood.
 *
 * @throws BancError BANC_LIMIT when it is too large (64 MiB, two million lines), has too many or too long headers, more than 200 parts or
 * nested more than 20 deep; BANC_MIME_INVALID when it is empty or cannot be split.
 */
export async function readMail(raw: Buffer): Promise<Mail> {
  const first = await parseTree(raw);
  const repaired = repairBoundaries(raw);
  const tree = repaired ? await parseTree(repaired) : first;
  const headers = headerLines(raw);
  const body = partOf(tree);
  const leaves = leavesOf(body);
  const ids = (name: string): string[] => messageIds(headerValues({ headers }, name));
  return {
    raw,
    headers,
    from: addressesOf(tree, 'from'),
    sender: addressesOf(tree, 'sender'),
    to: addressesOf(tree, 'to'),
    cc: addressesOf(tree, 'cc'),
    replyTo: addressesOf(tree, 'reply-to'),
    dispositionNotificationTo: addressesOf(tree, 'disposition-notification-to'),
    returnReceiptTo: headerValues({ headers }, 'return-receipt-to').flatMap(plainAddresses),
    subject: text(tree.headers.get('subject')),
    // mailparser adds missing brackets and invents missing dates: both are read from the header itself.
    messageId: headerValues({ headers }, 'message-id')[0],
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    date: dateOf(headerValues({ headers }, 'date')[0]),
    body,
    texts: leaves.flatMap(({ contentType, charset, text }) =>
      text === undefined ? [] : { contentType, charset, text },
    ),
    attachments: leaves.flatMap(attachmentOf),
    oddities: mailOddities(raw, headers, body, repaired !== undefined),
  };
}

/** Every leaf of a body, in order. */
export function leavesOf(part: MailPart): MailPart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leavesOf);
}

function partOf(parsed: ParsedNode): MailPart {
  const { contentType, charset, encoding, disposition, filename } = parsed.node;
  const reportType = parsed.node._parsedContentType ? parsed.node._parsedContentType.params['report-type'] : undefined;
  const multipart = (contentType || '').startsWith('multipart/');
  const headers = headerLines(Buffer.concat(parsed.node._headersLines));
  return {
    contentType: contentType || 'text/plain',
    ...(charset ? { charset } : {}),
    ...(encoding ? { encoding } : {}),
    ...(disposition ? { disposition } : {}),
    ...(filename ? { filename } : {}),
    ...(reportType === undefined ? {} : { reportType: reportType.toLowerCase() }),
    headers,
    ...(multipart ? {} : leafContent(parsed)),
    children: parsed.children.map(partOf),
  };
}

function leafContent({ textContent, content }: ParsedNode): { text: string } | { content: Buffer } {
  return content ? { content } : { text: textContent ?? '' };
}

function attachmentOf({ contentType, encoding, disposition, filename, content }: MailPart): MailAttachment[] {
  return content ? [{ contentType, encoding, disposition, filename, content }] : [];
}

function addressesOf({ headers }: ParsedNode, name: string): MailAddress[] {
  const found = headers.get(name);
  const objects = (Array.isArray(found) ? found : [found]) as ({ value: Address[] } | undefined)[];
  return objects.flatMap((object) => (object?.value ?? []).flatMap(mailboxes));
}

/** An address of mailparser or nodemailer; a group holds others. */
interface Address {
  name?: string | undefined;
  address?: string | undefined;
  group?: Address[] | undefined;
}

function mailboxes({ name = '', address, group }: Address): MailAddress[] {
  if (group) return group.flatMap(mailboxes);
  return name === '' && !address ? [] : [{ name, address: address ?? '' }];
}

function plainAddresses(value: string): MailAddress[] {
  return (addressparser(value) as Address[]).flatMap(mailboxes);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function dateOf(value: string | undefined): Date | undefined {
  const date = new Date(value ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
