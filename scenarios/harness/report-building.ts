import type { Exchange } from '../../mocks/core/exchange.js';
import type { Report, RequirementResult, ScenarioResult, Verdict } from '../../reporters/model.js';
import type { Catalogue, Requirement } from '../requirements/catalogue.js';
import { type Decoder, exchangeView } from './exchange-view.js';
import { exitCodeOf } from './exit-codes.js';
import { readRecord, type ScenarioRecord } from './record.js';
import { readRunFile } from './run-folder.js';
import type { Scenario } from './scenario.js';
import { scenarioResult } from './scenario-result.js';
import type { Lang, Text } from './text.js';
import { rollUp } from './verdict.js';

/** What a report is made from, besides the run folder. */
export interface ReportSources {
  catalogue: Catalogue;
  /** Definitions, for scenarios that never started. */
  scenarios: readonly Scenario[];
  readJournal(dir: string): Promise<Exchange[]>;
  decoders: readonly Decoder[];
}

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
  const content = { ...sources, journal, owners };
  const results = run.planned.map(({ id, requirement }) => ({
    requirement,
    result: scenarioResult(id, records.get(id), content, language),
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
