/** FINESS numbers: form, key, département, legal entity (annuaire.md §5). A bad key is told, never refused. */
import { luhnKeyOf } from './identifiers.js';
import type { NumberProblem } from './number-problem.js';

/** A département as FINESS numbers and files name it. */
export interface FinessDepartment {
  /** As everyone writes it: `78`, `2A`, `971`, `976`. */
  code: string;
  /** As FINESS files write it: `78`, `2A`, `9A` (Guadeloupe) … */
  finessCode: string;
}

/** Fourth character of a number that starts with 97, then with 98. */
const OVERSEAS: Record<string, FinessDepartment> = {
  '9701': { code: '971', finessCode: '9A' },
  '9702': { code: '972', finessCode: '9B' },
  '9703': { code: '973', finessCode: '9C' },
  '9704': { code: '974', finessCode: '9D' },
  '9705': { code: '975', finessCode: '9E' },
  '9805': { code: '976', finessCode: '9F' },
  '9806': { code: '986', finessCode: '9J' },
};

/** Key of the first 8 characters of a FINESS number: Luhn, letters A 1, B 2. Undefined when they have not the form. */
export function finessKey(first8: string): string | undefined {
  return /^\d[0-9A-Z]\d{6}$/.test(first8) ? luhnKeyOf(first8) : undefined;
}

/** The FINESS number of 8 characters. Throws RangeError when they have not the form. */
export function finessNumber(first8: string): string {
  const key = finessKey(first8);
  if (key === undefined) throw new RangeError(`"${first8}" is not the first 8 characters of a FINESS number.`);
  return first8 + key;
}

/** What is wrong with a FINESS number; empty when nothing is. */
export function finessProblems(finess: string): NumberProblem[] {
  if (!/^\d[0-9A-Z]\d{7}$/.test(finess))
    return [{ problem: 'form', expected: '9 characters: digits, the second one may be a capital', received: finess }];
  const problems: NumberProblem[] = [];
  const key = luhnKeyOf(finess.slice(0, 8));
  if (key !== finess.slice(8)) problems.push({ problem: 'key', expected: key, received: finess.slice(8) });
  if (finess.charAt(2) !== '0')
    problems.push({ problem: 'third-character', expected: '0', received: finess.charAt(2) });
  if (!isTestFiness(finess) && finessDepartment(finess) === undefined)
    problems.push({ problem: 'department', expected: 'a French département', received: finess.slice(0, 4) });
  return problems;
}

/** True for the ANS’s own test structures, `0B0######` (annuaire.md §5). */
export function isTestFiness(finess: string): boolean {
  return /^0B0\d{6}$/.test(finess);
}

/**
 * The département a FINESS number was given in: its first two characters; overseas, `97` or `98` and the fourth one.
 * Undefined for anything else. A site may hang on a legal entity of another département.
 */
export function finessDepartment(finess: string): FinessDepartment | undefined {
  const two = finess.slice(0, 2);
  if (two === '97' || two === '98') return OVERSEAS[`${two}0${finess.charAt(3)}`];
  const metropolitan = /^(?:2A|2B|0[1-9]|[1-8]\d|9[0-5])$/.test(two) && two !== '20';
  return metropolitan ? { code: two, finessCode: two } : undefined;
}

/** A number as the SNDS cuts it (ETB_PRE_FIN, IDE_ETA_NU8): without its key. */
export function finessWithoutKey(finess: string): string {
  return finess.slice(0, 8);
}

/** A line of BE_IDE_R of the SNDS: the establishment, and the number of who manages it. */
export interface SndsEstablishment {
  /** IDE_ETA_NUM. */
  establishment: string;
  /** IDE_GES_NUM. */
  manager?: string;
}

/**
 * SNDS rule for the legal FINESS: IDE_GES_NUM when it is there and not all zeros (the establishment is then a site),
 * else IDE_ETA_NUM is itself the legal one.
 */
export function legalFiness(row: SndsEstablishment): { legal: string; geographic?: string } {
  const manager = row.manager?.trim() ?? '';
  return manager === '' || /^0+$/.test(manager)
    ? { legal: row.establishment }
    : { legal: manager, geographic: row.establishment };
}
