import type { ImapAttribute, ImapAttributeList } from 'imapflow/lib/handler/types.js';
import { decodeFolderName } from './imap-names.js';
import { bad } from './imap-refusal.js';

/** An argument as imapflow's tokenizer gives it; `undefined` = there is none. */
export type ImapArgument = ImapAttribute | undefined;

/** An `astring`, atom or string or literal, as latin1. Throws ImapRefusal BAD when it is anything else. */
export function astring(argument: ImapArgument, what: string): string {
  // The tokenizer reads the atom NIL as null; where a string is expected it is an ordinary word.
  if (argument === null) return 'NIL';
  if (argument === undefined || Array.isArray(argument) || argument.section !== undefined) {
    throw bad(`${what} expected`);
  }
  const { value } = argument;
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  return String(value ?? '');
}

/** Bytes of a literal. Throws ImapRefusal BAD when it is anything else. */
export function literalBytes(argument: ImapArgument, what: string): Buffer {
  if (argument?.type === 'LITERAL') {
    // The tokenizer gives a string for the empty literal when the queue is empty.
    return Buffer.isBuffer(argument.value) ? argument.value : Buffer.alloc(0);
  }
  throw bad(`${what} expected`);
}

/** A word of the protocol, upper case; undefined when the argument is a list, NIL or missing. */
export function keyword(argument: ImapArgument): string | undefined {
  if (argument === undefined || argument === null || Array.isArray(argument)) return undefined;
  return typeof argument.value === 'string' ? argument.value.toUpperCase() : undefined;
}

/** A parenthesised list. Throws ImapRefusal BAD when it is anything else. */
export function list(argument: ImapArgument, what: string): ImapAttributeList {
  if (Array.isArray(argument)) return argument;
  throw bad(`${what} expected`);
}

/** The name of a folder, decoded. Throws ImapRefusal. */
export function folderName(argument: ImapArgument): string {
  const name = decodeFolderName(astring(argument, 'Mailbox name'));
  if (name === '') throw bad('Mailbox name expected');
  return name;
}

/** Flags of STORE and APPEND: system ones and keywords. Throws ImapRefusal BAD on anything else. */
export function flags(items: readonly ImapArgument[]): string[] {
  return items.map((item) => {
    const flag = astring(item, 'Flag');
    if (!/^\\?[^\x00-\x20\x7f-\xff(){%*"\\\]]{1,100}$/.test(flag)) throw bad('Flag expected');
    if (flag.startsWith('\\') && !SYSTEM_FLAG.test(flag)) throw bad(`Unknown system flag ${flag}`);
    return flag;
  });
}

const SYSTEM_FLAG = /^\\(seen|answered|flagged|deleted|draft|recent)$/i;

/** Throws ImapRefusal BAD when a command has more arguments than it takes. */
export function atMost(given: ImapAttributeList, count: number): void {
  if (given.length > count) throw bad('Too many arguments');
}
