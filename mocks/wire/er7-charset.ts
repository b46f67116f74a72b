import { isAscii, isUtf8 } from 'node:buffer';
import { BancError } from './errors.js';

/** Charsets of MSH-18 the volets allow (hl7v2-pfi-cda.md §3), and what products send besides. */
const CHARSETS: Readonly<Record<string, Er7Encoding>> = {
  'UNICODE UTF-8': 'utf-8',
  '8859/15': 'iso-8859-15',
  '8859/1': 'iso-8859-1',
  ASCII: 'iso-8859-1',
  '': 'iso-8859-1',
};

/** How the bytes of a message are read. */
export type Er7Encoding = 'utf-8' | 'iso-8859-15' | 'iso-8859-1';

/** The text of a message, and what was wrong with its charset. */
export interface DecodedEr7 {
  text: string;
  encoding: Er7Encoding;
  /** MSH-18 as written, first repetition; '' when absent. */
  declared: string;
  /**
   * `unknown`: MSH-18 names no charset we know, read as UTF-8 when the bytes are valid UTF-8, else ISO 8859-15.
   * `invalid`: MSH-18 says UTF-8 and the bytes are not; read as ISO 8859-15.
   * `utf-8`: MSH-18 says otherwise and the accented letters are UTF-8; read as MSH-18 says.
   */
  fault?: 'unknown' | 'invalid' | 'utf-8';
}

/**
 * Decodes the bytes of a message as its MSH-18 says: the header is read as Latin-1 first, being ASCII in every charset
 * allowed (hl7v2-pfi-cda.md §3). Never throws; the CDA inside is base64 and has its own encoding.
 */
export function decodeEr7(bytes: Uint8Array): DecodedEr7 {
  const declared = charsetOf(Buffer.from(bytes).subarray(0, 4096).toString('latin1').replace(/^ï»¿/, ''));
  const encoding = CHARSETS[declared];
  if (encoding !== undefined && encoding !== 'utf-8') {
    const text = decoded(bytes, encoding);
    return { text, encoding, declared, ...(isUtf8BeyondAscii(bytes) ? { fault: 'utf-8' } : {}) };
  }
  const fault = encoding === undefined ? 'unknown' : 'invalid';
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf-8', declared, ...(encoding === undefined ? { fault } : {}) };
  } catch {
    return { text: decoded(bytes, 'iso-8859-15'), encoding: 'iso-8859-15', declared, fault };
  }
}

function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
  return !isAscii(bytes) && isUtf8(bytes);
}

function decoded(bytes: Uint8Array, encoding: Er7Encoding): string {
  // The label iso-8859-1 of the Encoding standard means windows-1252: Buffer gives the real one.
  return encoding === 'iso-8859-1'
    ? Buffer.from(bytes).toString('latin1')
    : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** MSH-18 of a message, first repetition; '' when absent. */
function charsetOf(text: string): string {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const fields = header.split(header[3] ?? '|');
  return (fields[17] ?? '').split('~')[0]?.trim() ?? '';
}

/** What ISO 8859-15 has in place of eight characters of ISO 8859-1. */
const LATIN9 = new Map([
  ['€', 0xa4],
  ['Š', 0xa6],
  ['š', 0xa8],
  ['Ž', 0xb4],
  ['ž', 0xb8],
  ['Œ', 0xbc],
  ['œ', 0xbd],
  ['Ÿ', 0xbe],
]);

/**
 * The bytes of a message in the charset its MSH-18 says; UTF-8 when that names none we know. Typographic apostrophes
 * and dashes, which ISO 8859-15 lacks, are written `'` and `-`.
 *
 * @throws BancError BANC_MESSAGE_INVALID when another character does not exist in the charset.
 */
export function encodeEr7(text: string): Buffer {
  const encoding = CHARSETS[charsetOf(text)] ?? 'utf-8';
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const plain = text.replace(/[‘’]/g, "'").replace(/[–—]/g, '-');
  return Buffer.from(
    Array.from(plain, (character) => {
      const special = encoding === 'iso-8859-15' ? LATIN9.get(character) : undefined;
      const code = special ?? character.codePointAt(0) ?? 0;
      const replaced = encoding === 'iso-8859-15' && special === undefined && REPLACED.has(code);
      if (code <= 0xff && !replaced) return code;
      throw new BancError(
        'BANC_MESSAGE_INVALID',
        `« ${character} » does not exist in ${encoding}: send the message as UNICODE UTF-8, or without it.`,
      );
    }),
  );
}

/** Places of ISO 8859-1 whose character ISO 8859-15 gave up. */
const REPLACED = new Set(LATIN9.values());
