import type { CheckResult, FailureClass, Verdict } from '../../reporters/model.js';
import type { Text, TextOrData } from './text.js';

/** Confidence mark of a rule: [S] stated, [T] tried, [I] inferred, [?] unconfirmed. */
export type Confidence = CheckResult['source']['confidence'];

/** The rule a check applies: where it is written and how sure we are of it. */
export interface Rule {
  /** `GI DMP EX_3.1-2030`, `IHE ITI TF-2 §3.18.4`, `REM DMP/UX.12` … */
  reference: string;
  confidence: Confidence;
}

/** A point of verification, declared once beside the function that computes it. */
export interface CheckDeclaration {
  /** Stable, unique in its theme: `dmp.td3-1.automatic-once`. */
  id: string;
  title: Text;
  rule: Rule;
}

/** What a check found. Pure data: the same on a live exchange and on a captured file. */
export interface Finding {
  check: CheckDeclaration;
  verdict: Verdict;
  failureClass?: FailureClass;
  message?: Text;
  /** What the rule asks, what came instead and where: prose in both languages, or data (an id, a code, an XPath). */
  expected?: TextOrData;
  received?: TextOrData;
  locator?: TextOrData;
  /** Id of the exchange judged. */
  exchange?: string;
}

/** Details of a finding, all optional. */
export type FindingDetails = Omit<Finding, 'check' | 'verdict'>;

/** The check holds. */
export function pass(check: CheckDeclaration, details: FindingDetails = {}): Finding {
  return { check, verdict: 'pass', ...details };
}

/**
 * The check does not hold. A rule that is only inferred or unconfirmed never becomes a non-conformity:
 * it gives `review`, for a human to decide (reference README).
 */
export function fail(check: CheckDeclaration, details: FindingDetails): Finding {
  const certain = check.rule.confidence === 'stated' || check.rule.confidence === 'tried';
  return certain
    ? { check, verdict: 'fail', failureClass: 'non-conformity', ...details }
    : { check, verdict: 'review', ...details };
}

/** Holds, but a reader should know. */
export function warn(check: CheckDeclaration, details: FindingDetails): Finding {
  return { check, verdict: 'warning', ...details };
}

/** A human must decide. */
export function review(check: CheckDeclaration, details: FindingDetails): Finding {
  return { check, verdict: 'review', ...details };
}

/** What should have been judged was not seen. */
export function notObserved(check: CheckDeclaration, details: FindingDetails = {}): Finding {
  return { check, verdict: 'not-observed', ...details };
}

/** The check has no object here (its condition is not met). */
export function notApplicable(check: CheckDeclaration, details: FindingDetails = {}): Finding {
  return { check, verdict: 'not-applicable', ...details };
}

/** `pass` when `holds`, else `fail`, with the same details. */
export function verify(check: CheckDeclaration, holds: boolean, details: FindingDetails): Finding {
  return holds ? pass(check, details) : fail(check, details);
}
