import { INS_NIA, INS_NIR, INS_NIR_DEMO, INS_NIR_TEST } from './oids.js';

/** OIDs under which an INS may be given, with what they mean (dmp.md §12.5). */
export const INS_OIDS = {
  [INS_NIR]: 'NIR, production',
  [INS_NIA]: 'NIA, production',
  [INS_NIR_TEST]: 'NIR, test',
  [INS_NIR_DEMO]: 'NIR, démonstration',
} as const;

/** True for an OID of an INS (INS-C, its forerunner, excluded). */
export function isInsOid(oid: string): boolean {
  return Object.hasOwn(INS_OIDS, oid);
}

/** True for the OIDs of production: no real person may enter the bench. */
export function isProductionInsOid(oid: string): boolean {
  return oid === INS_NIR || oid === INS_NIA;
}

/**
 * Key of an INS from its first 13 characters: 97 − (number mod 97), two digits; 2A counts as 19, 2B as 18.
 * Undefined when these are not 13 digits (department 2A and 2B allowed).
 */
export function insKey(first13: string): string | undefined {
  if (!/^\d{5}(?:\d\d|2[AB])\d{6}$/i.test(first13)) return undefined;
  const digits = first13.toUpperCase().replace('2A', '19').replace('2B', '18');
  return String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');
}

/** True for 15 characters whose key is right. */
export function isValidIns(ins: string): boolean {
  return ins.length === 15 && insKey(ins.slice(0, 13)) === ins.slice(13);
}

/** An INS for people to read: `2 99 01 99 999 999 29`. Anything that is not 15 characters comes back as it is. */
export function formatIns(ins: string): string {
  const groups = /^(.)(..)(..)(..)(...)(...)(..)$/.exec(ins);
  return groups ? groups.slice(1).join(' ') : ins;
}
