import type { Report } from '../model.js';

/** Every phrase of the page that neither the report nor the shared words give. */
export interface Labels {
  title: string;
  skip: string;
  contents: string;
  independent: string;
  fictitious: string;
  draft: string;
  draftLong: string;
  ruleTag: string;
  must: string;
  may: string;
  defects: string;
  defectsLong: string;
  variants: string;
  variantsLong: string;
  interrupted: string;
  failed: string;
  benchErrors: string;
  profiles: string;
  run: string;
  duration: string;
  selection: string;
  everything: string;
  bench: string;
  catalogue: string;
  adapter: string;
  configHash: string;
  adapterHash: string;
  noFile: string;
  attended: string;
  yes: string;
  no: string;
  clock: string;
  exitCode: string;
  synthesis: string;
  globalVerdict: string;
  proofsSeen: (count: number) => string;
  counts: string;
  requirements: string;
  scenarios: string;
  proofs: string;
  checks: string;
  exchangesSeen: (count: number, unexpected: number) => string;
  look: string;
  lookLong: string;
  nothingToLook: string;
  index: string;
  filter: string;
  all: string;
  requirement: string;
  titleColumn: string;
  verdict: string;
  results: string;
  backToIndex: string;
  clarifications: string;
  precondition: string;
  drive: string;
  steps: string;
  asked: string;
  observed: string;
  nothingObserved: string;
  actionFailed: string;
  drivenBy: Record<'adapter' | 'operator', string>;
  proof: string;
  proofKinds: Record<string, string>;
  noCheck: string;
  noProof: string;
  evidence: string;
  noEvidence: string;
  enlarge: string;
  seenAbove: string;
  notEmbedded: string;
  timeline: (count: number) => string;
  actionMark: string;
  otherExchanges: string;
  otherExchangesLong: string;
  request: string;
  response: string;
  noResponse: string;
  cut: string;
  rawBody: string;
  unexpected: string;
  tolerated: string;
  masked: string;
  fault: string;
  top: string;
}

