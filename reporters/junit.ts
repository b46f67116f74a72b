import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult, ProofResult, Report, Reporter, RequirementResult, ScenarioResult } from './model.js';

/**
 * Writes `junit.xml`: one testsuite per requirement, one testcase per proof of a scenario. A testcase's name starts with
 * the `N° preuve`, then names the scenario, since proof ids repeat. `fail` is a failure; `error` and `not-observed` are
 * errors; `review` and `not-applicable` are skipped with their reason; `warning` passes and is told in system-out.
 */
export const junitReporter: Reporter = {
  name: 'junit',
  async write(report, { outDir }) {
    const path = join(outDir, 'junit.xml');
    await writeFile(path, renderJunit(report));
    return [path];
  },
};

/** The JUnit document as text. */
export function renderJunit(report: Report): string {
  const suites = report.requirements.map(suite);
  const properties = Object.entries({
    run: report.run.id,
    status: report.run.status,
    verdict: report.summary.verdict,
    bench: `${report.run.bench.name} ${report.run.bench.version}`,
    catalogue: report.run.catalogue.version,
    sut: `${report.sut.vendor} ${report.sut.product} ${report.sut.version}`,
    defects: report.run.defects.join(' '),
  }).map(([name, value]) => tag('property', { name, value }));
  const all = suites.map((one) => one.counts);
  const totals = { tests: sum(all, 'tests'), failures: sum(all, 'failures'), errors: sum(all, 'errors') };
  const root = { name: 'Banc Ségur', ...totals, skipped: sum(all, 'skipped'), time: sum(all, 'time') };
  const bench = report.run.errors.length > 0 ? [tag('system-err', {}, text(report.run.errors.join('\n')))] : [];
  const header = tag('testsuite', { name: 'campagne', tests: 0 }, tag('properties', {}, ...properties), ...bench);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('testsuites', root, header, ...suites.map((one) => one.xml))}\n`;
}

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  /** Seconds. */
  time: number;
}

function suite(requirement: RequirementResult): { xml: string; counts: Counts } {
  const cases = requirement.scenarios.flatMap((scenario) => scenario.proofs.map((proof) => ({ scenario, proof })));
  const verdicts = cases.map(({ proof }) => proof.verdict);
  const counts: Counts = {
    tests: cases.length,
    failures: verdicts.filter((verdict) => verdict === 'fail').length,
    errors: verdicts.filter((verdict) => verdict === 'error' || verdict === 'not-observed').length,
    skipped: verdicts.filter((verdict) => verdict === 'review' || verdict === 'not-applicable').length,
    time: cases.reduce((total, { scenario }) => total + seconds(scenario), 0),
  };
  const attributes = { name: `${requirement.id} ${requirement.title}`, ...counts };
  const xml = tag(
    'testsuite',
    attributes,
    ...cases.map(({ scenario, proof }) => testcase(requirement, scenario, proof)),
  );
  return { xml, counts };
}

/** A scenario's time is shared between its proofs, so that suites add up. */
function seconds(scenario: ScenarioResult): number {
  return scenario.durationMs / 1_000 / Math.max(1, scenario.proofs.length);
}

function testcase(requirement: RequirementResult, scenario: ScenarioResult, proof: ProofResult): string {
  const name = `${proof.id} · ${scenario.id} · ${scenario.title}`;
  const attributes = { name, classname: requirement.id, time: seconds(scenario).toFixed(3) };
  return tag('testcase', attributes, ...outcome(proof));
}

function outcome(proof: ProofResult): string[] {
  const decisive = proof.checks.filter((check) => check.verdict === proof.verdict);
  const message = decisive[0]?.message ?? decisive[0]?.title ?? proof.verdict;
  const details = text(decisive.map(describe).join('\n\n'));
  switch (proof.verdict) {
    case 'fail':
      return [tag('failure', { message, type: decisive[0]?.failureClass ?? 'non-conformity' }, details)];
    case 'error':
    case 'not-observed':
      return [tag('error', { message, type: proof.verdict }, details)];
    case 'review':
    case 'not-applicable':
      return [tag('skipped', { message: `${proof.verdict} : ${message}` })];
    case 'warning':
      return [tag('system-out', {}, details)];
    case 'pass':
      return [];
  }
}

function describe(check: CheckResult): string {
  return [
    check.title,
    check.message,
    check.expected === undefined ? undefined : `attendu : ${check.expected}`,
    check.received === undefined ? undefined : `reçu : ${check.received}`,
    check.locator === undefined ? undefined : `où : ${check.locator}`,
    `règle : ${check.source.reference}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function sum(counts: readonly Counts[], key: keyof Counts): number {
  return counts.reduce((total, one) => total + one[key], 0);
}

function tag(name: string, attributes: Readonly<Record<string, string | number>>, ...content: string[]): string {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(String(value))}"`);
  return content.length === 0
    ? `<${name}${listed.join('')}/>`
    : `<${name}${listed.join('')}>${content.join('')}</${name}>`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes for XML 1.0; characters it cannot carry at all become U+FFFD. */
function text(value: string): string {
  return value
    .replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
