/**
 * HL7 v2 composite values as XDS and the VIHF carry them, HL7 times and CDA times.
 * Source: dmp.md §12.4, IHE ITI TF-3 §4.2.3.1.7. Parsers never throw: a missing component reads as ''.
 */

/** A coded value. In XDS queries it is written `code^^scheme`. */
export interface Code {
  code: string;
  /** OID of the coding scheme ('' when not given). */
  scheme: string;
  /** Display name ('' when not given). */
  label: string;
}

/** Identifier of a patient: `id^^^&oid&ISO^type[^^date]`. */
export interface Cx {
  /** CX.1 */
  id: string;
  /** CX.4.2: OID of the assigning authority. */
  oid: string;
  /** CX.5: `NH` for an INS, `PI` for a local number. */
  type: string;
  /** CX.7: effective date, as the DMP adds it in metadata. */
  date?: string;
}

/** A person: `id^family^given^^^^^^&oid&ISO^nameType^^^idType`. */
export interface Xcn {
  /** XCN.1: PS_IdNat of a professional. */
  id: string;
  family: string;
  given: string;
  /** XCN.9.2 */
  oid: string;
  /** XCN.10: `D` for a person, `U` for a system. */
  nameType: string;
  /** XCN.13: `IDNPS` national, `EI` internal, `RI` system, `NH` patient. */
  idType: string;
}

/** An organisation: `name^^^^^&oid&ISO^idType^^^id`. */
export interface Xon {
  name: string;
  /** XON.6.2 */
  oid: string;
  /** XON.7: `IDNST`. */
  idType: string;
  /** XON.10: Struct_IdNat. */
  id: string;
}

const ESCAPES: Record<string, string> = { '\\': '\\E\\', '^': '\\S\\', '&': '\\T\\', '|': '\\F\\', '~': '\\R\\' };
const UNESCAPES: Record<string, string> = { E: '\\', S: '^', T: '&', F: '|', R: '~' };

/** Protects HL7 delimiters inside a component (HL7 v2.5 §2.7). */
export function escapeHl7(text: string): string {
  return text.replace(/[\\^&|~]/g, (character) => ESCAPES[character] ?? character);
}

/** Inverse of {@link escapeHl7}; unknown escapes stay as they are. */
export function unescapeHl7(text: string): string {
  return text.replace(/\\([ESTFR])\\/g, (whole, letter: string) => UNESCAPES[letter] ?? whole);
}

/** Reads a CX. */
export function parseCx(text: string): Cx {
  const parts = text.split('^');
  const date = component(parts, 6);
  return { id: component(parts, 0), oid: oidOf(parts, 3), type: component(parts, 4), ...(date ? { date } : {}) };
}

/** Writes a CX: `299…^^^&1.2.250.1.213.1.4.10&ISO^NH`, with CX.7 when there is a date. */
export function formatCx(cx: Cx): string {
  return `${escapeHl7(cx.id)}^^^&${cx.oid}&ISO^${cx.type}${cx.date ? `^^${cx.date}` : ''}`;
}

/** True when two CX name the same patient: CX.1, CX.4.2 and CX.5 only, a date never counts (dmp.md §7.3). */
export function isSamePatient(a: string, b: string): boolean {
  const [x, y] = [parseCx(a), parseCx(b)];
  return x.id === y.id && x.oid === y.oid && x.type === y.type;
}

/** Reads an XCN. */
export function parseXcn(text: string): Xcn {
  const parts = text.split('^');
  return {
    id: component(parts, 0),
    family: component(parts, 1),
    given: component(parts, 2),
    oid: oidOf(parts, 8),
    nameType: component(parts, 9),
    idType: component(parts, 12),
  };
}

/** Writes an XCN with the component order the DMP fixes. */
export function formatXcn(xcn: Xcn): string {
  const [id, family, given] = [xcn.id, xcn.family, xcn.given].map(escapeHl7);
  return `${id ?? ''}^${family ?? ''}^${given ?? ''}^^^^^^&${xcn.oid}&ISO^${xcn.nameType}^^^${xcn.idType}`;
}

/** Reads an XON. */
export function parseXon(text: string): Xon {
  const parts = text.split('^');
  return { name: component(parts, 0), oid: oidOf(parts, 5), idType: component(parts, 6), id: component(parts, 9) };
}

/** Writes an XON with the component order the DMP fixes. */
export function formatXon(xon: Xon): string {
  return `${escapeHl7(xon.name)}^^^^^&${xon.oid}&ISO^${xon.idType}^^^${escapeHl7(xon.id)}`;
}

/** Reads `code^label^scheme`; components 1 and 3 are what counts, a lone code is accepted (dmp.md §7.1). */
export function parseCode(text: string): Code {
  const parts = text.split('^');
  return { code: component(parts, 0), label: component(parts, 1), scheme: component(parts, 2) };
}

/** Writes a code for a stored query: `code^^scheme`. */
export function formatQueryCode(code: Pick<Code, 'code' | 'scheme'>): string {
  return `${code.code}^^${code.scheme}`;
}

/** Writes `code^label^scheme`, the form of authorSpecialty (`G15_10/SM26^…^1.2.250.1.213.1.1.4.5`). */
export function formatCode(code: Code): string {
  return `${escapeHl7(code.code)}^${escapeHl7(code.label)}^${code.scheme}`;
}

/** Writes a time of XDS metadata: `yyyyMMddHHmmss`, UTC. */
export function formatDtm(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
}

/** Reads `yyyy[MM[dd[HH[mm[ss]]]]]` as UTC, missing parts at their lowest. Undefined when not a time that exists. */
export function parseDtm(text: string): Date | undefined {
  return /^\d{4}(\d\d){0,5}$/.test(text) ? utc(text, 0) : undefined;
}

/** Writes a CDA time with its offset: `20260115103000+0100`. `offsetMinutes` is east of UTC. */
export function formatCdaTime(date: Date, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const offset = Math.abs(offsetMinutes);
  const hours = String(Math.trunc(offset / 60)).padStart(2, '0');
  const minutes = String(offset % 60).padStart(2, '0');
  return `${formatDtm(new Date(date.getTime() + offsetMinutes * 60_000))}${sign}${hours}${minutes}`;
}

/** Reads a CDA time; without an offset it is taken as UTC. Undefined when not a time that exists. */
export function parseCdaTime(text: string): Date | undefined {
  const match = /^(\d{4}(?:\d\d){0,5})(?:\.\d+)?(?:([+-])(\d\d)(\d\d))?$/.exec(text);
  if (!match?.[1]) return undefined;
  const offset = (Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)) * (match[2] === '-' ? -1 : 1);
  return utc(match[1], offset);
}

function utc(digits: string, offsetMinutes: number): Date | undefined {
  const field = (start: number, lowest: string): string => digits.slice(start, start + 2) || lowest;
  const iso = `${digits.slice(0, 4)}-${field(4, '01')}-${field(6, '01')}T${field(8, '00')}:${field(10, '00')}:${field(12, '00')}Z`;
  const date = new Date(iso);
  // Date rolls 30 February over to March: such a time does not exist.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso.slice(0, 19))) return undefined;
  return new Date(date.getTime() - offsetMinutes * 60_000);
}

function component(parts: string[], index: number): string {
  return unescapeHl7(parts[index] ?? '');
}

function oidOf(parts: string[], index: number): string {
  return parts[index]?.split('&')[1] ?? '';
}