const FR: Labels = {
  title: 'Rapport de preuve',
  skip: 'Aller au contenu',
  contents: 'Sommaire',
  independent: 'Outil indépendant, non officiel. Les libellés des exigences sont des reformulations.',
  fictitious: 'Toutes les personnes citées sont fictives\u00A0; leurs INS sont de la plage de test.',
  draft: 'projet de texte',
  draftLong: 'Libellé reformulé d’après un projet de texte\u00A0: à comparer au REM publié avant de conclure.',
  ruleTag: 'règle d’un guide d’intégration',
  must: 'obligatoire (DOIT)',
  may: 'facultatif (PEUT)',
  defects: 'Produit de référence lancé avec des défauts volontaires',
  defectsLong: 'Ce rapport vérifie le banc lui-même\u00A0; il ne dit rien d’un produit réel.',
  variants: 'Produit de référence lancé avec des variantes conformes',
  variantsLong: 'Ces choix sont permis à un éditeur\u00A0; ils ne doivent rien changer aux verdicts.',
  interrupted: 'Campagne interrompue\u00A0: ce qui n’a pas été joué est marqué «\u00A0non observé\u00A0».',
  failed: 'Campagne arrêtée par une faute du banc\u00A0: ce qui n’a pas été joué est marqué «\u00A0non observé\u00A0».',
  benchErrors: 'Fautes du banc pendant la campagne',
  profiles: 'Profils',
  run: 'Campagne',
  duration: 'Durée',
  selection: 'Demandé',
  everything: 'toutes les exigences',
  bench: 'Banc',
  catalogue: 'Catalogue',
  adapter: 'Adaptateur',
  configHash: 'Empreinte de la configuration',
  adapterHash: 'Empreinte de l’adaptateur',
  noFile: 'pas de fichier',
  attended: 'Opérateur présent',
  yes: 'oui',
  no: 'non',
  clock: 'Les heures sont celles de Paris.',
  exitCode: 'Code de sortie',
  synthesis: 'Synthèse',
  globalVerdict: 'Verdict de la campagne',
  proofsSeen: (count) => `${count} preuve${count > 1 ? 's' : ''}`,
  counts: 'Nombre par verdict',
  requirements: 'Exigences',
  scenarios: 'Scénarios',
  proofs: 'Preuves',
  checks: 'Vérifications',
  exchangesSeen: (count, unexpected) =>
    `${count} échange${count > 1 ? 's' : ''} sur le réseau${unexpected > 0 ? `, dont ${unexpected} inattendu${unexpected > 1 ? 's' : ''}` : ', aucun inattendu'}.`,
  look: 'À regarder d’abord',
  lookLong: 'Les preuves qui demandent une personne, les plus urgentes en premier.',
  nothingToLook: 'Rien\u00A0: toutes les preuves jouées sont conformes.',
  index: 'Index des exigences',
  filter: 'Montrer',
  all: 'toutes',
  requirement: 'Exigence',
  titleColumn: 'Intitulé',
  verdict: 'Verdict',
  results: 'Résultats par exigence',
  backToIndex: 'Retour à l’index',
  clarifications: 'Précisions (AMA, FAQ)',
  precondition: 'Au départ',
  drive: 'Conduite',
  steps: 'Étapes',
  asked: 'Demandé',
  observed: 'Observé',
  nothingObserved: 'rien n’a été observé',
  actionFailed: 'L’action a échoué',
  drivenBy: { adapter: 'par l’adaptateur', operator: 'par l’opérateur' },
  proof: 'Preuve',
  proofKinds: {
    video_or_screens: 'film ou copies d’écran',
    document: 'document',
    log_or_trace: 'journal ou trace',
    signed_statement: 'attestation signée',
    gazelle_link: 'lien Gazelle',
    smtp_source: 'source SMTP',
    other: 'autre',
    extract: 'extraction',
    mss_test_tool_execution_id: 'identifiant d’exécution de l’outil de test MSSanté',
    pentest_form: 'formulaire de test d’intrusion',
    hl7_dump: 'messages HL7',
    pdf_a1: 'PDF/A-1',
    xdm_archive: 'archive XDM',
    cnda_certificate: 'attestation CNDA',
    scan: 'numérisation',
    soap_message: 'message SOAP',
    csv_export: 'export CSV',
  },
  noCheck: 'Aucune vérification n’a été faite.',
  noProof: 'Ce scénario n’a aucune preuve.',
  evidence: 'Pièces',
  noEvidence: 'Aucune pièce jointe.',
  enlarge: 'Agrandir',
  seenAbove: 'déjà montrée plus haut\u00A0: la revoir',
  notEmbedded: 'à ouvrir à part',
  timeline: (count) => `Échanges (${count})`,
  actionMark: 'Action',
  otherExchanges: 'Échanges hors scénario',
  otherExchangesLong: 'Ces échanges n’ont pu être rattachés à aucun scénario.',
  request: 'Requête',
  response: 'Réponse',
  noResponse: 'Pas de réponse\u00A0: connexion fermée.',
  cut: 'Coupé ici\u00A0; le message entier est dans le dossier de la campagne.',
  rawBody: 'octets bruts',
  unexpected: 'inattendu',
  tolerated: 'toléré',
  masked: 'masqué',
  fault: 'anomalie injectée',
  top: 'Haut de page',
};

