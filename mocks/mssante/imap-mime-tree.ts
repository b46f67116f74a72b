import { headerParameters, type HeaderValue } from './imap-header-value.js';

/** A run of bytes of the message, `end` excluded. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where the parts of a message are (RFC 3501 §6.4.5 numbers them). Structure only: nothing is decoded, so that what is
 * served is what was received.
 */
export interface MimePart {
  /** Header lines and the empty line after them. */
  header: ByteRange;
  body: ByteRange;
  /** Fields of the header, in order. */
  fields: readonly HeaderField[];
  contentType: HeaderValue;
  /** Parts of a multipart, never empty then. */
  parts?: MimePart[];
  /** The message a message/rfc822 part holds. */
  message?: MimePart;
}

/** One field of a header. */
export interface HeaderField extends ByteRange {
  /** Lower case. */
  name: string;
  /** Unfolded to one space, without the spaces around it; latin1, not decoded. */
  value: string;
}

// A real mail nests three or four levels; a hostile one would exhaust the stack or the memory.
const MAX_DEPTH = 30;
const MAX_PARTS = 2_000;
const MAX_VALUE = 64 * 1024;
const MAX_FIELDS = 5_000;

// RFC 2045 §5.2.
const DEFAULT_TYPE = 'text/plain';

const trees = new WeakMap<Buffer, MimePart>();

/** Splits a message. Never throws: beyond 30 levels or 2000 parts, parts are left whole. Kept as long as its bytes. */
export function mimeTree(raw: Buffer): MimePart {
  let tree = trees.get(raw);
  if (tree === undefined) {
    tree = splitPart(raw, { start: 0, end: raw.length }, DEFAULT_TYPE, { depth: 0, parts: { count: 0 } });
    trees.set(raw, tree);
  }
  return tree;
}

/** Value of the first field of this name (lower case), undefined when there is none. */
export function fieldValue(part: MimePart, name: string): string | undefined {
  return part.fields.find((field) => field.name === name)?.value;
}

interface Depth {
  depth: number;
  parts: { count: number };
}

function splitPart(raw: Buffer, range: ByteRange, defaultType: string, { depth, parts }: Depth): MimePart {
  parts.count += 1;
  const { fields, end } = readHeader(raw, range);
  const declared = fields.find(({ name }) => name === 'content-type')?.value;
  const parsed = headerParameters(declared ?? defaultType);
  const contentType = /^[^/\s]+\/[^/\s]+$/.test(parsed.value) ? parsed : headerParameters(DEFAULT_TYPE);
  const body = { start: end, end: range.end };
  const part: MimePart = { header: { start: range.start, end }, body, fields, contentType };
  if (depth >= MAX_DEPTH) return part;

  const type = contentType.value.toLowerCase();
  const deeper = { depth: depth + 1, parts };
  if (type === 'message/rfc822') part.message = splitPart(raw, body, DEFAULT_TYPE, deeper);
  if (type.startsWith('multipart/')) {
    const inner = type === 'multipart/digest' ? 'message/rfc822' : DEFAULT_TYPE;
    const boundary = contentType.parameters.find(([name]) => name.toLowerCase() === 'boundary')?.[1];
    const ranges = boundary ? bodyParts(raw, body, boundary, MAX_PARTS - parts.count) : [];
    // The grammar of BODYSTRUCTURE wants one part at least.
    if (ranges.length === 0) ranges.push({ start: body.end, end: body.end });
    part.parts = ranges.map((one) => splitPart(raw, one, inner, deeper));
  }
  return part;
}

/** Reads the fields up to the empty line; `end` is after it. */
function readHeader(raw: Buffer, range: ByteRange): { fields: HeaderField[]; end: number } {
  const fields: HeaderField[] = [];
  let start = range.start;
  while (start < range.end) {
    let end = lineEnd(raw, start, range.end);
    if (isEmptyLine(raw, start, end)) return { fields, end };
    while (end < range.end && (raw[end] === 0x20 || raw[end] === 0x09)) end = lineEnd(raw, end, range.end);
    if (fields.length < MAX_FIELDS) fields.push(readField(raw, start, end));
    start = end;
  }
  return { fields, end: range.end };
}

function readField(raw: Buffer, start: number, end: number): HeaderField {
  const text = raw.subarray(start, Math.min(end, start + MAX_VALUE)).toString('latin1');
  const colon = text.indexOf(':');
  const name = colon < 0 ? '' : text.slice(0, colon).trim().toLowerCase();
  return {
    name,
    value: text
      .slice(colon + 1)
      .replaceAll(/\r?\n[ \t]*/g, ' ')
      .trim(),
    start,
    end,
  };
}

/** Ranges between the delimiter lines (RFC 2046 §5.1.1); the line break before a delimiter belongs to it. */
function bodyParts(raw: Buffer, body: ByteRange, boundary: string, most: number): ByteRange[] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  // A view that ends with the body: a search beyond it would cost the rest of the message for every part.
  const view = raw.subarray(0, body.end);
  const ranges: ByteRange[] = [];
  let partStart: number | undefined;
  for (let at = view.indexOf(delimiter, body.start); at >= 0; at = view.indexOf(delimiter, at + 1)) {
    if (at > body.start && raw[at - 1] !== 0x0a) continue;
    const next = lineEnd(raw, at, body.end);
    const rest = view.toString('latin1', at + delimiter.length, Math.min(next, at + delimiter.length + 1000));
    const ending = /^(--)?[ \t]*\r?\n?$/.exec(rest);
    if (ending === null) continue;
    if (partStart !== undefined) ranges.push({ start: partStart, end: Math.max(partStart, beforeLineBreak(raw, at)) });
    partStart = next;
    if (ending[1] !== undefined || ranges.length >= most) return ranges;
  }
  if (partStart !== undefined) ranges.push({ start: partStart, end: body.end });
  return ranges;
}

function lineEnd(raw: Buffer, start: number, end: number): number {
  const at = raw.subarray(start, end).indexOf(0x0a);
  return at < 0 ? end : start + at + 1;
}

function isEmptyLine(raw: Buffer, start: number, end: number): boolean {
  return end - start === 1 ? raw[start] === 0x0a : end - start === 2 && raw[start] === 0x0d && raw[start + 1] === 0x0a;
}

function beforeLineBreak(raw: Buffer, lineStart: number): number {
  if (raw[lineStart - 1] !== 0x0a) return lineStart;
  return raw[lineStart - 2] === 0x0d ? lineStart - 2 : lineStart - 1;
}
