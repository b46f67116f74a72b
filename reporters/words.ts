import type { CheckResult, Evidence, FailureClass, Report, ScenarioResult, Verdict } from './model.js';

/** What every reporter calls things, in the language of the report. */
export interface Words {
  verdicts: Record<Verdict, string>;
  classes: Record<FailureClass, string>;
  confidence: Record<CheckResult['source']['confidence'], string>;
  status: Record<ScenarioResult['status'], string>;
  drive: Record<ScenarioResult['drive'], string>;
  declaredBy: Record<Evidence['declaredBy'], string>;
  evidence: Record<Evidence['kind'], string>;
  actor: Record<Report['sut']['actor'], string>;
  expected: string;
  received: string;
  where: string;
  rule: string;
  exchange: string;
  proof: string;
  /** What stands before a colon: a no-break space in French. */
  colon: string;
}

const FR: Words = {
  verdicts: {
    pass: 'conforme',
    warning: 'conforme, avec avertissement',
    review: 'à vérifier',
    'not-applicable': 'sans objet',
    'not-observed': 'non observé',
    fail: 'non conforme',
    error: 'faute du banc',
  },
  classes: {
    'non-conformity': 'non-conformité du produit',
    configuration: 'réglage à corriger',
    environment: 'environnement de test',
    bench: 'banc d’essai',
  },
  confidence: {
    stated: 'règle écrite',
    tried: 'règle éprouvée',
    inferred: 'règle déduite, jamais bloquante',
    unconfirmed: 'règle non confirmée, jamais bloquante',
  },
  status: { done: 'joué en entier', interrupted: 'interrompu', 'not-run': 'non joué' },
  drive: { automatic: 'automatique', operator: 'avec un opérateur', document: 'sur document' },
  declaredBy: {
    bench: 'relevé par le banc',
    adapter: 'déclaré par l’adaptateur',
    operator: 'déclaré par l’opérateur',
  },
  evidence: {
    screenshot: 'copie d’écran',
    film: 'film',
    trace: 'trace du navigateur',
    file: 'fichier',
    exchange: 'échange',
    attestation: 'déclaration',
    text: 'note',
  },
  actor: { dpi: 'DPI, dossier patient informatisé', pfi: 'PFI, plateforme d’intermédiation' },
  expected: 'attendu',
  received: 'reçu',
  where: 'où',
  rule: 'règle',
  exchange: 'échange',
  proof: 'preuve',
  colon: '\u00A0:',
};

const EN: Words = {
  verdicts: {
    pass: 'conform',
    warning: 'conform, with a warning',
    review: 'to review',
    'not-applicable': 'not applicable',
    'not-observed': 'not observed',
    fail: 'non-conform',
    error: 'fault of the bench',
  },
  classes: {
    'non-conformity': 'non-conformity of the product',
    configuration: 'setting to correct',
    environment: 'test environment',
    bench: 'test bench',
  },
  confidence: {
    stated: 'written rule',
    tried: 'rule tried in practice',
    inferred: 'inferred rule, never blocking',
    unconfirmed: 'unconfirmed rule, never blocking',
  },
  status: { done: 'run to its end', interrupted: 'interrupted', 'not-run': 'not run' },
  drive: { automatic: 'automatic', operator: 'with an operator', document: 'on documents' },
  declaredBy: { bench: 'seen by the bench', adapter: 'stated by the adapter', operator: 'stated by the operator' },
  evidence: {
    screenshot: 'screenshot',
    film: 'film',
    trace: 'browser trace',
    file: 'file',
    exchange: 'exchange',
    attestation: 'statement',
    text: 'note',
  },
  actor: { dpi: 'DPI, electronic patient record', pfi: 'PFI, intermediation platform' },
  expected: 'expected',
  received: 'received',
  where: 'where',
  rule: 'rule',
  exchange: 'exchange',
  proof: 'proof',
  colon: ':',
};

/** The words of a language. */
export function wordsOf(lang: Report['lang']): Words {
  return lang === 'fr' ? FR : EN;
}
