import type { ImapAttributeNode } from 'imapflow/lib/handler/types.js';
import { astring, type ImapArgument, keyword, list } from './imap-arguments.js';
import { bad } from './imap-refusal.js';
import type { ImapNode } from './imap-response.js';
import { parseSection, type Section } from './imap-sections.js';

const PLAIN_ITEMS = ['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY', 'BODYSTRUCTURE'] as const;

/** One item of FETCH. */
export type FetchItem =
  | { kind: (typeof PLAIN_ITEMS)[number] }
  | {
      kind: 'section';
      section: Section;
      /** Leaves `\Seen` alone. */
      peek: boolean;
      partial?: { origin: number; length: number };
      /** Name of the item in the answer: `BODY[1]<0>`, `RFC822.HEADER`. */
      label: ImapNode;
    };

const MACROS: Partial<Record<string, readonly (typeof PLAIN_ITEMS)[number][]>> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

const RFC822: Partial<Record<string, { what: Section['what']; peek: boolean }>> = {
  RFC822: { what: 'ALL', peek: false },
  'RFC822.HEADER': { what: 'HEADER', peek: true },
  'RFC822.TEXT': { what: 'TEXT', peek: false },
};

const MAX_ITEMS = 200;

/** Reads the items of FETCH: one, a macro, or a list. UID FETCH always answers the UID. Throws ImapRefusal BAD. */
export function fetchItems(given: ImapArgument, byUid: boolean): FetchItem[] {
  const macro = MACROS[keyword(given) ?? ''];
  const asked = Array.isArray(given) ? given : [given];
  if (asked.length === 0 || asked.length > MAX_ITEMS) throw bad('Fetch items expected');
  const items = macro?.map((kind): FetchItem => ({ kind })) ?? asked.map(fetchItem);
  return byUid && !items.some(({ kind }) => kind === 'UID') ? [{ kind: 'UID' }, ...items] : items;
}

function fetchItem(given: ImapArgument): FetchItem {
  const name = keyword(given);
  if (name === undefined || given === null || given === undefined || Array.isArray(given))
    throw bad('Fetch item expected');
  if (given.section !== undefined) return sectionItem(name, given);
  const rfc822 = RFC822[name];
  if (rfc822 !== undefined) {
    const section = { path: [], what: rfc822.what, fields: [] };
    return { kind: 'section', section, peek: rfc822.peek, label: { type: 'ATOM', value: name } };
  }
  const kind = PLAIN_ITEMS.find((item) => item === name);
  if (kind === undefined) throw bad('Unknown fetch item');
  return { kind };
}

function sectionItem(name: string, given: ImapAttributeNode): FetchItem {
  if (name !== 'BODY' && name !== 'BODY.PEEK') throw bad('Unknown fetch item');
  const [what, named, ...rest] = given.section ?? [];
  if (rest.length > 0) throw bad('Unknown section');
  const fields = named === undefined ? undefined : list(named, 'Header fields').map((field) => astring(field, 'Field'));
  const section = parseSection(what === undefined ? '' : astring(what, 'Section'), fields);
  const item: FetchItem = {
    kind: 'section',
    section,
    peek: name === 'BODY.PEEK',
    label: {
      type: 'ATOM',
      value: 'BODY',
      section: sectionLabel(section),
      ...(given.partial === undefined ? {} : { partial: given.partial.slice(0, 1) }),
    },
  };
  if (given.partial === undefined) return item;
  const [origin, length] = given.partial;
  if (origin === undefined || length === undefined || length < 1) throw bad('Partial <origin.length> expected');
  return { ...item, partial: { origin, length } };
}

function sectionLabel({ path, what, fields }: Section): ImapAttributeNode['section'] {
  const words = [...path.map(String), ...(what === 'ALL' ? [] : [what])];
  if (words.length === 0) return [];
  const name = { type: 'ATOM', value: words.join('.') };
  return fields.length === 0 ? [name] : [name, fields.map((value) => ({ type: 'ATOM', value }))];
}
