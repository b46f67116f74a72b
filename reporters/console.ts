import { styleText } from 'node:util';
import { attention, type AttentionItem, needsAttention, URGENCY } from './attention.js';
import { formatDuration } from './format.js';
import type { CheckResult, Report, RequirementResult, ScenarioResult, Verdict } from './model.js';
import { printableReport } from './printable.js';
import { type Words, wordsOf } from './words.js';

const MARKS: Record<Verdict, string> = {
  pass: '✔',
  warning: '!',
  review: '?',
  'not-applicable': '–',
  'not-observed': '○',
  fail: '✗',
  error: '‼',
};

const COLOURS: Record<Verdict, 'green' | 'yellow' | 'red' | 'gray'> = {
  pass: 'green',
  warning: 'yellow',
  review: 'yellow',
  'not-applicable': 'gray',
  'not-observed': 'yellow',
  fail: 'red',
  error: 'red',
};

const PHRASES = {
  fr: {
    look: 'À regarder',
    bench: 'Fautes du banc',
    interrupted: 'Campagne interrompue : ce qui n’a pas été joué est marqué « non observé ».',
    failed: 'Campagne arrêtée par une faute du banc.',
    draft: 'projet de texte',
    defects: 'Défauts volontaires du produit de référence',
    variants: 'Variantes conformes du produit de référence',
    requirements: 'Exigences',
    proofs: 'Preuves',
    exchanges: 'Échanges',
    unexpected: (count: number) => (count === 0 ? 'aucun inattendu' : `dont ${count} inattendu${count > 1 ? 's' : ''}`),
    report: 'Rapport',
  },
  en: {
    look: 'To look at',
    bench: 'Faults of the bench',
    interrupted: 'Run interrupted: what was not run is marked “not observed”.',
    failed: 'Run stopped by a fault of the bench.',
    draft: 'draft wording',
    defects: 'Deliberate defects of the reference product',
    variants: 'Conform variants of the reference product',
    requirements: 'Requirements',
    proofs: 'Proofs',
    exchanges: 'Exchanges',
    unexpected: (count: number) => `${count === 0 ? 'none' : count} unexpected`,
    report: 'Report',
  },
} as const;

/** Longer values are cut: the whole is in the report. */
const LONGEST_VALUE = 400;

/** How to write for a terminal. */
export interface ConsoleOptions {
  /** No escape code when false. */
  colour: boolean;
  /** Columns of the terminal; 100 when not said. Titles are cut to it. */
  width?: number;
  /** Where the report for people is, told at the end. */
  reportPath?: string;
}

/**
 * What a terminal shows at the end of a run: a line per requirement with its number of proofs by verdict; each proof, and
 * each scenario without proof, a person must look at, with what was expected, what was received, where and by which rule;
 * the counts; the verdict. What the product sent is made printable and stays indented, so that none of it acts on the
 * terminal or passes for a line of the bench.
 */
export function renderConsoleSummary(report: Report, options: ConsoleOptions): string {
  const shown = printableReport(report);
  const words = wordsOf(shown.lang);
  const phrases = PHRASES[shown.lang];
  const paint = paintFor(options.colour);
  const label = (name: string) => `${name}${words.colon} `;
  const width = options.width ?? 100;
  const items = attention(shown);
  const { run, summary } = shown;
  const bare = shown.requirements
    .flatMap((requirement) => requirement.scenarios)
    .filter((scenario) => scenario.proofs.length === 0 && needsAttention(scenario.verdict));
  const idWidth = Math.max(0, ...shown.requirements.map((requirement) => requirement.id.length));
  const lines = [
    '',
    ...shown.requirements.map((requirement) => requirementLine(requirement, idWidth, width, shown.lang, paint)),
    ...(items.length + bare.length === 0 ? [] : ['', label(phrases.look).trimEnd()]),
    ...items.flatMap((item) => ['', ...problem(item, words, paint)]),
    ...bare.flatMap((scenario) => ['', ...withoutProof(scenario, words, paint)]),
    ...(run.errors.length === 0
      ? []
      : ['', label(phrases.bench).trimEnd(), ...run.errors.map((error) => `  ${under(error, 4)}`)]),
    '',
    ...(run.defects.length === 0 ? [] : [label(phrases.defects) + run.defects.join(', ')]),
    ...(run.variants.length === 0 ? [] : [label(phrases.variants) + run.variants.join(', ')]),
    ...(run.status === 'finished' ? [] : [run.status === 'failed' ? phrases.failed : phrases.interrupted]),
    label(phrases.requirements) + counts(summary.requirements, words),
    label(phrases.proofs) + counts(summary.proofs, words),
    `${label(phrases.exchanges)}${summary.exchanges}, ${phrases.unexpected(summary.unexpectedExchanges)}`,
    ...(options.reportPath === undefined ? [] : [label(phrases.report) + options.reportPath]),
    '',
    paint(summary.verdict, `${MARKS[summary.verdict]} ${words.verdicts[summary.verdict].toUpperCase()}`),
  ];
  return lines.join('\n');
}

