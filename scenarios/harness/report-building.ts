import type { Exchange } from '../../mocks/core/exchange.js';
import type {
  CheckResult,
  Evidence,
  FailureClass,
  ProofResult,
  Report,
  RequirementResult,
  ScenarioResult,
  StepResult,
  Verdict,
} from '../../reporters/model.js';
import type { Catalogue, Requirement } from '../requirements/catalogue.js';
import type { Finding } from './check.js';
import { type Decoder, exchangeView } from './exchange-view.js';
import { exitCodeOf } from './exit-codes.js';
import { readRecord, type ScenarioRecord, type StepRecord } from './record.js';
import { readRunFile } from './run-folder.js';
import type { Scenario } from './scenario.js';
import { inLang, type Lang, type Text } from './text.js';
import { rollUp } from './verdict.js';

/** What a report is made from, besides the run folder. */
export interface ReportSources {
  catalogue: Catalogue;
  /** Definitions, for scenarios that never started. */
  scenarios: readonly Scenario[];
  readJournal(dir: string): Promise<Exchange[]>;
  decoders: readonly Decoder[];
}

const LABELS = {
  notReached: {
    title: { fr: 'Vérification atteinte', en: 'Check reached' },
    message: {
      fr: 'Le scénario s’est arrêté avant de vérifier cette preuve.',
      en: 'The scenario stopped before checking this proof.',
    },
  },
  completed: { title: { fr: 'Scénario mené à son terme', en: 'Scenario carried to its end' } },
  noPicture: {
    title: { fr: 'Film ou capture joint', en: 'Film or screenshot attached' },
    message: {
      fr: 'La preuve demande un film ou des captures ; l’adaptateur n’en a pas donné.',
      en: 'The proof asks for a film or screenshots; the adapter gave none.',
    },
  },
  interrupted: {
    fr: 'Interrompu : la campagne s’est arrêtée pendant ce scénario.',
    en: 'Interrupted: the run stopped during this scenario.',
  },
  notRun: {
    fr: 'Non joué : la campagne s’est arrêtée avant ce scénario.',
    en: 'Not run: the run stopped before this scenario.',
  },
} satisfies Record<string, unknown>;

/**
 * Computes the report of a run from what is on disk, whatever stopped it. The verdict never depends on vitest.
 * @throws BancError BANC_RUN_UNREADABLE when the folder is not one of a run.
 */
export async function buildReport(runDir: string, sources: ReportSources, lang?: Lang): Promise<Report> {
  const run = await readRunFile(runDir);
  const language = lang ?? run.lang;
  const journal = await sources.readJournal(runDir);
  const records = new Map<string, ScenarioRecord>();
  for (const { id } of run.planned) {
    const record = await readRecord(runDir, id);
    if (record) records.set(id, record);
  }
  const owners = ownersOf(journal, [...records.values()]);
  const results = run.planned.map(({ id, requirement }) => ({
    requirement,
    result: scenarioResult(id, records.get(id), sources, journal, owners, language),
  }));
  const requirements = groupByRequirement(results, sources.catalogue, language);
  const exchanges = await Promise.all(
    journal.map((exchange) => exchangeView(exchange, runDir, sources.decoders, owners.get(exchange.id))),
  );
  const status = run.stop ?? (run.finishedAt ? 'finished' : 'interrupted');
  const proofs = requirements.flatMap((row) => row.scenarios.flatMap((scenario) => scenario.proofs));
  const verdict = rollUp([
    ...requirements.map((row) => row.verdict),
    ...(run.errors.length > 0 ? ['error' as const] : []),
  ]);
  return {
    schema: 'banc-report/1',
    lang: language,
    run: {
      id: run.id,
      startedAt: run.startedAt,
      ...(run.finishedAt ? { finishedAt: run.finishedAt } : {}),
      status,
      selection: run.selection,
      bench: run.bench,
      catalogue: { version: sources.catalogue.version, warning: sources.catalogue.warning[language] },
      attended: run.attended,
      adapter: run.adapter,
      ...(run.configSha256 ? { configSha256: run.configSha256 } : {}),
      ...(run.adapterSha256 ? { adapterSha256: run.adapterSha256 } : {}),
      defects: run.defects,
      variants: run.variants,
      errors: run.errors,
    },
    sut: run.sut,
    summary: {
      verdict,
      exitCode: exitCodeOf(verdict, status),
      requirements: count(requirements.map((row) => row.verdict)),
      scenarios: count(results.map((row) => row.result.verdict)),
      proofs: count(proofs.map((proof) => proof.verdict)),
      checks: count(proofs.flatMap((proof) => proof.checks.map((check) => check.verdict))),
      exchanges: journal.length,
      unexpectedExchanges: journal.filter((exchange) => exchange.unexpected).length,
    },
    requirements,
    exchanges,
  };
}

/** Which scenario an exchange belongs to: the one holding a tenant whose keys it carries, while it ran. */
function ownersOf(journal: readonly Exchange[], records: readonly ScenarioRecord[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const exchange of journal) {
    const owner = records.find(
      (record) =>
        exchange.startedAt >= record.startedAt &&
        exchange.startedAt <= (record.finishedAt ?? '9') &&
        record.holds.some(
          (tenant) => tenant.keys && Object.entries(tenant.keys).every(([key, value]) => exchange.keys[key] === value),
        ),
    );
    if (owner) owners.set(exchange.id, owner.scenario);
  }
  return owners;
}

