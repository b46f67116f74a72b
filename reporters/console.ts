import { styleText } from 'node:util';
import type { CheckResult, Report, RequirementResult, Verdict } from './model.js';

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

const WORDS = {
  fr: {
    verdicts: {
      pass: 'conforme',
      warning: 'conforme avec avertissement',
      review: 'à vérifier',
      'not-applicable': 'sans objet',
      'not-observed': 'non observé',
      fail: 'non conforme',
      error: 'faute du banc',
    },
    expected: 'attendu',
    received: 'reçu',
    where: 'où',
    rule: 'règle',
    proofs: 'preuves',
    bench: 'Fautes du banc',
    interrupted: 'Campagne interrompue.',
    draft: 'projet',
  },
  en: {
    verdicts: {
      pass: 'conform',
      warning: 'conform with a warning',
      review: 'to review',
      'not-applicable': 'not applicable',
      'not-observed': 'not observed',
      fail: 'non-conform',
      error: 'fault of the bench',
    },
    expected: 'expected',
    received: 'received',
    where: 'where',
    rule: 'rule',
    proofs: 'proofs',
    bench: 'Faults of the bench',
    interrupted: 'Run interrupted.',
    draft: 'draft',
  },
} as const;

/**
 * What a terminal shows at the end of a run: a line per requirement, then each check that is not green with what was
 * expected, what was received, where and by which rule, then the counts of proofs. No escape code when `colour` is false.
 */
export function renderConsoleSummary(report: Report, options: { colour: boolean }): string {
  const words = WORDS[report.lang];
  const paint = (verdict: Verdict, value: string) =>
    options.colour ? styleText(COLOURS[verdict], value, { validateStream: false }) : value;
  const lines: string[] = [''];
  for (const requirement of report.requirements) {
    const label = requirement.wording === 'draft' ? ` [${words.draft}]` : '';
    lines.push(
      paint(requirement.verdict, `${MARKS[requirement.verdict]} ${requirement.id}`) + ` ${requirement.title}${label}`,
    );
    lines.push(...problems(requirement, words, paint));
  }
  if (report.run.errors.length > 0)
    lines.push('', `${words.bench} :`, ...report.run.errors.map((error) => `  ${error}`));
  if (report.run.status === 'interrupted') lines.push('', words.interrupted);
  const counts = Object.entries(report.summary.proofs).filter(([, count]) => count > 0);
  const told = counts.map(([verdict, count]) => `${count} ${words.verdicts[verdict as Verdict]}`).join(', ');
  lines.push(
    '',
    paint(report.summary.verdict, words.verdicts[report.summary.verdict].toUpperCase()) +
      ` — ${words.proofs} : ${told}`,
  );
  return lines.join('\n');
}

function problems(
  requirement: RequirementResult,
  words: (typeof WORDS)[Report['lang']],
  paint: (verdict: Verdict, value: string) => string,
): string[] {
  return requirement.scenarios.flatMap((scenario) =>
    scenario.proofs.flatMap((proof) => {
      const checks = proof.checks.filter((check) => !['pass', 'not-applicable'].includes(check.verdict));
      if (checks.length === 0) return [];
      const head =
        paint(proof.verdict, `  ${MARKS[proof.verdict]} ${proof.id}`) +
        ` (${scenario.id}) ${words.verdicts[proof.verdict]}`;
      return [head, ...checks.flatMap((check) => detail(check, words))];
    }),
  );
}

function detail(check: CheckResult, words: (typeof WORDS)[Report['lang']]): string[] {
  const line = (label: string, value: string | undefined) =>
    value === undefined ? [] : [`      ${label} : ${value.replaceAll('\n', '\n        ')}`];
  return [
    `    ${MARKS[check.verdict]} ${check.title}${check.message === undefined ? '' : ` — ${check.message}`}`,
    ...line(words.expected, check.expected),
    ...line(words.received, check.received),
    ...line(words.where, check.locator),
    ...line(words.rule, check.source.reference),
  ];
}