/** Colours a text by the verdict it tells. */
export type Paint = (verdict: Verdict, value: string) => string;

/** A {@link Paint} that writes escape codes, or none. */
export function paintFor(colour: boolean): Paint {
  return (verdict, value) => (colour ? styleText(COLOURS[verdict], value, { validateStream: false }) : value);
}

/** The sign of a verdict. */
export function verdictMark(verdict: Verdict): string {
  return MARKS[verdict];
}

function requirementLine(
  requirement: RequirementResult,
  idWidth: number,
  width: number,
  lang: Report['lang'],
  paint: Paint,
): string {
  const { verdict, id, scenarios } = requirement;
  const draft = requirement.wording === 'draft' ? ` [${PHRASES[lang].draft}]` : '';
  const lasted = scenarios.reduce((total, scenario) => total + scenario.durationMs, 0);
  const proofs = scenarios.flatMap((scenario) => scenario.proofs);
  const tally = URGENCY.map((one) => ({
    mark: MARKS[one],
    count: proofs.filter((proof) => proof.verdict === one).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => ` ${count}${mark}`);
  const end = `${draft}${tally.join('')} ${formatDuration(lasted, lang)}`;
  const room = Math.max(20, width - idWidth - end.length - 4);
  const title = cut(oneLine(requirement.title), room);
  return `${paint(verdict, `${MARKS[verdict]} ${id.padEnd(idWidth)}`)}  ${title}${end}`;
}

function problem({ scenario, proof }: AttentionItem, words: Words, paint: Paint): string[] {
  const head = `${MARKS[proof.verdict]} ${proof.id}`;
  return [
    `  ${paint(proof.verdict, head)} (${scenario.id}, ${oneLine(scenario.title)})${words.colon} ${words.verdicts[proof.verdict]}`,
    ...proof.checks.filter((check) => needsAttention(check.verdict)).flatMap((check) => checkDetail(check, words)),
  ];
}

function withoutProof({ id, title, verdict, error }: ScenarioResult, words: Words, paint: Paint): string[] {
  return [
    `  ${paint(verdict, `${MARKS[verdict]} ${id}`)} (${oneLine(title)})${words.colon} ${words.verdicts[verdict]}`,
    ...(error === undefined ? [] : [`    ${under(error, 6)}`]),
  ];
}

/** One check for a terminal: what it verifies, then expected, received, where, exchange and rule. Values must be printable. */
export function checkDetail(check: CheckResult, words: Words): string[] {
  const line = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`      ${name}${words.colon} ${under(value, 8)}`];
  return [
    `    ${MARKS[check.verdict]} ${oneLine(check.title)}${check.message === undefined ? '' : ` — ${under(check.message, 6)}`}`,
    ...line(words.expected, check.expected),
    ...line(words.received, check.received),
    ...line(words.where, check.locator),
    ...line(words.exchange, check.exchange),
    ...line(words.rule, `${check.source.reference} (${words.confidence[check.source.confidence]})`),
  ];
}

/** A value whose further lines stand under it; a lone CR would write over what precedes it. */
function under(value: string, indent: number): string {
  return cut(value, LONGEST_VALUE).replaceAll(/\r\n?|\n/g, `\n${' '.repeat(indent)}`);
}

function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\t]+/g, ' ');
}

/** At most `length` UTF-16 units, never half a surrogate pair. */
function cut(value: string, length: number): string {
  return value.length > length ? `${value.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : value;
}

function counts(of: Record<Verdict, number>, words: Words): string {
  return URGENCY.filter((verdict) => of[verdict] > 0)
    .map((verdict) => `${of[verdict]} ${words.verdicts[verdict]}`)
    .join(', ');
}