function scenarioResult(
  id: string,
  record: ScenarioRecord | undefined,
  sources: ReportSources,
  journal: readonly Exchange[],
  owners: ReadonlyMap<string, string>,
  lang: Lang,
): ScenarioResult {
  const definition = sources.scenarios.find((scenario) => scenario.id === id);
  const proofIds = record?.proofs ?? [...(definition?.proofs ?? [])];
  const requirement = record?.requirement ?? definition?.requirement;
  const kinds = (proof: string) => proofKinds(sources.catalogue, requirement, id, proof);
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
    steps: record.steps.map((step) => stepResult(step, id, journal, owners, lang)),
    proofs,
    ...(error === undefined ? {} : { error }),
  };
}

function stepResult(
  step: StepRecord,
  scenario: string,
  journal: readonly Exchange[],
  owners: ReadonlyMap<string, string>,
  lang: Lang,
): StepResult {
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

function proofResult(id: string, kinds: string[], record: ScenarioRecord, lang: Lang): ProofResult {
  const checks = record.steps.flatMap((step) =>
    step.findings.filter(({ proofs }) => proofs.includes(id)).map(({ finding }) => checkResult(finding, lang)),
  );
  const { failure } = record;
  if (failure) {
    const check = notReached(record.scenario, verdictOfFailure(failure.failureClass), failure.message, lang);
    checks.push({ ...check, title: LABELS.completed.title[lang], failureClass: failure.failureClass });
  } else if (record.finishedAt === undefined) {
    checks.push(notReached(record.scenario, 'not-observed', LABELS.interrupted[lang], lang));
  } else if (checks.length === 0) {
    checks.push(notReached(record.scenario, 'not-observed', LABELS.notReached.message[lang], lang));
  }
  const evidence = record.steps.flatMap((step) =>
    step.evidence
      .filter(({ proofs }) => proofs.includes(id))
      .map(({ proofs, title, ...rest }): Evidence => ({ ...rest, title: title[lang] })),
  );
  const concerned = checks.some(({ verdict }) => verdict !== 'not-applicable');
  if (
    concerned &&
    kinds.includes('video_or_screens') &&
    !evidence.some((one) => one.kind === 'screenshot' || one.kind === 'film')
  ) {
    const { title, message } = LABELS.noPicture;
    const source = { reference: 'Banc Ségur', confidence: 'stated' } as const;
    checks.push({ id: `${id}#picture`, title: title[lang], verdict: 'warning', message: message[lang], source });
  }
  return { id, kinds, verdict: rollUp(checks.map((check) => check.verdict)), checks, evidence };
}

/**
 * The product is never blamed for the bench, the machine or the adapter; what the operator says it cannot do is for a
 * human to judge.
 */
function verdictOfFailure(failureClass: FailureClass): Verdict {
  if (failureClass === 'non-conformity') return 'review';
  return failureClass === 'bench' ? 'error' : 'not-observed';
}

function notReached(scenario: string, verdict: Verdict, message: string, lang: Lang): CheckResult {
  return {
    id: `${scenario}#completed`,
    title: LABELS.notReached.title[lang],
    verdict,
    message,
    source: { reference: 'Banc Ségur', confidence: 'stated' },
  };
}

/** A finding as reports write it: in one language, with the title and the rule of its check. */
export function checkResult(finding: Finding, lang: Lang): CheckResult {
  const { check, message, expected, received, locator, ...rest } = finding;
  return {
    id: check.id,
    title: check.title[lang],
    source: check.rule,
    ...rest,
    ...(message ? { message: message[lang] } : {}),
    ...(expected === undefined ? {} : { expected: inLang(expected, lang) }),
    ...(received === undefined ? {} : { received: inLang(received, lang) }),
    ...(locator === undefined ? {} : { locator: inLang(locator, lang) }),
  };
}

function groupByRequirement(
  results: readonly { requirement: string; result: ScenarioResult }[],
  catalogue: Catalogue,
  lang: Lang,
): RequirementResult[] {
  const ids = [...new Set(results.map((row) => row.requirement))];
  return ids.map((id) => {
    const scenarios = results.filter((row) => row.requirement === id).map((row) => row.result);
    const verdict = rollUp(scenarios.map((scenario) => scenario.verdict));
    const failureClass = scenarios
      .flatMap((scenario) => scenario.proofs.flatMap((proof) => proof.checks))
      .find((check) => check.verdict === verdict && check.failureClass)?.failureClass;
    const row = catalogue.requirement(id);
    return { ...describe(id, row, lang), verdict, ...(failureClass ? { failureClass } : {}), scenarios };
  });
}

function describe(
  id: string,
  row: Requirement | undefined,
  lang: Lang,
): Omit<RequirementResult, 'verdict' | 'failureClass' | 'scenarios'> {
  if (!row) {
    const own: Text = { fr: 'Scénario propre au fournisseur', en: 'Vendor’s own scenario' };
    return {
      id,
      theme: id.split('/')[0] ?? id,
      title: own[lang],
      text: '',
      obligation: 'PEUT',
      wording: 'draft',
      kind: 'requirement',
      profiles: [],
      clarifications: [],
    };
  }
  return {
    id,
    theme: row.theme,
    title: row.title[lang],
    text: row.text[lang],
    obligation: row.obligation,
    wording: row.wording,
    kind: row.kind,
    profiles: row.profiles,
    clarifications: row.clarifications.map((item) => `${item[lang]} (${item.source})`),
  };
}

function proofKinds(catalogue: Catalogue, requirement: string | undefined, scenario: string, proof: string): string[] {
  const printed = catalogue.scenario(scenario, requirement)?.proofs.find((row) => row.id === proof);
  // A scenario the catalogue does not print serves the proof of one it does.
  return (printed ?? catalogue.proofs(proof)[0]?.proof)?.kinds ?? [];
}

function count(verdicts: readonly Verdict[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = {
    pass: 0,
    warning: 0,
    review: 0,
    'not-applicable': 0,
    'not-observed': 0,
    fail: 0,
    error: 0,
  };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}
