import type { Exchange } from '../../mocks/core/exchange.js';
import type { ScenarioResult, StepResult, Verdict } from '../../reporters/model.js';
import type { Catalogue } from '../requirements/catalogue.js';
import { LABELS, notReached, proofResult, verdictOfFailure } from './proof-result.js';
import type { ScenarioRecord, StepRecord } from './record.js';
import type { Scenario } from './scenario.js';
import type { Lang } from './text.js';
import { rollUp } from './verdict.js';

/** What scenarios of a run are told with. */
export interface RunContent {
  catalogue: Catalogue;
  /** Definitions, for scenarios that never started. */
  scenarios: readonly Scenario[];
  journal: readonly Exchange[];
  /** Scenario each exchange belongs to, by exchange id. */
  owners: ReadonlyMap<string, string>;
}

/** What a report says of one scenario, from its record; without a record, that it was not run. */
export function scenarioResult(
  id: string,
  record: ScenarioRecord | undefined,
  content: RunContent,
  lang: Lang,
): ScenarioResult {
  const definition = content.scenarios.find((scenario) => scenario.id === id);
  const proofIds = record?.proofs ?? [...(definition?.proofs ?? [])];
  const requirement = record?.requirement ?? definition?.requirement;
  const kinds = (proof: string) => proofKinds(content.catalogue, requirement, id, proof);
  if (!record) {
    const proofs = proofIds.map((proof) => ({
      id: proof,
      kinds: kinds(proof),
      verdict: 'not-observed' as const,
      checks: [notReached(id, 'not-observed', LABELS.notRun[lang], lang)],
      evidence: [],
    }));
    return {
      id,
      title: definition?.title[lang] ?? id,
      verdict: 'not-observed',
      status: 'not-run',
      drive: definition?.drive ?? 'automatic',
      durationMs: 0,
      steps: [],
      proofs,
      error: LABELS.notRun[lang],
    };
  }
  const interrupted = record.finishedAt === undefined;
  const proofs = proofIds.map((proof) => proofResult(proof, kinds(proof), record, lang));
  const end =
    record.finishedAt ?? record.steps.at(-1)?.finishedAt ?? record.steps.at(-1)?.startedAt ?? record.startedAt;
  const error = record.failure?.message ?? (interrupted ? LABELS.interrupted[lang] : undefined);
  return {
    id,
    title: record.title[lang],
    verdict: rollUp(proofs.map((proof) => proof.verdict)),
    status: interrupted ? 'interrupted' : 'done',
    drive: record.drive,
    ...(record.precondition ? { precondition: record.precondition[lang] } : {}),
    startedAt: record.startedAt,
    durationMs: Date.parse(end) - Date.parse(record.startedAt),
    steps: record.steps.map((step) => stepResult(step, id, content, lang)),
    proofs,
    ...(error === undefined ? {} : { error }),
  };
}

function stepResult(step: StepRecord, scenario: string, { journal, owners }: RunContent, lang: Lang): StepResult {
  const verdicts: Verdict[] = step.findings.map(({ finding }) => finding.verdict);
  if (step.failure) verdicts.push(verdictOfFailure(step.failure.failureClass));
  else if (!step.finishedAt) verdicts.push('not-observed');
  return {
    title: step.title[lang],
    // A step that only prepares has nothing to judge.
    verdict: verdicts.length === 0 ? 'not-applicable' : rollUp(verdicts),
    startedAt: step.startedAt,
    durationMs: Date.parse(step.finishedAt ?? step.startedAt) - Date.parse(step.startedAt),
    actions: step.actions.map(({ requests, title, ...action }) => ({ ...action, title: title[lang] })),
    exchanges: journal
      .filter(
        (exchange) =>
          owners.get(exchange.id) === scenario &&
          exchange.seq > step.firstSeq &&
          exchange.seq <= (step.lastSeq ?? Number.POSITIVE_INFINITY),
      )
      .map((exchange) => exchange.id),
    ...(step.failure ? { error: step.failure.message } : {}),
  };
}

function proofKinds(catalogue: Catalogue, requirement: string | undefined, scenario: string, proof: string): string[] {
  const printed = catalogue.scenario(scenario, requirement)?.proofs.find((row) => row.id === proof);
  // A scenario the catalogue does not print serves the proof of one it does.
  return (printed ?? catalogue.proofs(proof)[0]?.proof)?.kinds ?? [];
}
