import { join } from 'node:path';
import { needsAttention } from './attention.js';
import type { CheckResult, Report, Reporter, RequirementResult, Verdict } from './model.js';
import { printableReport } from './printable.js';
import { writeReportFile } from './report-file.js';
import { type Words, wordsOf } from './words.js';

/**
 * Writes `junit.xml`: one testsuite per requirement, one testcase per proof of a scenario. A testcase's name starts with
 * the `N° preuve`, then names the scenario, since proof ids repeat. `fail` is a failure; `error` and `not-observed` are
 * errors; `review` and `not-applicable` are skipped with their reason; `warning` passes and is told in system-out. A
 * scenario without any proof, a requirement without any scenario and each fault of the bench have a testcase of their
 * own, so that nothing unproven is silent.
 */
export const junitReporter: Reporter = {
  name: 'junit',
  async write(report, { outDir }) {
    const path = join(outDir, 'junit.xml');
    await writeReportFile(path, renderJunit(report));
    return [path];
  },
};

/** The JUnit document as text. */
export function renderJunit(report: Report): string {
  const shown = printableReport(report);
  const words = wordsOf(shown.lang);
  const suites = shown.requirements.map((requirement) => requirementSuite(requirement, words));
  if (shown.run.errors.length > 0) suites.push(benchSuite(shown.run.errors));
  const total = countCases(suites.flatMap((suite) => suite.cases));
  const properties = element('properties', {}, ...propertiesOf(shown));
  const root = element(
    'testsuites',
    { name: 'Banc Ségur', ...total },
    ...suites.map(({ name, timestamp, cases }) =>
      element(
        'testsuite',
        { name, ...(timestamp ? { timestamp } : {}), ...countCases(cases) },
        properties,
        ...cases.map((one) =>
          element('testcase', { name: one.name, classname: one.className, time: seconds(one.ms) }, ...one.content),
        ),
      ),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** A testcase before it is written. */
interface Case {
  name: string;
  className: string;
  verdict: Verdict;
  ms: number;
  content: string[];
}

interface Suite {
  name: string;
  timestamp?: string | undefined;
  cases: Case[];
}

function requirementSuite(requirement: RequirementResult, words: Words): Suite {
  const className = requirement.id;
  const cases = requirement.scenarios.flatMap((scenario): Case[] => {
    if (scenario.proofs.length === 0) {
      const { verdict, title, durationMs: ms, error } = scenario;
      const content = outcome(verdict, [], words, error);
      return [{ name: `${scenario.id} · ${title}`, className, verdict, ms, content }];
    }
    return scenario.proofs.map(({ id, verdict, checks }) => ({
      name: `${id} · ${scenario.id} · ${scenario.title}`,
      className,
      verdict,
      // A scenario's time is shared between its proofs, so that suites add up.
      ms: scenario.durationMs / scenario.proofs.length,
      content: outcome(verdict, checks, words, scenario.error),
    }));
  });
  if (cases.length === 0) {
    const { id, title, verdict } = requirement;
    cases.push({ name: `${id} · ${title}`, className, verdict, ms: 0, content: outcome(verdict, [], words) });
  }
  const timestamp = requirement.scenarios.find((scenario) => scenario.startedAt !== undefined)?.startedAt?.slice(0, 19);
  return { name: `${requirement.id} ${requirement.title}`, timestamp, cases };
}

function benchSuite(errors: readonly string[]): Suite {
  const cases = errors.map((message, index) => ({
    name: `banc ${index + 1}`,
    className: 'banc',
    verdict: 'error' as const,
    ms: 0,
    content: [element('error', { message, type: 'bench' }, text(message))],
  }));
  return { name: 'banc', cases };
}

/**
 * What stands in a testcase: its failure, error or reason of skipping, and what its green checks had to say. `stop`, why
 * the scenario ended early, is the reason when no check gives one.
 */
function outcome(verdict: Verdict, checks: readonly CheckResult[], words: Words, stop?: string): string[] {
  const told = checks.filter((check) => needsAttention(check.verdict));
  const first = checks.find((check) => check.verdict === verdict);
  const message = first?.message ?? first?.title ?? stop ?? words.verdicts[verdict];
  const details = text(told.map((check) => describe(check, words)).join('\n\n'));
  switch (verdict) {
    case 'fail':
      return [element('failure', { message, type: first?.failureClass ?? 'non-conformity' }, details)];
    case 'error':
    case 'not-observed':
      return [element('error', { message, type: verdict }, details)];
    case 'review':
    case 'not-applicable':
      return [
        element('skipped', { message: `${words.verdicts[verdict]}${words.colon} ${message}` }),
        ...(told.length === 0 ? [] : [element('system-out', {}, details)]),
      ];
    case 'warning':
      return [element('system-out', {}, details)];
    case 'pass':
      return [];
  }
}

function describe(check: CheckResult, words: Words): string {
  const line = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`${name}${words.colon} ${value}`];
  return [
    `${check.title} (${words.verdicts[check.verdict]})`,
    ...(check.message === undefined ? [] : [check.message]),
    ...line(words.expected, check.expected),
    ...line(words.received, check.received),
    ...line(words.where, check.locator),
    ...line(words.exchange, check.exchange),
    ...line(words.rule, `${check.source.reference} (${words.confidence[check.source.confidence]})`),
  ].join('\n');
}

function propertiesOf({ run, sut, summary }: Report): string[] {
  return Object.entries({
    run: run.id,
    status: run.status,
    verdict: summary.verdict,
    bench: `${run.bench.name} ${run.bench.version}`,
    catalogue: run.catalogue.version,
    catalogueWarning: run.catalogue.warning,
    sut: `${sut.vendor} ${sut.product} ${sut.version}`,
    defects: run.defects.join(' '),
    variants: run.variants.join(' '),
  }).map(([name, value]) => element('property', { name, value }));
}

function countCases(
  cases: readonly Case[],
): Record<'tests' | 'failures' | 'errors' | 'skipped' | 'time', string | number> {
  const count = (...verdicts: Verdict[]) => cases.filter((one) => verdicts.includes(one.verdict)).length;
  return {
    tests: cases.length,
    failures: count('fail'),
    errors: count('error', 'not-observed'),
    skipped: count('review', 'not-applicable'),
    time: seconds(cases.reduce((total, one) => total + one.ms, 0)),
  };
}

const seconds = (ms: number) => (ms / 1_000).toFixed(3);

function element(name: string, attributes: Readonly<Record<string, string | number>>, ...content: string[]): string {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  return content.length === 0
    ? `<${name}${listed.join('')}/>`
    : `<${name}${listed.join('')}>${content.join('')}</${name}>`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Escapes for XML 1.0; what it cannot carry was made visible before. */
function text(value: string): string {
  return value.replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}

/** In an attribute a parser would also turn line ends and tabs into spaces. */
function attribute(value: string): string {
  return text(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
