/** A field of a report: `Final-Recipient: rfc822;a@b`. */
export interface ReportField {
  /** Lower case. */
  name: string;
  value: string;
}

/**
 * Groups of fields of a machine-readable report (RFC 3464 §2.1, RFC 8098 §3.1), separated by empty lines and unfolded.
 * A part sent in base64 under a misspelled encoding header is decoded first.
 */
export function reportFields(part: Buffer): ReportField[][] {
  const text = readable(part).replaceAll(/\r?\n[ \t]+/g, ' ');
  const groups = text.split(/\r?\n(?:[ \t]*\r?\n)+/).map((group) => group.split(/\r?\n/).flatMap(field));
  return groups.filter((group) => group.length > 0);
}

/** Value of the first field of that name, without case; undefined when absent. */
export function fieldValue(fields: readonly ReportField[], name: string): string | undefined {
  return fields.find((one) => one.name === name.toLowerCase())?.value;
}

/** The address of a typed recipient (`rfc822; a@b`), or the value itself when it has no type. */
export function recipientAddress(value: string | undefined): string | undefined {
  return value?.replace(/^[^;@]*;/, '').trim();
}

/**
 * Fields as a report's part is written, CRLF ended; fields without a value are left out. A value stays on its line: a
 * label taken from elsewhere must not make a field of its own.
 */
export function writeFields(
  groups: readonly (readonly (readonly [name: string, value: string | undefined])[])[],
): string {
  return groups
    .map((group) =>
      group.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`])).join(''),
    )
    .join('\r\n');
}

function oneLine(value: string): string {
  return value.replaceAll(/[\r\n]+/g, ' ').trim();
}

function field(line: string): ReportField[] {
  const colon = line.indexOf(':');
  if (colon <= 0) return [];
  return [{ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }];
}

function readable(part: Buffer): string {
  const text = part.toString('utf8');
  return !text.includes(':') && /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;
}
