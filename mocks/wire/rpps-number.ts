/** RPPS numbers (annuaire.md §5). A bad key is told, never refused: the ANS’s own examples have some. */
import { luhnKey } from './identifiers.js';
import type { NumberProblem } from './number-problem.js';

/** Where an RPPS number comes from, by its first digits. */
export type RppsRange = 'real' | 'ans-test' | 'bench' | 'unknown';

/**
 * The range of a number: real ones begin with 10, the ANS’s test cards with 99700, the synthetic people of the bench
 * with 9976 to 9979 (annuaire.md §5, [I]).
 */
export function rppsRange(rpps: string): RppsRange {
  if (/^10\d{9}$/.test(rpps)) return 'real';
  if (/^99700\d{6}$/.test(rpps)) return 'ans-test';
  return /^997[6-9]\d{7}$/.test(rpps) ? 'bench' : 'unknown';
}

/** What is wrong with an RPPS number (11 digits, Luhn key); empty when nothing is. A range is never wrong. */
export function rppsProblems(rpps: string): NumberProblem[] {
  if (!/^\d{11}$/.test(rpps)) return [{ problem: 'form', expected: '11 digits', received: rpps }];
  const key = luhnKey(rpps.slice(0, 10));
  return key === rpps.slice(10) ? [] : [{ problem: 'key', expected: key, received: rpps.slice(10) }];
}
