import type { Evidence, FailureClass, Report, Verdict } from '../model.js';

/** Every word of the page that is not in the report. */
export interface Labels {
  title: string;
  skip: string;
  contents: string;
  independent: string;
  draft: string;
  draftLong: string;
  rule: string;
  reference: string;
  defects: string;
  variants: string;
  interrupted: string;
  benchErrors: string;
  product: string;
  actor: string;
  profiles: string;
  run: string;
  date: string;
  bench: string;
  catalogue: string;
  adapter: string;
  configHash: string;
  adapterHash: string;
  attended: string;
  yes: string;
  no: string;
  synthesis: string;
  counts: string;
  requirements: string;
  scenarios: string;
  proofs: string;
  checks: string;
  exchanges: string;
  unexpected: string;
  look: string;
  nothingToLook: string;
  index: string;
  filter: string;
  all: string;
  requirement: string;
  obligation: string;
  verdict: string;
  clarifications: string;
  precondition: string;
  steps: string;
  asked: string;
  observed: string;
  by: Record<'adapter' | 'operator' | 'bench', string>;
  check: string;
  expected: string;
  received: string;
  where: string;
  source: string;
  noCheck: string;
  evidence: string;
  shownAbove: string;
  open: string;
  timeline: string;
  otherExchanges: string;
  request: string;
  response: string;
  noResponse: string;
  cut: string;
  rawBody: string;
  tolerated: string;
  masked: string;
  fault: string;
  film: string;
  status: Record<'done' | 'interrupted' | 'not-run', string>;
  verdicts: Record<Verdict, string>;
  classes: Record<FailureClass, string>;
  confidence: Record<'stated' | 'tried' | 'inferred' | 'unconfirmed', string>;
  kinds: Record<Evidence['kind'], string>;
  top: string;
  ms: string;
}

const FR: Labels = {
  title: 'Rapport de preuve',
  skip: 'Aller au contenu',
  contents: 'Sommaire',
  independent:
    'Rapport produit par Banc Ségur, outil indépendant de l’ANS. Les libellés des exigences sont des reformulations. Toutes les personnes sont fictives et leurs INS dans la plage de test.',
  draft: 'projet',
  draftLong: 'Libellé issu d’un document de travail de 2023, non officiel',
  rule: 'règle d’un guide d’intégration',
  reference: 'Logiciel de référence du banc, lancé avec :',
  defects: 'défauts volontaires',
  variants: 'variantes conformes',
  interrupted: 'Campagne interrompue : ce qui n’a pas été joué est marqué non observé.',
  benchErrors: 'Fautes du banc pendant la campagne',
  product: 'Logiciel',
  actor: 'Acteur',
  profiles: 'Profils',
  run: 'Campagne',
  date: 'Date',
  bench: 'Banc',
  catalogue: 'Catalogue',
  adapter: 'Adaptateur',
  configHash: 'Empreinte de la configuration',
  adapterHash: 'Empreinte de l’adaptateur',
  attended: 'Opérateur présent',
  yes: 'oui',
  no: 'non',
  synthesis: 'Synthèse',
  counts: 'Nombre par verdict',
  requirements: 'Exigences',
  scenarios: 'Scénarios',
  proofs: 'Preuves',
  checks: 'Vérifications',
  exchanges: 'Échanges',
  unexpected: 'inattendu',
  look: 'À regarder d’abord',
  nothingToLook: 'Rien : toutes les preuves jouées sont conformes.',
  index: 'Exigences de la campagne',
  filter: 'Montrer',
  all: 'toutes',
  requirement: 'Exigence',
  obligation: 'Obligation',
  verdict: 'Verdict',
  clarifications: 'Précisions (AMA, FAQ)',
  precondition: 'Précondition',
  steps: 'Étapes',
  asked: 'Demandé',
  observed: 'Observé à l’écran',
  by: { adapter: 'déclaré par l’adaptateur', operator: 'déclaré par l’opérateur', bench: 'relevé par le banc' },
  check: 'Vérification',
  expected: 'Attendu',
  received: 'Reçu',
  where: 'Où',
  source: 'Règle',
  noCheck: 'Aucune vérification n’a été faite.',
  evidence: 'Pièces',
  shownAbove: 'déjà montrée plus haut',
  open: 'ouvrir',
  timeline: 'Chronologie des échanges',
  otherExchanges: 'Échanges hors scénario',
  request: 'Requête',
  response: 'Réponse',
  noResponse: 'Pas de réponse : connexion fermée.',
  cut: 'Coupé ici ; le message entier est dans le dossier de la campagne.',
  rawBody: 'octets bruts',
  tolerated: 'toléré',
  masked: 'masqué',
  fault: 'anomalie injectée',
  film: 'film ou trace',
  status: { done: 'joué', interrupted: 'interrompu', 'not-run': 'non joué' },
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
    'non-conformity': 'non-conformité',
    configuration: 'configuration',
    environment: 'environnement',
    bench: 'banc',
  },
  confidence: {
    stated: 'règle écrite',
    tried: 'règle éprouvée',
    inferred: 'règle déduite, jamais bloquante',
    unconfirmed: 'règle non confirmée, jamais bloquante',
  },
  kinds: {
    screenshot: 'capture d’écran',
    film: 'film',
    trace: 'trace du navigateur',
    file: 'fichier',
    exchange: 'échange',
    attestation: 'déclaration',
    text: 'note',
  },
  top: 'Haut de page',
  ms: 'ms',
};

