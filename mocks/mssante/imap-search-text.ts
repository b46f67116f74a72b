import { type ParsedNode, parseTree } from '../wire/mail-tree.js';
import { type MimePart, mimeTree } from './imap-mime-tree.js';

/** A message as SEARCH sees it: decoded (RFC 2047, transfer encodings, charsets), lower case. */
export interface SearchText {
  header: string;
  /** Values of each field, by lower-case name. */
  fields: ReadonlyMap<string, string[]>;
  /** Text and HTML parts, and attached messages with their headers; files are not searched. */
  body: string;
}

const texts = new WeakMap<Buffer, Promise<SearchText>>();

/** The searchable text of a message; decoded once, kept as long as its bytes. Never rejects. */
export function searchText(raw: Buffer): Promise<SearchText> {
  return searchTextAt(raw, 0);
}

// A message attached to a message, and so on: a hostile mail would have thousands.
const MAX_DEPTH = 4;

function searchTextAt(raw: Buffer, depth: number): Promise<SearchText> {
  let text = texts.get(raw);
  if (text === undefined) {
    text = decode(raw, depth);
    texts.set(raw, text);
  }
  return text;
}

async function decode(raw: Buffer, depth: number): Promise<SearchText> {
  const { fields: written } = mimeTree(raw);
  const fields = new Map<string, string[]>();
  const add = (name: string, value: string) => fields.set(name, [...(fields.get(name) ?? []), value.toLowerCase()]);
  for (const { name, value } of written) add(name, Buffer.from(value, 'latin1').toString('utf8'));
  try {
    const tree = await parseTree(raw);
    // Beside the bytes as written, what they say: a client searches the one or the other.
    for (const [name, value] of tree.headers) add(name, headerText(value));
    const texts = leafTexts(tree);
    for (const { header, body } of await Promise.all(attachedMessages(raw, mimeTree(raw), depth)))
      texts.push(header, body);
    return { header: headerOf(fields), fields, body: texts.join('\n').toLowerCase() };
  } catch {
    // What cannot be read, or not within bounds, is searched as it is.
    return { header: headerOf(fields), fields, body: raw.toString('latin1').toLowerCase() };
  }
}

function leafTexts({ textContent = '', children }: ParsedNode): string[] {
  return [textContent, ...children.flatMap(leafTexts)];
}

/** Messages attached to this one; those attached to them are theirs. */
function attachedMessages(raw: Buffer, { message, parts = [] }: MimePart, depth: number): Promise<SearchText>[] {
  if (message === undefined) return parts.flatMap((part) => attachedMessages(raw, part, depth));
  return depth === MAX_DEPTH ? [] : [searchTextAt(raw.subarray(message.header.start, message.body.end), depth + 1)];
}

function headerOf(fields: ReadonlyMap<string, string[]>): string {
  return [...fields].map(([name, values]) => values.map((value) => `${name}: ${value}`).join('\n')).join('\n');
}

function headerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(headerText).join('\n');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return '';
  return 'text' in value && typeof value.text === 'string'
    ? value.text
    : Object.values(value).map(headerText).join(' ');
}
