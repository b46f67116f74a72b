/** National identifiers of professionals and structures (dmp.md §12.4). */

/** True when the last digit is the Luhn key of the others. False for anything but digits. */
export function isLuhnValid(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && luhnSum(digits, 1) % 10 === 0;
}

/** Luhn key to append to digits: `luhnKey('1234567')` is '4'. Empty for anything but digits. */
export function luhnKey(digits: string): string {
  return /^\d*$/.test(digits) ? luhnKeyOf(digits) : '';
}

/**
 * The Luhn key of upper-case letters and digits: a letter counts for its rank (A 1, B 2), as in the FINESS numbers of
 * Corsica (annuaire.md §5). The characters are not checked.
 */
export function luhnKeyOf(characters: string): string {
  return String((10 - (luhnSum(characters, 2) % 10)) % 10);
}

/** Sum of the Luhn algorithm; the last character weighs `lastWeight`, 1 and 2 alternate leftwards. */
function luhnSum(characters: string, lastWeight: 1 | 2): number {
  let weight: number = lastWeight;
  let sum = 0;
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    const code = characters.charCodeAt(at);
    const value = (code >= 65 ? code - 64 : code - 48) * weight;
    sum += value > 9 ? value - 9 : value;
    weight = 3 - weight;
  }
  return sum;
}

/** True for an RPPS number: 11 digits, Luhn. */
export function isValidRpps(rpps: string): boolean {
  return rpps.length === 11 && isLuhnValid(rpps);
}

/**
 * True for a FINESS number: 9 characters, Luhn key; the second one may be a letter (`2A…`, `2B…`, test range `0B…`),
 * counted A 1, B 2 (annuaire.md §5). What is wrong with a number: `finessProblems` in finess-number.ts.
 */
export function isValidFiness(finess: string): boolean {
  return /^\d[0-9A-Z]\d{7}$/.test(finess) && luhnKeyOf(finess.slice(0, 8)) === finess.slice(8);
}

/** Kinds of PS_IdNat by their first character. */
export const PS_IDNAT_KINDS = {
  '0': 'ADELI',
  '1': 'cabinet ADELI / identifiant interne',
  '3': 'FINESS / identifiant interne',
  '4': 'SIREN / identifiant interne',
  '5': 'SIRET / identifiant interne',
  '6': 'cabinet RPPS / identifiant interne',
  '8': 'RPPS',
} as const;

/** Kinds of Struct_IdNat by their first character. */
export const STRUCT_IDNAT_KINDS = {
  '0': 'cabinet ADELI',
  '1': 'FINESS',
  '2': 'SIREN',
  '3': 'SIRET',
  '4': 'cabinet RPPS',
} as const;

/** An identifier split into its prefix and the rest. */
export interface PrefixedId<Kinds> {
  prefix: string;
  /** Undefined when the prefix is unknown. */
  kind: Kinds | undefined;
  value: string;
}

/** PS_IdNat of an RPPS number: `8` + RPPS. */
export function psIdNat(rpps: string): string {
  return `8${rpps}`;
}

/** Splits a PS_IdNat: `810999999906` is RPPS 10999999906. */
export function parsePsIdNat(id: string): PrefixedId<(typeof PS_IDNAT_KINDS)[keyof typeof PS_IDNAT_KINDS]> {
  return split(id, PS_IDNAT_KINDS);
}

/** True for a national id of one person (RPPS or ADELI), as AIR demands of NameID; false for `structure/internal` ids. */
export function isNationalPersonId(id: string): boolean {
  return (id.startsWith('8') && isValidRpps(id.slice(1))) || /^0[0-9A-Z]{9}$/.test(id);
}

/** Struct_IdNat of a FINESS number: `1` + FINESS. */
export function structIdNat(finess: string): string {
  return `1${finess}`;
}

/** Splits a Struct_IdNat: `1750000002` is FINESS 750000002. */
export function parseStructIdNat(id: string): PrefixedId<(typeof STRUCT_IDNAT_KINDS)[keyof typeof STRUCT_IDNAT_KINDS]> {
  return split(id, STRUCT_IDNAT_KINDS);
}

function split<Kinds extends string>(id: string, kinds: Record<string, Kinds>): PrefixedId<Kinds> {
  const prefix = id.slice(0, 1);
  return { prefix, kind: Object.hasOwn(kinds, prefix) ? kinds[prefix] : undefined, value: id.slice(1) };
}