const EN: Labels = {
  title: 'Proof report',
  skip: 'Skip to content',
  contents: 'Contents',
  independent: 'Independent, unofficial tool. Requirement texts are paraphrases.',
  fictitious: 'Everyone named here is fictitious; their INS are of the test range.',
  draft: 'draft wording',
  draftLong: 'Paraphrase of a draft: compare with the published REM before concluding.',
  ruleTag: 'rule of an integration guide',
  must: 'mandatory (DOIT)',
  may: 'optional (PEUT)',
  defects: 'Reference product started with deliberate defects',
  defectsLong: 'This report tests the bench itself; it says nothing of a real product.',
  variants: 'Reference product started with conform variants',
  variantsLong: 'A vendor may make these choices; they must not change any verdict.',
  interrupted: 'Run interrupted: what was not run is marked “not observed”.',
  failed: 'Run stopped by a fault of the bench: what was not run is marked “not observed”.',
  benchErrors: 'Faults of the bench during the run',
  profiles: 'Profiles',
  run: 'Run',
  duration: 'Duration',
  selection: 'Asked for',
  everything: 'every requirement',
  bench: 'Bench',
  catalogue: 'Catalogue',
  adapter: 'Adapter',
  configHash: 'Hash of the configuration',
  adapterHash: 'Hash of the adapter',
  noFile: 'no file',
  attended: 'Operator present',
  yes: 'yes',
  no: 'no',
  clock: 'Times are those of Paris.',
  exitCode: 'Exit code',
  synthesis: 'Summary',
  globalVerdict: 'Verdict of the run',
  proofsSeen: (count) => `${count} proof${count === 1 ? '' : 's'}`,
  counts: 'Count per verdict',
  requirements: 'Requirements',
  scenarios: 'Scenarios',
  proofs: 'Proofs',
  checks: 'Checks',
  exchangesSeen: (count, unexpected) =>
    `${count} exchange${count === 1 ? '' : 's'} on the network, ${unexpected > 0 ? unexpected : 'none'} unexpected.`,
  look: 'Look at these first',
  lookLong: 'Proofs that need a person, the most urgent first.',
  nothingToLook: 'Nothing: every proof run is conform.',
  index: 'Index of requirements',
  filter: 'Show',
  all: 'all',
  requirement: 'Requirement',
  titleColumn: 'Title',
  verdict: 'Verdict',
  results: 'Results per requirement',
  backToIndex: 'Back to the index',
  clarifications: 'Clarifications (AMA, FAQ)',
  precondition: 'To start with',
  drive: 'Driven',
  steps: 'Steps',
  asked: 'Asked',
  observed: 'Observed',
  nothingObserved: 'nothing was observed',
  actionFailed: 'The action failed',
  drivenBy: { adapter: 'by the adapter', operator: 'by the operator' },
  proof: 'Proof',
  proofKinds: {
    video_or_screens: 'film or screenshots',
    document: 'document',
    log_or_trace: 'log or trace',
    signed_statement: 'signed statement',
    gazelle_link: 'Gazelle link',
    smtp_source: 'SMTP source',
    other: 'other',
    extract: 'extract',
    mss_test_tool_execution_id: 'execution id of the MSSanté test tool',
    pentest_form: 'penetration test form',
    hl7_dump: 'HL7 messages',
    pdf_a1: 'PDF/A-1',
    xdm_archive: 'XDM archive',
    cnda_certificate: 'CNDA certificate',
    scan: 'scan',
    soap_message: 'SOAP message',
    csv_export: 'CSV export',
  },
  noCheck: 'No check was made.',
  noProof: 'This scenario has no proof.',
  evidence: 'Evidence',
  noEvidence: 'Nothing attached.',
  enlarge: 'Enlarge',
  seenAbove: 'already shown above: see it again',
  notEmbedded: 'opens apart',
  timeline: (count) => `Exchanges (${count})`,
  actionMark: 'Action',
  otherExchanges: 'Exchanges of no scenario',
  otherExchangesLong: 'These exchanges could not be linked to any scenario.',
  request: 'Request',
  response: 'Response',
  noResponse: 'No response: connection closed.',
  cut: 'Cut here; the whole message is in the run folder.',
  rawBody: 'raw bytes',
  unexpected: 'unexpected',
  tolerated: 'tolerated',
  masked: 'masked',
  fault: 'injected fault',
  top: 'Top of page',
};

/** The phrases of a language. */
export function labelsOf(lang: Report['lang']): Labels {
  return lang === 'fr' ? FR : EN;
}
