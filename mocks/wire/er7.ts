import { BancError } from './errors.js';

/** The five delimiters a message declares in MSH-1 and MSH-2. */
export interface Er7Delimiters {
  field: string;
  component: string;
  repetition: string;
  escape: string;
  subcomponent: string;
}

/** `|^~\&`, what every message of the French profiles uses. */
export const ER7_DELIMITERS: Er7Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** One segment. `fields[n]` is the raw text of field n; `fields[0]` is the name; MSH-1 is the field separator itself. */
export interface Er7Segment {
  name: string;
  fields: string[];
  /** What ended the segment, blank lines included: `\r` on the wire, `\n` in files kept in Git, '' at the end. */
  end: string;
  delimiters: Er7Delimiters;
}

/** A message as received: {@link formatEr7} gives back the same characters. */
export interface Er7Message {
  delimiters: Er7Delimiters;
  /** Characters before MSH (blank lines, byte order mark); '' normally. */
  lead: string;
  segments: Er7Segment[];
}

/** One repetition of a field, raw; read it with {@link partOf}. */
export interface Er7Repetition {
  raw: string;
  delimiters: Er7Delimiters;
}

/** Segments of a message, far beyond any real one: more is made to harm. */
const MAX_SEGMENTS = 20_000;

/**
 * Reads one ER7 message (HL7 v2.5 §2.5 and §2.6). CR, LF and CRLF all end a segment; raw fields are kept as they are.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the text does not start with MSH and its delimiters, or has more than
 * twenty thousand segments.
 */
export function parseEr7(text: string): Er7Message {
  const lead = /^[\uFEFF \t\r\n]*/.exec(text)?.[0] ?? '';
  const delimiters = delimitersOf(text.slice(lead.length));
  const segments: Er7Segment[] = [];
  // Split with the separators kept: even places are segments, odd ones what ended them.
  const pieces = text.slice(lead.length).split(/([\r\n]+)/);
  if (pieces.length > 2 * MAX_SEGMENTS + 1) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      `More than ${MAX_SEGMENTS} segments: this is no message of these flows.`,
    );
  }
  for (let at = 0; at < pieces.length; at += 2) {
    const line = pieces[at] ?? '';
    const end = pieces[at + 1] ?? '';
    if (line === '' && end === '') continue;
    segments.push({ ...fieldsOf(line, delimiters), end, delimiters });
  }
  return { delimiters, lead, segments };
}

function delimitersOf(text: string): Er7Delimiters {
  if (!/^MSH[^A-Za-z0-9\s]/.test(text)) {
    throw new BancError('BANC_MESSAGE_INVALID', 'An HL7 v2 message starts with MSH and its field separator.');
  }
  const field = text[3] ?? '|';
  // Code points: samples of the volet V2.0 hold a character outside ASCII here.
  const declared = Array.from(text.slice(4).split(field, 1)[0] ?? '');
  return {
    field,
    component: declared[0] ?? ER7_DELIMITERS.component,
    repetition: declared[1] ?? ER7_DELIMITERS.repetition,
    escape: declared[2] ?? ER7_DELIMITERS.escape,
    subcomponent: declared[3] ?? ER7_DELIMITERS.subcomponent,
  };
}

function fieldsOf(line: string, { field }: Er7Delimiters): { name: string; fields: string[] } {
  const fields = line.split(field);
  const name = fields[0] ?? '';
  return { name, fields: isHeader(name) ? [name, field, ...fields.slice(1)] : fields };
}

/** FHS and BHS write their delimiters as MSH does. */
function isHeader(name: string): boolean {
  return name === 'MSH' || name === 'FHS' || name === 'BHS';
}

/** Writes a message, character for character what was parsed or built. */
export function formatEr7({ lead, segments }: Er7Message): string {
  return lead + segments.map((segment) => formatSegment(segment) + segment.end).join('');
}

/** One segment as written, without what ends it. */
export function formatSegment({ name, fields, delimiters: { field } }: Er7Segment): string {
  return isHeader(name) ? name + field + fields.slice(2).join(field) : fields.join(field);
}

/** Every segment of that name, in order. */
export function segmentsOf(message: Er7Message, name: string): Er7Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

/** The first segment of that name. */
export function segmentOf(message: Er7Message, name: string): Er7Segment | undefined {
  return message.segments.find((segment) => segment.name === name);
}

/** Raw text of a field, all repetitions; '' when absent. */
export function fieldOf(segment: Er7Segment | undefined, field: number): string {
  return segment?.fields[field] ?? '';
}

/**
 * Unescaped value at `field[.component[.subcomponent]]`, a repetition in brackets: `8.10`, `3[2].4.2`. The first
 * repetition when none is named. A path that stops above the leaf gives the first leaf below it. '' when absent.
 */
export function valueOf(segment: Er7Segment | undefined, path: string): string {
  const [, field, repetition, rest] = /^(\d+)(?:\[(\d+)\])?(?:\.(.+))?$/.exec(path) ?? [];
  if (segment === undefined || field === undefined) return '';
  const one = repetitionsOf(segment, Number(field))[Number(repetition ?? '1') - 1];
  return one ? partOf(one, rest ?? '1') : '';
}

