import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  pass,
  type Text,
  type TextOrData,
  warn,
} from '../../harness/index.js';

/** One rule that does not hold. */
export interface Breach {
  message: Text;
  /** XPath, from ClinicalDocument; or where in another format. */
  where: string;
  /** `warning`: a reader should know, nothing is refused for it (an inferred rule, a list known in part). */
  severity: 'error' | 'warning';
}

/** A rule that must hold. */
export function broken(message: Text, where: string): Breach {
  return { message, where, severity: 'error' };
}

/** Something a reader should know. */
export function remarked(message: Text, where: string): Breach {
  return { message, where, severity: 'warning' };
}

/** What a check about a family of rules found. */
export interface Judgement {
  expected: TextOrData;
  breaches: readonly Breach[];
  /** What is there when every rule holds. */
  found: TextOrData;
  /** Where to look when every rule holds: `/ClinicalDocument` when left out. */
  where?: string;
  /** Id of the exchange the document came in. */
  exchange?: string | undefined;
}

/** One finding for a family of rules: it fails on the first broken one, and names them all with where they are. */
export function judgement(
  check: CheckDeclaration,
  { expected, breaches, found, where = '/ClinicalDocument', exchange }: Judgement,
): Finding {
  const errors = breaches.filter(({ severity }) => severity === 'error');
  const told = errors.length > 0 ? errors : breaches;
  const details = {
    expected,
    received:
      told.length > 0
        ? joinTexts(
            told.map(({ message }) => message),
            ' ; ',
          )
        : found,
    locator: told.length > 0 ? places(told) : where,
    ...(exchange === undefined ? {} : { exchange }),
  };
  if (errors.length > 0) return fail(check, details);
  return breaches.length > 0 ? warn(check, details) : pass(check, details);
}

/** Where each breach is, in their order; said once when it is the same place. */
function places(breaches: readonly Breach[]): string {
  const all = breaches.map(({ where }) => where);
  return (new Set(all).size === 1 ? all.slice(0, 1) : all).join(' ; ');
}
