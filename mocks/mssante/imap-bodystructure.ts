import addressparser from 'nodemailer/lib/addressparser';
import { headerParameters, type HeaderValue } from './imap-header-value.js';
import { type ByteRange, fieldValue, type MimePart } from './imap-mime-tree.js';
import { type ImapNode, nstring } from './imap-response.js';

/**
 * BODYSTRUCTURE of a part (RFC 3501 §7.4.2), or BODY, the same without extension data. Values are as written: encoded
 * words and RFC 2231 parameters are the client's to decode.
 */
export function bodyStructure(raw: Buffer, part: MimePart, extended: boolean): ImapNode[] {
  const [type = '', subtype = ''] = part.contentType.value.split('/');
  const parameters = parameterList(withCharset(part));
  const location = nstring(fieldValue(part, 'content-location'));
  if (part.parts !== undefined) {
    const extension = [parameters, disposition(part), language(part), location];
    return [...part.parts.map((child) => bodyStructure(raw, child, extended)), subtype, ...(extended ? extension : [])];
  }
  const body = raw.subarray(part.body.start, part.body.end);
  const basic = [
    type,
    subtype,
    parameters,
    nstring(fieldValue(part, 'content-id')),
    nstring(fieldValue(part, 'content-description')),
    (fieldValue(part, 'content-transfer-encoding') ?? '') || '7bit',
    body.length,
  ];
  const extension = [nstring(fieldValue(part, 'content-md5')), disposition(part), language(part), location];
  const message =
    part.message === undefined ? [] : [envelope(part.message), bodyStructure(raw, part.message, extended)];
  const counted = part.message !== undefined || type.toLowerCase() === 'text';
  return [...basic, ...message, ...(counted ? [lines(raw, part.body)] : []), ...(extended ? extension : [])];
}

/** ENVELOPE of a message (RFC 3501 §7.4.2). */
export function envelope(message: MimePart): ImapNode[] {
  const from = addresses(fieldValue(message, 'from'));
  const or = (name: string) => addresses(fieldValue(message, name)) ?? from;
  return [
    nstring(fieldValue(message, 'date')),
    nstring(fieldValue(message, 'subject')),
    from,
    or('sender'),
    or('reply-to'),
    addresses(fieldValue(message, 'to')),
    addresses(fieldValue(message, 'cc')),
    addresses(fieldValue(message, 'bcc')),
    nstring(fieldValue(message, 'in-reply-to')),
    nstring(fieldValue(message, 'message-id')),
  ];
}

function addresses(value: string | undefined): ImapNode[] | null {
  if (value === undefined) return null;
  const found = addressparser(value).flatMap((entry): ImapNode[] =>
    entry.group === undefined
      ? [address(entry)]
      : [[null, null, nstring(entry.name), null], ...members(entry.group), [null, null, null, null]],
  );
  return found.length === 0 ? null : found;
}

function members(group: ReturnType<typeof addressparser>): ImapNode[] {
  return group.flatMap((member) => (member.group === undefined ? [address(member)] : []));
}

function address({ name, address: spec }: { name: string; address: string }): ImapNode[] {
  // A word alone, which the parser takes for a name, is an address without its host.
  const [shown, whole] = spec === '' ? ['', name] : [name, spec];
  const at = whole.lastIndexOf('@');
  const local = at < 0 ? whole : whole.slice(0, at);
  // NIL as host would announce a group.
  const host = at < 0 ? 'MISSING_DOMAIN' : whole.slice(at + 1);
  return [nstring(shown === '' ? undefined : shown), null, nstring(local), nstring(host)];
}

function parameterList(parameters: HeaderValue['parameters']): ImapNode[] | null {
  return parameters.length === 0 ? null : parameters.flatMap(([name, value]) => [nstring(name), nstring(value)]);
}

/** A text without a charset is in US-ASCII (RFC 2045 §5.2); Dovecot says it, and so do we. */
function withCharset({ contentType: { value, parameters } }: MimePart): HeaderValue['parameters'] {
  const said = parameters.some(([name]) => name.toLowerCase() === 'charset');
  return said || !/^text\//i.test(value) ? parameters : [...parameters, ['charset', 'us-ascii']];
}

function disposition(part: MimePart): ImapNode {
  const field = fieldValue(part, 'content-disposition');
  if (field === undefined || field === '') return null;
  const { value, parameters } = headerParameters(field);
  return [nstring(value), parameterList(parameters)];
}

function language(part: MimePart): ImapNode {
  const tags = (fieldValue(part, 'content-language') ?? '').split(',').map((tag) => tag.trim());
  const known = tags.filter((tag) => tag !== '');
  return known.length === 0 ? null : known.map(nstring);
}

function lines(raw: Buffer, { start, end }: ByteRange): number {
  let count = 0;
  for (let at = raw.indexOf(0x0a, start); at >= 0 && at < end; at = raw.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
