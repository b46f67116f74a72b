import { parser } from 'imapflow/lib/handler/imap-handler.js';
import type { ImapAttributeList } from 'imapflow/lib/handler/types.js';
import { bad } from './imap-refusal.js';
import type { ImapReader } from './imap-reader.js';

/** A command as received, not understood yet. */
export interface RawCommand {
  /** All its lines, literal markers included (`{12}` then CRLF), one character a byte (latin1). */
  text: string;
  literals: Buffer[];
}

/** A command understood. */
export interface ImapCommand {
  tag: string;
  /** Upper case, `UID ` and the mechanism of AUTHENTICATE included: `UID FETCH`, `AUTHENTICATE PLAIN`. */
  name: string;
  /** Strings are latin1: one character a byte. */
  arguments: ImapAttributeList;
}

/** What a command may weigh. */
export interface CommandLimits {
  /** All lines of a command, literals apart. */
  lineBytes: number;
  /** Literals of a command, all together. */
  literalBytes: number;
}

/** Why a command could not be read; nothing more can be read after, but for `literalTooLarge` of a waiting client. */
export type UnreadCommand =
  { unread: 'closed' } | { unread: 'lineTooLong' } | { unread: 'literalTooLarge'; tag: string; waiting: boolean };

const LITERAL = /\{(\d{1,12})(\+?)\}$/;

/**
 * Reads a command with its literals, synchronizing (`{n}`: `proceed` is called, to send `+`) or not (`{n+}`, RFC 7888).
 * `limits` is asked once the beginning of the command is known: an APPEND may be larger than a LOGIN.
 */
export async function readCommand(
  reader: ImapReader,
  limits: (beginning: string) => CommandLimits,
  proceed: () => Promise<void>,
): Promise<RawCommand | UnreadCommand> {
  const literals: Buffer[] = [];
  let text = '';
  let room = limits('');
  let left: number | undefined;
  for (;;) {
    const line = await reader.line(room.lineBytes - text.length);
    if (line === undefined) return { unread: 'closed' };
    if (line === 'tooLong') return { unread: 'lineTooLong' };
    text += line.toString('latin1');
    const marker = LITERAL.exec(text);
    if (marker === null) return { text, literals };
    room = limits(text);
    left ??= room.literalBytes;
    const size = Number(marker[1]);
    const waiting = marker[2] !== '+';
    if (size > left) return { unread: 'literalTooLarge', tag: tagOf(text), waiting };
    left -= size;
    if (waiting) await proceed();
    const literal = await reader.bytes(size);
    if (literal === undefined) return { unread: 'closed' };
    literals.push(literal);
    text += '\r\n';
  }
}

/**
 * Understands a command. Throws ImapRefusal BAD. The tokenizer is imapflow's: it also bounds nesting (25 levels).
 */
export async function parseCommand({ text, literals }: RawCommand): Promise<ImapCommand> {
  const [, verb] = text.split(' ', 2);
  if (tagOf(text) === '*' || verb === undefined) throw bad('A command is a tag, a space and a name');
  try {
    const parsed = await parser(quoteWildcards(text), { literals: [...literals], literalPlus: true });
    if (!parsed.command) throw bad('No command');
    return { tag: tagOf(text), name: parsed.command.toUpperCase(), arguments: parsed.attributes ?? [] };
  } catch (error) {
    throw bad(`Syntax error: ${printable(error instanceof Error ? error.message : '')}`);
  }
}

/** Tag of a command, `*` when it has none that can be sent back. */
export function tagOf(text: string): string {
  return /^([\x21-\x7e]{1,100}?)(?: |$)/.exec(text)?.[1]?.replace(/^.*[(){%*"\\+].*$/, '*') ?? '*';
}

/**
 * imapflow's tokenizer is made for answers of servers: it refuses unquoted names with wildcards (`LIST "" INBOX/%`) and
 * some sequence sets (`1:4` at the end of a list, `2,*`), that clients may send. As quoted strings it takes them all.
 */
function quoteWildcards(text: string): string {
  const space = text.indexOf(' ');
  const quoted = text
    .slice(space)
    .replace(/"(?:[^"\\\r\n]|\\.)*"|[^\s"()[\]{}]+/g, (word) =>
      /^[^"\\]*[*%][^"\\]*$|^[\d:,]*[:,][\d:,]*$/.test(word) ? `"${word}"` : word,
    );
  return text.slice(0, space) + quoted;
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
