import type { CheckResult, ProofResult, Report, RequirementResult, ScenarioResult, Verdict } from './model.js';

/** Verdicts in the order a reader must look at them; also worst first (design §3). */
export const URGENCY: readonly Verdict[] = [
  'error',
  'fail',
  'not-observed',
  'review',
  'warning',
  'pass',
  'not-applicable',
];

/** A proof a person must look at, with where it stands and the check that decided. */
export interface AttentionItem {
  requirement: RequirementResult;
  scenario: ScenarioResult;
  proof: ProofResult;
  /** Absent when the proof has no check of its own verdict. */
  check?: CheckResult;
}

/** Proofs that are neither green nor without object, the most urgent first, in report order within a verdict. */
export function attention(report: Report): AttentionItem[] {
  return report.requirements
    .flatMap((requirement) =>
      requirement.scenarios.flatMap((scenario) =>
        scenario.proofs.map((proof) => {
          const check = proof.checks.find((one) => one.verdict === proof.verdict);
          return { requirement, scenario, proof, ...(check ? { check } : {}) };
        }),
      ),
    )
    .filter(({ proof }) => needsAttention(proof.verdict))
    .toSorted((a, b) => URGENCY.indexOf(a.proof.verdict) - URGENCY.indexOf(b.proof.verdict));
}

/** Whether a verdict asks a person to look: all but `pass` and `not-applicable`. */
export function needsAttention(verdict: Verdict): boolean {
  return verdict !== 'pass' && verdict !== 'not-applicable';
}
