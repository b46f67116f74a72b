/** SIREN and SIRET numbers (annuaire.md §5). A bad key is told, never refused. */
import { luhnKey } from './identifiers.js';
import type { NumberProblem } from './number-problem.js';

/** What is wrong with a SIREN number (9 digits, Luhn); empty when nothing is. */
export function sirenProblems(siren: string): NumberProblem[] {
  return luhnProblems(siren, 9);
}

/**
 * What is wrong with a SIRET number (SIREN, 4 digits of establishment, key): the 14 digits and the SIREN each have
 * their Luhn key. The exception of La Poste, whose SIRET sum to a multiple of 5, is not one of ours.
 */
export function siretProblems(siret: string): NumberProblem[] {
  const problems = luhnProblems(siret, 14);
  if (problems.some(({ problem }) => problem === 'form')) return problems;
  return [...sirenProblems(siret.slice(0, 9)), ...problems];
}

/** The SIREN of a SIRET. */
export function sirenOf(siret: string): string {
  return siret.slice(0, 9);
}

/** The SIREN number of 8 digits. */
export function sirenNumber(first8: string): string {
  return first8 + luhnKey(first8);
}

/** The SIRET number of the nth establishment (1 to 9999) of a SIREN. */
export function siretNumber(siren: string, establishment: number): string {
  const digits = siren + String(establishment).padStart(4, '0');
  return digits + luhnKey(digits);
}

function luhnProblems(digits: string, length: number): NumberProblem[] {
  if (digits.length !== length || !/^\d+$/.test(digits))
    return [{ problem: 'form', expected: `${length} digits`, received: digits }];
  const key = luhnKey(digits.slice(0, -1));
  return key === digits.slice(-1) ? [] : [{ problem: 'key', expected: key, received: digits.slice(-1) }];
}