/** Repetitions of a field; none when the field is empty. The delimiters field MSH-2 is never split. */
export function repetitionsOf(segment: Er7Segment | undefined, field: number): Er7Repetition[] {
  const raw = fieldOf(segment, field);
  if (segment === undefined || raw === '') return [];
  const { delimiters } = segment;
  if (isHeader(segment.name) && field <= 2) return [{ raw, delimiters: NOTHING_SPLITS }];
  return raw.split(delimiters.repetition).map((one) => ({ raw: one, delimiters }));
}

/** A character that no text holds. */
const NOTHING_SPLITS: Er7Delimiters = {
  field: '\0',
  component: '\0',
  repetition: '\0',
  escape: '\0',
  subcomponent: '\0',
};

/** Unescaped `component[.subcomponent]` of a repetition; '' when absent. */
export function partOf({ raw, delimiters }: Er7Repetition, path: string): string {
  const [component = '1', subcomponent = '1'] = path.split('.');
  const whole = raw.split(delimiters.component)[Number(component) - 1] ?? '';
  return unescapeEr7(whole.split(delimiters.subcomponent)[Number(subcomponent) - 1] ?? '', delimiters);
}

/** Whole component, unescaped, sub-components not split: for texts whose writer forgot to escape `&`. */
export function wholePartOf({ raw, delimiters }: Er7Repetition, component: number): string {
  return unescapeEr7(raw.split(delimiters.component)[component - 1] ?? '', delimiters);
}

/** Protects delimiters and control characters (CR and LF would end the segment) inside a value (HL7 v2.5 §2.7). */
export function escapeEr7(value: string, delimiters = ER7_DELIMITERS): string {
  const letters: Record<string, string> = {
    [delimiters.field]: 'F',
    [delimiters.component]: 'S',
    [delimiters.subcomponent]: 'T',
    [delimiters.repetition]: 'R',
    [delimiters.escape]: 'E',
  };
  const sequence = (inner: string): string => delimiters.escape + inner + delimiters.escape;
  return Array.from(value)
    .map((character) => {
      const letter = letters[character];
      if (letter !== undefined) return sequence(letter);
      if (character >= ' ') return character;
      return sequence(`X${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
    })
    .join('');
}

/** Inverse of {@link escapeEr7}, with `\.br\` as a line break and `\Xhh…\` as bytes; unknown sequences stay as they are. */
export function unescapeEr7(raw: string, delimiters = ER7_DELIMITERS): string {
  const { escape } = delimiters;
  if (!raw.includes(escape)) return raw;
  const letters: Record<string, string> = {
    F: delimiters.field,
    S: delimiters.component,
    T: delimiters.subcomponent,
    R: delimiters.repetition,
    E: escape,
    '.br': '\n',
  };
  const pieces = raw.split(escape);
  let text = pieces[0] ?? '';
  let at = 1;
  while (at < pieces.length) {
    const inner = pieces[at] ?? '';
    const meaning = at + 1 < pieces.length ? (letters[inner] ?? hexadecimal(inner)) : undefined;
    if (meaning === undefined) {
      text += escape + inner;
      at += 1;
    } else {
      text += meaning + (pieces[at + 1] ?? '');
      at += 2;
    }
  }
  return text;
}

function hexadecimal(inner: string): string | undefined {
  if (!/^X([0-9A-Fa-f]{2})+$/.test(inner)) return undefined;
  const bytes = Buffer.from(inner.slice(1), 'hex');
  const utf8 = bytes.toString('utf8');
  return utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8;
}

/** A field to write: components, each a value or its sub-components; all escaped, empty ends left out. */
export function er7Field(...components: (string | undefined | readonly (string | undefined)[])[]): string {
  return joined(
    components.map((one) =>
      typeof one === 'object'
        ? joined(
            one.map((part) => escapeEr7(part ?? '')),
            '&',
          )
        : escapeEr7(one ?? ''),
    ),
    '^',
  );
}

/** Fields written by {@link er7Field} put together as repetitions. */
export function er7Repeated(fields: readonly string[]): string {
  return fields.join('~');
}

function joined(parts: readonly string[], separator: string): string {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(separator);
}

/** A segment to write: raw fields by number (see {@link er7Field}), ended by CR; empty ends left out. */
export function er7Segment(name: string, fields: Readonly<Record<number, string | undefined>>): Er7Segment {
  const filled = Object.keys(fields)
    .map(Number)
    .filter((field) => (fields[field] ?? '') !== '');
  const written = Array.from({ length: Math.max(0, ...filled) + 1 }, (_, field) => fields[field] ?? '');
  return { name, fields: [name, ...written.slice(1)], end: '\r', delimiters: ER7_DELIMITERS };
}

/** The text of segments put together as one message. */
export function er7Text(segments: readonly Er7Segment[]): string {
  return formatEr7({ delimiters: ER7_DELIMITERS, lead: '', segments: [...segments] });
}
