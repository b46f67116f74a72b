import { compiler } from 'imapflow/lib/handler/imap-handler.js';
import type { ImapCompileNode } from 'imapflow/lib/handler/types.js';

/** A node of a response: token, quoted string, number, NIL (null), parenthesised list. */
export type ImapNode = ImapCompileNode;

/** An untagged response: `untagged('FLAGS', [[atom('\\Seen')]])` is `* FLAGS (\Seen)`. */
export async function untagged(command: string, attributes: ImapNode[] = []): Promise<Buffer> {
  // In pieces whatever it is asked, although its types promise one buffer otherwise.
  const pieces = await compiler({ tag: '*', command, attributes }, { asArray: true });
  return Buffer.concat([...pieces, CRLF]);
}

/** A status response (RFC 3501 §7.1), tagged or `*`; the text is never empty, some clients stop on a bare `OK`. */
export function status(tag: string, condition: 'OK' | 'NO' | 'BAD' | 'BYE', text: string, code?: string): Buffer {
  const safe = text.replaceAll(/[^\x20-\x7e]/g, '?');
  return Buffer.from(`${tag} ${condition} ${code === undefined ? '' : `[${code}] `}${safe}\r\n`, 'latin1');
}

/** A continuation request; `text` is base64 or words. */
export function continuation(text: string): Buffer {
  return Buffer.from(`+ ${text}\r\n`, 'latin1');
}

/** An atom: flag, item name. */
export function atom(value: string): ImapNode {
  return { type: 'ATOM', value };
}

/** `nstring`: NIL when undefined, quoted when it can be, else a literal. `value` is latin1. */
export function nstring(value: string | undefined): ImapNode {
  if (value === undefined) return null;
  // A long quoted string is legal but some clients' line buffers are short.
  if (/^[\x20-\x7e]*$/.test(value) && value.length < 1000) return value;
  return literal(Buffer.from(value, 'latin1'));
}

/** A literal: bytes as they are. */
export function literal(value: Buffer): ImapNode {
  return { type: 'LITERAL', value };
}

const CRLF = Buffer.from('\r\n');
