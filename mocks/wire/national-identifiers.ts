/**
 * National identifiers of persons (IDNPS, TRE_G08) and structures (IDNST, TRE_G07): a prefix that says the register,
 * then the number (annuaire.md §5). A bad number is told, never refused. ARHGOS authorisation numbers too.
 * Prefixes 30, 40 and 41 (ROR) cannot be told from 3 and 4 by their form: they are read as the latter, with a problem.
 */
import { finessProblems } from './finess-number.js';
import type { NumberProblem } from './number-problem.js';
import { rppsProblems } from './rpps-number.js';
import { sirenProblems, siretProblems } from './siret-number.js';

/** An identifier taken apart. */
export interface NationalIdentifier {
  /** `8`, `1` …; 10 before a MSSanté address. */
  prefix: string;
  /** The register, in words. */
  register: string;
  /** The number in that register; of a person known within a structure, the structure’s. */
  number: string;
  /** After a slash: number of the person in the structure’s own register. */
  internal?: string;
  /** RPPS rank: which cabinet of the person (3 digits). */
  rank?: string;
  /** True for a prefix no longer given. */
  retired: boolean;
  problems: NumberProblem[];
}

/** TRE_G08. */
const PERSONS: Record<string, string> = {
  '0': 'ADELI',
  '1': 'cabinet ADELI',
  '3': 'FINESS',
  '4': 'SIREN',
  '5': 'SIRET',
  '6': 'cabinet RPPS',
  '8': 'RPPS',
  '2': 'DRASS',
  '9': 'étudiant',
};
const RETIRED_PERSONS = new Set(['2', '9']);

/** TRE_G07. */
const STRUCTURES: Record<string, string> = {
  '0': 'cabinet ADELI',
  '1': 'FINESS',
  '2': 'SIREN',
  '3': 'SIRET',
  '4': 'cabinet RPPS',
  '5': 'FINESS EJ',
  '6': 'FINESS EG',
};
const RETIRED_STRUCTURES = new Set(['5', '6']);

/** An IDNPS taken apart: `899790000105` is RPPS 99790000105, `3750990012/17` is n° 17 of the structure 750990012. */
export function parseIdNatPs(id: string): NationalIdentifier {
  if (id.startsWith('10') && id.includes('@')) return bare('10', 'adresse MSSanté', id.slice(2));
  const prefix = id.slice(0, 1);
  const register = PERSONS[prefix];
  if (register === undefined) return unknown(prefix, id);
  const [number = '', ...internal] = id.slice(1).split('/');
  return {
    prefix,
    register,
    number,
    ...(internal.length > 0 ? { internal: internal.join('/') } : {}),
    retired: RETIRED_PERSONS.has(prefix),
    problems: problemsOf(register, number),
  };
}

/** An IDNST taken apart: `1780999934` is FINESS 780999934, `410005531586003` the third cabinet of RPPS 10005531586. */
export function parseIdNatSt(id: string): NationalIdentifier {
  const prefix = id.slice(0, 1);
  const register = STRUCTURES[prefix];
  if (register === undefined) return unknown(prefix, id);
  const retired = RETIRED_STRUCTURES.has(prefix);
  if (prefix !== '4') {
    const number = id.slice(1);
    return { prefix, register, number, retired, problems: problemsOf(register, number) };
  }
  const number = id.slice(1, 12);
  const rank = id.slice(12);
  const problems = problemsOf('RPPS', number);
  if (!/^\d{3}$/.test(rank)) problems.push({ problem: 'form', expected: '3 digits of rank', received: rank });
  return { prefix, register, number, rank, retired, problems };
}

/**
 * What is wrong with an ARHGOS number: `rr-dd-` and 1 to 7 letters or digits (`84-82-126`, `84-82-RC57626`); the
 * département of overseas territories may be the FINESS letter form (`9A`).
 */
export function arhgosProblems(arhgos: string): NumberProblem[] {
  return /^\d{2}-[0-9][0-9A-Z]-[0-9A-Z]{1,7}$/.test(arhgos)
    ? []
    : [{ problem: 'form', expected: 'rr-dd- and 1 to 7 letters or digits', received: arhgos }];
}

function problemsOf(register: string, number: string): NumberProblem[] {
  if (register.startsWith('FINESS')) return finessProblems(number);
  if (register === 'SIREN') return sirenProblems(number);
  if (register === 'SIRET') return siretProblems(number);
  if (register === 'RPPS') return rppsProblems(number);
  return number === '' ? [{ problem: 'form', expected: 'a number', received: '' }] : [];
}

function bare(prefix: string, register: string, number: string): NationalIdentifier {
  return { prefix, register, number, retired: false, problems: [] };
}

function unknown(prefix: string, id: string): NationalIdentifier {
  return {
    ...bare(prefix, 'inconnu', id.slice(1)),
    problems: [{ problem: 'prefix', expected: 'a prefix of TRE_G07 or TRE_G08', received: id }],
  };
}
