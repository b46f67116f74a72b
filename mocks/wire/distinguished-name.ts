/**
 * Distinguished names as VIHF issuers write them: RFC 2253 or the reverse order, several attributes in one RDN, OIDs or
 * short names, values in hexadecimal DER (dmp.md §§5.1, 5.4).
 */

/** Short names of an attribute type, in upper case, to the OID they stand for. */
const TYPES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  SURNAME: '2.5.4.4',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  S: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  T: '2.5.4.12',
  TITLE: '2.5.4.12',
  GN: '2.5.4.42',
  G: '2.5.4.42',
  GIVENNAME: '2.5.4.42',
  ORGANIZATIONIDENTIFIER: '2.5.4.97',
  EMAILADDRESS: '1.2.840.113549.1.9.1',
  E: '1.2.840.113549.1.9.1',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
};
/** Longest name read; real ones have a few hundred characters. */
const MAX_LENGTH = 4096;

/** One attribute of a name. */
export interface NameAttribute {
  /** OID, or the type as written in upper case when it is unknown. */
  type: string;
  value: string;
}

/** Attributes of a name in the order written, whatever RDN they belong to; undefined when it is no name. */
export function parseDn(dn: string): NameAttribute[] | undefined {
  if (dn.trim() === '' || dn.length > MAX_LENGTH) return undefined;
  const attributes: NameAttribute[] = [];
  for (const part of splitUnescaped(dn)) {
    const at = part.indexOf('=');
    const name = part
      .slice(0, at)
      .trim()
      .toUpperCase()
      .replace(/^OID\./, '');
    if (at < 1 || !/^([A-Z][A-Z0-9-]*|\d+(\.\d+)+)$/.test(name)) return undefined;
    attributes.push({ type: TYPES[name] ?? name, value: readValue(part.slice(at + 1).trim()) });
  }
  return attributes;
}

/**
 * True when two names have the same attributes, in any order: the sources write either. Case and runs of spaces do not
 * count (RFC 5280 §7.1).
 */
export function isSameDn(a: string, b: string): boolean {
  const [x, y] = [comparable(a), comparable(b)];
  return x !== undefined && x === y;
}

/** Value of the first attribute of that OID. */
export function dnValue(dn: string, oid: string): string | undefined {
  return parseDn(dn)?.find(({ type }) => type === oid)?.value;
}

function comparable(dn: string): string | undefined {
  const attributes = parseDn(dn)?.map(({ type, value }) =>
    JSON.stringify([type, value.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()]),
  );
  return attributes?.toSorted().join();
}

/** Parts between commas, semicolons and plus signs that are neither escaped nor quoted. */
function splitUnescaped(dn: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let index = 0; index < dn.length; index += 1) {
    const character = dn[index] ?? '';
    if (character === '\\') {
      part += character + (dn[index + 1] ?? '');
      index += 1;
    } else if (!quoted && ',;+'.includes(character)) {
      parts.push(part);
      part = '';
    } else {
      if (character === '"') quoted = !quoted;
      part += character;
    }
  }
  return [...parts, part];
}

function readValue(written: string): string {
  if (/^#([0-9a-f]{2})+$/i.test(written)) return derText(Buffer.from(written.slice(1), 'hex')) ?? written;
  const bare = /^".*"$/s.test(written) ? written.slice(1, -1) : written;
  // Escaped bytes come in runs: one character may take several.
  return bare
    .replaceAll(/(?:\\[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replaceAll(/\\(.)/gs, '$1');
}

/** Text of a DER string (UTF8, Printable, Teletex, IA5, BMP); undefined for anything else. */
function derText(der: Buffer): string | undefined {
  const [tag, length = 0] = der;
  if (tag === undefined || length > 0x7f || der.length !== 2 + length) return undefined;
  const content = der.subarray(2);
  if (tag === 0x0c) return content.toString('utf8');
  if (tag === 0x13 || tag === 0x14 || tag === 0x16) return content.toString('latin1');
  return tag === 0x1e && length % 2 === 0 ? Buffer.from(content).swap16().toString('utf16le') : undefined;
}
