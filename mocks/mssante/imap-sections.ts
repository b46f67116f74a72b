import type { MimePart } from './imap-mime-tree.js';
import { mimeTree } from './imap-mime-tree.js';
import { bad } from './imap-refusal.js';

/** What is between the brackets of BODY[…] (RFC 3501 §6.4.5). */
export interface Section {
  /** Part numbers: `1.2` is [1, 2]; empty for the whole message. */
  path: readonly number[];
  what: 'ALL' | 'HEADER' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT' | 'TEXT' | 'MIME';
  /** Fields named, as written by the client. */
  fields: readonly string[];
}

/** Reads `1.2.HEADER.FIELDS`; fields come apart. Throws ImapRefusal BAD. */
export function parseSection(text: string, fields: readonly string[] | undefined): Section {
  const match = /^(?:(\d{1,6}(?:\.\d{1,6})*)(?:\.|$))?(HEADER|HEADER\.FIELDS|HEADER\.FIELDS\.NOT|TEXT|MIME)?$/i.exec(
    text,
  );
  if (match === null || text.endsWith('.')) throw bad('Unknown section');
  const path = match[1]?.split('.').map(Number) ?? [];
  const what = (match[2]?.toUpperCase() ?? 'ALL') as Section['what'];
  if (path.includes(0) || (what === 'MIME' && path.length === 0)) throw bad('Unknown section');
  const named = what.startsWith('HEADER.FIELDS');
  if (named !== (fields !== undefined) || fields?.length === 0) throw bad('Header fields expected');
  return { path, what, fields: fields ?? [] };
}

/** Bytes of a section; undefined when the message has no such part. */
export function sectionBytes(raw: Buffer, section: Section): Buffer | undefined {
  const root = mimeTree(raw);
  const { path, what } = section;
  if (path.length === 0) {
    if (what === 'ALL') return raw;
    return messageSection(raw, root, section);
  }
  const part = findPart(root, path);
  if (part === undefined) return undefined;
  if (what === 'ALL') return raw.subarray(part.body.start, part.body.end);
  if (what === 'MIME') return raw.subarray(part.header.start, part.header.end);
  return part.message === undefined ? undefined : messageSection(raw, part.message, section);
}

function messageSection(raw: Buffer, message: MimePart, { what, fields }: Section): Buffer {
  if (what === 'TEXT') return raw.subarray(message.body.start, message.body.end);
  if (what === 'HEADER') return raw.subarray(message.header.start, message.header.end);
  const named = new Set(fields.map((field) => field.toLowerCase()));
  const kept = message.fields.filter(({ name }) => named.has(name) === (what === 'HEADER.FIELDS'));
  return Buffer.concat([...kept.map(({ start, end }) => raw.subarray(start, end)), Buffer.from('\r\n')]);
}

/** Part 1 of a message that is not multipart is its body; parts of a message/rfc822 part are those of its message. */
function findPart(message: MimePart, path: readonly number[]): MimePart | undefined {
  let part: MimePart | undefined;
  let inside: MimePart | undefined = message;
  for (const number of path) {
    if (inside === undefined) return undefined;
    part = inside.parts === undefined ? (number === 1 ? inside : undefined) : inside.parts[number - 1];
    if (part === undefined) return undefined;
    inside = part.parts === undefined ? part.message : part;
  }
  return part;
}
