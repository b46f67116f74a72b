import type {
  CheckResult,
  Evidence,
  ExchangeView,
  ProofResult,
  Report,
  RequirementResult,
  ScenarioResult,
  Verdict,
} from '../../reporters/model.js';
import { exitCodeOf } from '../../scenarios/harness/exit-codes.js';
import { rollUp } from '../../scenarios/harness/verdict.js';

/** Instant `ms` after the start of every test report, ISO 8601 UTC. */
export function at(ms: number): string {
  return new Date(Date.UTC(2026, 10, 20, 13, 30, 0) + ms).toISOString();
}

/** A check; a stated rule of the integration guide unless told otherwise. */
export function check(id: string, title: string, verdict: Verdict, details: Partial<CheckResult> = {}): CheckResult {
  return { id, title, verdict, source: { reference: 'GI DMP EX_3.1-2030', confidence: 'stated' }, ...details };
}

/** A proof with the verdict of its checks. */
export function proof(id: string, checks: CheckResult[], evidence: Evidence[] = [], kinds = ['video_or_screens']) {
  return { id, kinds, verdict: rollUp(checks.map((one) => one.verdict)), checks, evidence } satisfies ProofResult;
}

/** A scenario that was carried out, with the verdict of its proofs. */
export function scenario(
  id: string,
  title: string,
  proofs: ProofResult[],
  details: Partial<ScenarioResult> = {},
): ScenarioResult {
  return {
    id,
    title,
    verdict: rollUp(proofs.map((one) => one.verdict)),
    status: 'done',
    drive: 'automatic',
    startedAt: at(0),
    durationMs: 4_200,
    steps: [],
    proofs,
    ...details,
  };
}

/** A requirement with the verdict of its scenarios; final wording, DPI profile. */
export function requirement(
  id: string,
  title: string,
  scenarios: ScenarioResult[],
  details: Partial<RequirementResult> = {},
): RequirementResult {
  return {
    id,
    theme: id.split('/')[0] ?? id,
    title,
    text: title,
    obligation: 'DOIT',
    wording: 'final',
    kind: 'requirement',
    profiles: ['DPI'],
    clarifications: [],
    verdict: rollUp(scenarios.map((one) => one.verdict)),
    scenarios,
    ...details,
  };
}

/** An HTTPS exchange of the DMP, answered. */
export function exchange(index: number, ms: number, details: Partial<ExchangeView> = {}): ExchangeView {
  const id = `x${String(index).padStart(6, '0')}`;
  return {
    id,
    service: 'dmp',
    transaction: 'td3-1a',
    protocol: 'https',
    startedAt: at(ms),
    durationMs: 38,
    summary: `TD3.1a recherche de documents`,
    keys: {},
    request: {
      line: 'POST /registry HTTP/1.1',
      headers: [
        ['Host', 'localhost:8443'],
        ['Content-Type', 'application/soap+xml; charset=utf-8; action="urn:ihe:iti:2007:RegistryStoredQuery"'],
      ],
    },
    response: { line: 'HTTP/1.1 200 OK', headers: [['Content-Type', 'application/soap+xml; charset=utf-8']] },
    tolerated: [],
    masked: [],
    ...details,
  };
}

/** Counts every verdict, zero included, as the report's schema asks. */
export function count(verdicts: readonly Verdict[]): Report['summary']['checks'] {
  const counts = { pass: 0, warning: 0, review: 0, 'not-applicable': 0, 'not-observed': 0, fail: 0, error: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** Puts requirements and exchanges into a whole report with a consistent summary. */
export function report(
  lang: Report['lang'],
  requirements: RequirementResult[],
  exchanges: ExchangeView[],
  run: Partial<Report['run']> = {},
): Report {
  const scenarios = requirements.flatMap((one) => one.scenarios);
  const proofs = scenarios.flatMap((one) => one.proofs);
  const verdict = rollUp(requirements.map((one) => one.verdict));
  return {
    schema: 'banc-report/1',
    lang,
    run: {
      id: '2026-11-20T13-30-00-3f9a1c',
      startedAt: at(0),
      finishedAt: at(94_000),
      status: 'finished',
      selection: [],
      bench: { name: 'banc-segur', version: '0.1.0', node: '20.20.2', platform: 'linux x64' },
      catalogue: {
        version: 'REM VA2 hôpital',
        warning:
          lang === 'fr'
            ? 'Libellés reformulés ; certains viennent d’un projet de texte de 2023 et peuvent différer du REM publié.'
            : 'Paraphrased wording; some of it comes from a 2023 draft and may differ from the published REM.',
      },
      attended: false,
      configSha256: 'a3f5'.repeat(16),
      adapterSha256: '90bd'.repeat(16),
      adapter: 'playwright-dpi',
      defects: [],
      variants: [],
      errors: [],
      ...run,
    },
    sut: {
      vendor: 'Éditions Fictives',
      product: 'Dossier Clair',
      version: '7.4.1',
      actor: 'dpi',
      profiles: ['DPI', 'Général'],
    },
    summary: {
      verdict,
      exitCode: exitCodeOf(verdict, run.status ?? 'finished'),
      requirements: count(requirements.map((one) => one.verdict)),
      scenarios: count(scenarios.map((one) => one.verdict)),
      proofs: count(proofs.map((one) => one.verdict)),
      checks: count(proofs.flatMap((one) => one.checks.map((result) => result.verdict))),
      exchanges: exchanges.length,
      unexpectedExchanges: exchanges.filter((one) => one.unexpected).length,
    },
    requirements,
    exchanges,
  };
}
