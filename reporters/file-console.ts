import { checkDetail, paintFor, type ConsoleOptions, verdictMark } from './console.js';
import type { CheckResult, FileReport } from './model.js';
import { printable } from './printable.js';
import { wordsOf } from './words.js';

const PHRASES = {
  fr: { unreadable: 'ILLISIBLE', unknown: 'sorte inconnue', nothing: 'Aucune vérification n’a pu être faite.' },
  en: { unreadable: 'UNREADABLE', unknown: 'unknown kind', nothing: 'No check could be made.' },
} as const;

/**
 * What a terminal shows of a file judged by `banc check`: verdict first, then every check that is not green with what
 * was expected, received, where and by which rule, then the others in a line each. What the file holds is made printable.
 */
export function renderFileSummary(report: FileReport, options: Pick<ConsoleOptions, 'colour'>): string {
  const words = wordsOf(report.lang);
  const phrases = PHRASES[report.lang];
  const paint = paintFor(options.colour);
  const kind = report.kindTitle ?? phrases.unknown;
  const file = printable(report.file);
  if (report.error) {
    const { code, message } = report.error;
    return `${paint('fail', `${verdictMark('fail')} ${phrases.unreadable}`)}  ${file} (${kind})\n    ${code} ${printable(message)}`;
  }
  const verdict = words.verdicts[report.verdict].toUpperCase();
  const told = report.checks.filter((check) => !isQuiet(check));
  const quiet = report.checks.filter(isQuiet);
  return [
    `${paint(report.verdict, `${verdictMark(report.verdict)} ${verdict}`)}  ${file} (${kind})`,
    ...(report.checks.length === 0 ? [`    ${phrases.nothing}`] : []),
    ...told.flatMap((check) => checkDetail(shown(check), words)),
    ...quiet.map(({ verdict: mark, title, message }) =>
      printable(`    ${verdictMark(mark)} ${[title, ...(message === undefined ? [] : [message])].join(' — ')}`),
    ),
  ].join('\n');
}

function isQuiet({ verdict }: CheckResult): boolean {
  return verdict === 'pass' || verdict === 'not-applicable';
}

function shown(check: CheckResult): CheckResult {
  return Object.fromEntries(
    Object.entries(check).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value]),
  ) as CheckResult;
}