const EN: Labels = {
  title: 'Proof report',
  skip: 'Skip to content',
  contents: 'Contents',
  independent:
    'Report made by Banc Ségur, a tool independent of the ANS. Requirement texts are paraphrases. Everyone is fictitious, with INS of the test range.',
  draft: 'draft',
  draftLong: 'Wording from a working document of 2023, not official',
  rule: 'rule of an integration guide',
  reference: 'Reference software of the bench, started with:',
  defects: 'deliberate defects',
  variants: 'conform variants',
  interrupted: 'Run interrupted: what was not run is marked not observed.',
  benchErrors: 'Faults of the bench during the run',
  product: 'Software',
  actor: 'Actor',
  profiles: 'Profiles',
  run: 'Run',
  date: 'Date',
  bench: 'Bench',
  catalogue: 'Catalogue',
  adapter: 'Adapter',
  configHash: 'Hash of the configuration',
  adapterHash: 'Hash of the adapter',
  attended: 'Operator present',
  yes: 'yes',
  no: 'no',
  synthesis: 'Summary',
  counts: 'Count per verdict',
  requirements: 'Requirements',
  scenarios: 'Scenarios',
  proofs: 'Proofs',
  checks: 'Checks',
  exchanges: 'Exchanges',
  unexpected: 'unexpected',
  look: 'Look at these first',
  nothingToLook: 'Nothing: every proof run is conform.',
  index: 'Requirements of the run',
  filter: 'Show',
  all: 'all',
  requirement: 'Requirement',
  obligation: 'Obligation',
  verdict: 'Verdict',
  clarifications: 'Clarifications (AMA, FAQ)',
  precondition: 'Precondition',
  steps: 'Steps',
  asked: 'Asked',
  observed: 'Observed on screen',
  by: { adapter: 'declared by the adapter', operator: 'declared by the operator', bench: 'seen by the bench' },
  check: 'Check',
  expected: 'Expected',
  received: 'Received',
  where: 'Where',
  source: 'Rule',
  noCheck: 'No check was made.',
  evidence: 'Evidence',
  shownAbove: 'already shown above',
  open: 'open',
  timeline: 'Timeline of exchanges',
  otherExchanges: 'Exchanges of no scenario',
  request: 'Request',
  response: 'Response',
  noResponse: 'No response: connection closed.',
  cut: 'Cut here; the whole message is in the run folder.',
  rawBody: 'raw bytes',
  tolerated: 'tolerated',
  masked: 'masked',
  fault: 'injected fault',
  film: 'film or trace',
  status: { done: 'run', interrupted: 'interrupted', 'not-run': 'not run' },
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
    'non-conformity': 'non-conformity',
    configuration: 'configuration',
    environment: 'environment',
    bench: 'bench',
  },
  confidence: {
    stated: 'stated rule',
    tried: 'tried rule',
    inferred: 'inferred rule, never blocking',
    unconfirmed: 'unconfirmed rule, never blocking',
  },
  kinds: {
    screenshot: 'screenshot',
    film: 'film',
    trace: 'browser trace',
    file: 'file',
    exchange: 'exchange',
    attestation: 'statement',
    text: 'note',
  },
  top: 'Top of page',
  ms: 'ms',
};

/** The words of a language. */
export function labelsOf(lang: Report['lang']): Labels {
  return lang === 'fr' ? FR : EN;
}
