import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Stage, type Attachment, type StepResult as AllureStep, type TestResult } from 'allure-js-commons';
import { createStepResult, createTestResult, FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import { attachmentsOf } from './allure-attachments.js';
import { detailsOf, statusOf } from './allure-status.js';
import type {
  CheckResult,
  ProofResult,
  Report,
  Reporter,
  RequirementResult,
  ScenarioResult,
  StepResult,
} from './model.js';
import { printableReport } from './printable.js';
import { type Words, wordsOf } from './words.js';

/**
 * Writes `allure-results/`: one result per scenario, labelled with its requirement and proof ids, its steps, then its
 * proofs with their checks and evidence. It uses the SDK of allure-vitest directly: the vitest integration would turn
 * every assertion into a step. Results only: Allure's own HTML pages call a third party. Names of files come from what
 * they hold, so that writing a report twice leaves one set of results.
 */
export const allureReporter: Reporter = {
  name: 'allure',
  async write(report, { runDir, outDir }) {
    const dir = join(outDir, 'allure-results');
    await mkdir(dir, { recursive: true });
    const writer = new FileSystemWriter({ resultsDir: dir });
    const shown = printableReport(report);
    for (const requirement of shown.requirements) {
      for (const scenario of requirement.scenarios) {
        const attach = (proof: ProofResult) => attachmentsOf(proof, shown, runDir, writer);
        writer.writeResult(await scenarioResult(shown, requirement, scenario, attach));
      }
    }
    writer.writeEnvironmentInfo(environmentOf(shown));
    return [dir];
  },
};

type Attach = (proof: ProofResult) => Promise<Attachment[]>;

async function scenarioResult(
  report: Report,
  requirement: RequirementResult,
  scenario: ScenarioResult,
  attach: Attach,
): Promise<TestResult> {
  const words = wordsOf(report.lang);
  const start = Date.parse(scenario.startedAt ?? report.run.startedAt);
  const stop = start + scenario.durationMs;
  const proofs = await Promise.all(
    scenario.proofs.map(async (proof) => proofStep(proof, start, stop, words, await attach(proof))),
  );
  const decisive = scenario.proofs.find((proof) => proof.verdict === scenario.verdict);
  return {
    ...createTestResult(stableId(report.run.id, scenario.id)),
    name: `${scenario.id} — ${scenario.title}`,
    fullName: `${requirement.id} / ${scenario.id}`,
    testCaseId: scenario.id,
    historyId: scenario.id,
    description: [requirement.text, scenario.precondition].filter((one) => one !== undefined).join('\n\n'),
    status: statusOf(scenario.verdict),
    statusDetails: detailsOf(
      scenario.verdict,
      decisive?.checks.find((check) => check.verdict === scenario.verdict),
      scenario.error,
      words,
    ),
    stage: scenario.status === 'interrupted' ? Stage.INTERRUPTED : Stage.FINISHED,
    start,
    stop,
    titlePath: [requirement.theme, requirement.id],
    labels: labelsOf(report, requirement, scenario),
    steps: [...scenario.steps.map((step) => engineStep(step, words)), ...proofs],
  };
}

function labelsOf(report: Report, requirement: RequirementResult, scenario: ScenarioResult): TestResult['labels'] {
  return [
    { name: 'epic', value: requirement.theme },
    { name: 'feature', value: `${requirement.id} ${requirement.title}` },
    { name: 'story', value: scenario.title },
    { name: 'suite', value: requirement.id },
    {
      name: 'severity',
      value: requirement.obligation === 'DOIT' && requirement.kind === 'requirement' ? 'critical' : 'normal',
    },
    { name: 'requirement', value: requirement.id },
    ...[...new Set(scenario.proofs.map((proof) => proof.id))].map((value) => ({ name: 'proof', value })),
    { name: 'verdict', value: scenario.verdict },
    { name: 'wording', value: requirement.wording },
    { name: 'drive', value: scenario.drive },
    { name: 'framework', value: report.run.bench.name },
    { name: 'host', value: report.run.bench.platform },
  ];
}

function engineStep(step: StepResult, words: Words): AllureStep {
  const start = Date.parse(step.startedAt);
  return {
    ...createStepResult(),
    name: step.title,
    status: statusOf(step.verdict),
    statusDetails: step.error === undefined ? {} : { message: step.error },
    stage: Stage.FINISHED,
    start,
    stop: start + step.durationMs,
    steps: step.actions.map((action) => ({
      ...createStepResult(),
      name: action.title,
      status: statusOf(action.error === undefined ? 'pass' : 'error'),
      statusDetails: action.error === undefined ? {} : { message: action.error },
      stage: Stage.FINISHED,
      start: Date.parse(action.startedAt),
      stop: Date.parse(action.finishedAt),
      parameters: [
        { name: 'input', value: action.input },
        { name: words.declaredBy[action.drivenBy], value: action.observed ?? '' },
      ],
    })),
  };
}

function proofStep(
  proof: ProofResult,
  start: number,
  stop: number,
  words: Words,
  attachments: Attachment[],
): AllureStep {
  return {
    ...createStepResult(),
    name: `${words.proof} ${proof.id}`,
    status: statusOf(proof.verdict),
    stage: Stage.FINISHED,
    start,
    stop,
    steps: proof.checks.map((check) => checkStep(check, start, stop, words)),
    attachments,
  };
}

function checkStep(check: CheckResult, start: number, stop: number, words: Words): AllureStep {
  const parameters = [
    [words.expected, check.expected],
    [words.received, check.received],
    [words.where, check.locator],
    [words.exchange, check.exchange],
    [words.rule, `${check.source.reference} (${words.confidence[check.source.confidence]})`],
  ] as const;
  return {
    ...createStepResult(),
    name: check.title,
    status: statusOf(check.verdict),
    statusDetails: detailsOf(check.verdict, check, undefined, words),
    stage: Stage.FINISHED,
    start,
    stop,
    parameters: parameters.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  };
}

function environmentOf({ run, sut }: Report): Record<string, string> {
  return {
    sut: `${sut.vendor} ${sut.product} ${sut.version}`,
    bench: `${run.bench.name} ${run.bench.version}`,
    node: run.bench.node,
    catalogue: run.catalogue.version,
    catalogueWarning: run.catalogue.warning,
    adapter: run.adapter,
    defects: run.defects.join(' '),
    variants: run.variants.join(' '),
  };
}

/** A name that only depends on the run and the scenario, in the form Allure gives its own. */
function stableId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}
