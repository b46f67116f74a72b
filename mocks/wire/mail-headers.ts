import type { HeaderLine, Mail, MailPart } from './mail-types.js';

/**
 * The header block of a message, field by field, as its bytes are (RFC 5322 §2.2): folded lines are kept in `raw` and
 * unfolded in `value`. Stops at the first empty line. Lines that are no field are left out.
 */
export function headerLines(message: Buffer): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (const raw of fieldsOf(message)) {
    const colon = raw.indexOf(':');
    if (colon <= 0) continue;
    const name = raw.slice(0, colon).trim().toLowerCase();
    const value = Buffer.from(raw.slice(colon + 1), 'latin1').toString('utf8');
    lines.push({ name, value: value.replaceAll(/\r?\n(?=[ \t])/g, '').trim(), raw });
  }
  return lines;
}

/** Values of a header, not decoded, in order; none when it is absent. The name is compared without case. */
export function headerValues(of: Mail | MailPart | { headers: HeaderLine[] }, name: string): string[] {
  const wanted = name.toLowerCase();
  return of.headers.filter((line) => line.name === wanted).map(({ value }) => value);
}

/** Byte offset of the body: what follows the first empty line, or the end of a message that is all headers. */
export function bodyOffset(message: Buffer): number {
  const crlf = message.indexOf('\r\n\r\n');
  const lf = message.indexOf('\n\n');
  const ends = [crlf < 0 ? Infinity : crlf + 4, lf < 0 ? Infinity : lf + 2];
  return Math.min(...ends, message.length);
}

/** Header fields, one latin1 string each, without the last line end. */
export function fieldsOf(message: Buffer): string[] {
  const block = message.subarray(0, bodyOffset(message)).toString('latin1');
  return block.split(/\r?\n(?![ \t])/).filter((field) => field.trim() !== '');
}

/** Message identifiers of a header, in order, angle brackets included. */
export function messageIds(values: readonly string[]): string[] {
  return values.flatMap((value) => value.match(/<[^<>\s]+>/g) ?? []);
}

/** Boundary a Content-Type declares, one character a byte; undefined when it declares none. */
export function boundaryOf(headers: HeaderLine[]): string | undefined {
  const type = headers.find(({ name }) => name === 'content-type')?.raw.replaceAll(/\r?\n/g, '') ?? '';
  const found = /\bboundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  return found?.[1] ?? found?.[2];
}
