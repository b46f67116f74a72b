import type { CheckResult, Evidence, FailureClass, ProofResult, Verdict } from '../../reporters/model.js';
import type { Finding } from './check.js';
import type { ScenarioRecord } from './record.js';
import { inLang, type Lang } from './text.js';
import { rollUp } from './verdict.js';

/** What the engine itself says in reports. */
export const LABELS = {
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

/** What a report says of one proof: its checks, those the scenario never reached included, and its evidence. */
export function proofResult(id: string, kinds: string[], record: ScenarioRecord, lang: Lang): ProofResult {
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
export function verdictOfFailure(failureClass: FailureClass): Verdict {
  if (failureClass === 'non-conformity') return 'review';
  return failureClass === 'bench' ? 'error' : 'not-observed';
}

/** Tells that a check was not reached, and why. */
export function notReached(scenario: string, verdict: Verdict, message: string, lang: Lang): CheckResult {
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
