import { bad, no } from './imap-refusal.js';

const MAX_NAME = 500;

/**
 * Reads a folder name as clients write it: modified UTF-7 (RFC 3501 §5.1.3). Throws ImapRefusal when it is not, or when
 * it is no name a folder may have.
 */
export function decodeFolderName(wire: string): string {
  if (wire.length > MAX_NAME) throw no('Mailbox name too long', 'LIMIT');
  const name = wire.replace(/&([^-]*)(-?)/g, (_all, encoded: string, end: string) => {
    if (end === '') throw bad('Mailbox name is not modified UTF-7: no - after &');
    return encoded === '' ? '&' : decodeShift(encoded);
  });
  if (/[^\x20-\x7e]/.test(wire)) throw bad('Mailbox name is not modified UTF-7: characters outside US-ASCII');
  return name.toUpperCase() === 'INBOX' ? 'INBOX' : name;
}

/** Writes a folder name in modified UTF-7. */
export function encodeFolderName(name: string): string {
  return name.replaceAll('&', '&-').replace(/[^\x20-\x7e]+/g, (run) => {
    const utf16 = Buffer.from(run, 'utf16le').swap16();
    return `&${utf16.toString('base64').replaceAll('/', ',').replace(/=+$/, '')}-`;
  });
}

function decodeShift(encoded: string): string {
  const base64 = encoded.replaceAll(',', '/');
  const utf16 = Buffer.from(base64, 'base64');
  const whole = utf16.subarray(0, utf16.length & ~1);
  const text = Buffer.from(whole).swap16().toString('utf16le');
  // Encoding again is the strictest test: bad base64, spare bits, lone surrogates and ASCII that needs no shift all differ.
  if (encodeFolderName(text) !== `&${encoded}-` || /\p{Surrogate}/u.test(text)) {
    throw bad('Mailbox name is not modified UTF-7: bad shift sequence');
  }
  return text;
}
