import { astring, type ImapArgument, keyword } from './imap-arguments.js';
import { fieldValue, mimeTree } from './imap-mime-tree.js';
import { bad } from './imap-refusal.js';
import { searchText } from './imap-search-text.js';
import type { FolderView, NumberedMessage } from './imap-view.js';
import { hasFlag } from './mailbox-folder.js';

/** Whether a message matches. */
export type SearchMatch = (numbered: NumberedMessage) => boolean | Promise<boolean>;

const MAX_KEYS = 200;

/** Reads the keys of SEARCH, all of which must match (RFC 3501 §6.4.4). Throws ImapRefusal BAD. */
export function readSearchKeys(given: readonly ImapArgument[], view: FolderView): SearchMatch {
  return allOf(new KeyReader(given, view, { keys: 0 }).readAll());
}

/** Reads keys one after the other; lists have a reader of their own, and one count for all. */
class KeyReader {
  readonly #given: readonly ImapArgument[];
  readonly #view: FolderView;
  readonly #count: { keys: number };
  #at = 0;

  constructor(given: readonly ImapArgument[], view: FolderView, count: { keys: number }) {
    this.#given = given;
    this.#view = view;
    this.#count = count;
  }

  readAll(): SearchMatch[] {
    const keys: SearchMatch[] = [];
    while (this.#at < this.#given.length) keys.push(this.#key());
    return keys;
  }

  #key(): SearchMatch {
    this.#count.keys += 1;
    if (this.#count.keys > MAX_KEYS) throw bad(`More than ${MAX_KEYS} search keys`);
    const argument = this.#next();
    if (Array.isArray(argument)) return allOf(new KeyReader(argument, this.#view, this.#count).readAll());
    const name = keyword(argument) ?? '';
    if (/^[\d*]/.test(name)) return this.#set(name, false);
    if (name === 'NOT') return negate(this.#key());
    if (name === 'OR') return either(this.#key(), this.#key());
    if (name === 'UID') return this.#set(this.#string(), true);
    if (name === 'HEADER') return headerContains(this.#string(), this.#string());
    return this.#flagKey(name) ?? this.#valueKey(name);
  }

  #flagKey(name: string): SearchMatch | undefined {
    const { recent } = this.#view;
    if (name === 'ALL') return () => true;
    if (name === 'RECENT') return ({ message }) => recent.has(message.uid);
    if (name === 'OLD') return ({ message }) => !recent.has(message.uid);
    if (name === 'NEW') return ({ message }) => recent.has(message.uid) && !message.flags.has('\\Seen');
    const flag = FLAGS[name.replace(/^UN/, '')];
    if (flag !== undefined) return hasOrNot(flag, name.startsWith('UN'));
    if (name === 'KEYWORD' || name === 'UNKEYWORD') return hasOrNot(this.#string(), name === 'UNKEYWORD');
    return undefined;
  }

  #valueKey(name: string): SearchMatch {
    const compare = DATES[name];
    if (compare !== undefined) return compare(searchDate(this.#string()));
    const size = name === 'LARGER' || name === 'SMALLER' ? Number(this.#digits()) : 0;
    if (name === 'LARGER') return ({ message }) => message.raw.length > size;
    if (name === 'SMALLER') return ({ message }) => message.raw.length < size;
    if (ADDRESS_FIELDS.includes(name)) return headerContains(name, this.#string());
    if (name !== 'BODY' && name !== 'TEXT') throw bad('Unknown search key');
    const wanted = folded(this.#string());
    return async ({ message }) => {
      const text = await searchText(message.raw);
      return text.body.includes(wanted) || (name === 'TEXT' && text.header.includes(wanted));
    };
  }

  #set(set: string, byUid: boolean): SearchMatch {
    const named = new Set(this.#view.select(set, byUid).map(({ sequence }) => sequence));
    return ({ sequence }) => named.has(sequence);
  }

  #next(): ImapArgument {
    if (this.#at >= this.#given.length) throw bad('Search key expected');
    this.#at += 1;
    return this.#given[this.#at - 1];
  }

  #string(): string {
    return astring(this.#next(), 'String');
  }

  #digits(): string {
    const digits = this.#string();
    if (!/^\d{1,15}$/.test(digits)) throw bad('Number expected');
    return digits;
  }
}

const FLAGS: Partial<Record<string, string>> = {
  ANSWERED: '\\Answered',
  DELETED: '\\Deleted',
  DRAFT: '\\Draft',
  FLAGGED: '\\Flagged',
  SEEN: '\\Seen',
};
const ADDRESS_FIELDS = ['FROM', 'TO', 'CC', 'BCC', 'SUBJECT'];

const DATES: Partial<Record<string, (day: string) => SearchMatch>> = {
  BEFORE: (day) => (numbered) => receivedOn(numbered) < day,
  ON: (day) => (numbered) => receivedOn(numbered) === day,
  SINCE: (day) => (numbered) => receivedOn(numbered) >= day,
  SENTBEFORE: (day) => sent((date) => date < day),
  SENTON: (day) => sent((date) => date === day),
  SENTSINCE: (day) => sent((date) => date >= day),
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Day of INTERNALDATE as it is shown, in UTC: `2026-11-21`. */
function receivedOn({ message }: NumberedMessage): string {
  return message.internalDate.toISOString().slice(0, 10);
}

/** Compares the day written in Date, whatever its time zone; a mail without one never matches. */
function sent(compare: (day: string) => boolean): SearchMatch {
  return ({ message }) => {
    const written = /(\d{1,2}) ([A-Za-z]{3}) (\d{4})/.exec(fieldValue(mimeTree(message.raw), 'date') ?? '');
    const day = written === null ? undefined : isoDay(written[1], written[2], written[3]);
    return day !== undefined && compare(day);
  };
}

/** Reads `21-Nov-2026` of SEARCH. */
function searchDate(text: string): string {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  const day = match === null ? undefined : isoDay(match[1], match[2], match[3]);
  if (day === undefined) throw bad('Date expected');
  return day;
}

function isoDay(day = '', month = '', year = ''): string | undefined {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function headerContains(field: string, value: string): SearchMatch {
  const name = field.toLowerCase();
  const wanted = folded(value);
  return async ({ message }) => {
    const written = mimeTree(message.raw).fields.filter((one) => one.name === name);
    if (written.some((one) => folded(one.value).includes(wanted))) return true;
    // Decoding a mail costs: only when an encoded word may hide what is looked for.
    if (!written.some((one) => one.value.includes('=?'))) return false;
    return (await searchText(message.raw)).fields.get(name)?.some((one) => one.includes(wanted)) ?? false;
  };
}

/** Bytes of commands and fields are UTF-8 (US-ASCII is a part of it). */
function folded(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8').toLowerCase();
}

function hasOrNot(flag: string, not: boolean): SearchMatch {
  return ({ message }) => hasFlag(message.flags, flag) !== not;
}

function allOf(keys: readonly SearchMatch[]): SearchMatch {
  return async (numbered) => {
    for (const key of keys) if (!(await key(numbered))) return false;
    return true;
  };
}

function either(one: SearchMatch, other: SearchMatch): SearchMatch {
  return async (numbered) => (await one(numbered)) || (await other(numbered));
}

function negate(key: SearchMatch): SearchMatch {
  return async (numbered) => !(await key(numbered));
}
