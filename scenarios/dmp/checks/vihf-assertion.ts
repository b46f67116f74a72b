import { isCertain, type VihfProblem } from '../../../mocks/wire/vihf-problem.js';
import type { VihfJudgement } from '../../../mocks/wire/vihf-validation.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  type FindingDetails,
  joinTexts,
  notObserved,
  pass,
  review,
  type Text,
  text,
  warn,
} from '../../harness/index.js';
import { SEMICOLON, transactionName } from './wording.js';

/** The VIHF of one request, judged by {@link judgeVihf} of the wire codecs. */
export interface JudgedVihf {
  /** Exchange it came in. */
  exchange: string;
  /** Absent when the mock did not recognise it. */
  transaction?: string;
  /** The message names a patient, with whom the VIHF's was compared. */
  namesPatient: boolean;
  judgement: VihfJudgement;
}

const SIGNATURE: CheckDeclaration = {
  id: 'dmp.vihf.signature',
  title: text(
    'Le VIHF est signé, inchangé depuis, par un certificat valide de l’IGC',
    'The VIHF is signed, unchanged since, by a valid certificate of the PKI',
  ),
  rule: { reference: 'GI DMP, VIHF : ds:Signature et certificat (dmp.md §§5.1, 5.3)', confidence: 'stated' },
};

const ATTRIBUTES: CheckDeclaration = {
  id: 'dmp.vihf.attributes',
  title: text(
    'Le VIHF porte chaque attribut de son mode d’authentification, bien formé',
    'The VIHF carries each attribute of its authentication mode, well formed',
  ),
  rule: { reference: 'GI DMP, VIHF : attributs par mode (dmp.md §5.1)', confidence: 'stated' },
};

const PATIENT: CheckDeclaration = {
  id: 'dmp.vihf.patient',
  title: text('Le patient du VIHF est celui du message', 'The patient of the VIHF is the one of the message'),
  rule: { reference: 'GI DMP, VIHF : resource-id (dmp.md §§5.1, 7.2)', confidence: 'stated' },
};

const EXPECTED = {
  signature: text('signature valide, certificat de confiance', 'valid signature, trusted certificate'),
  attributes: text('attributs du mode d’authentification', 'attributes of the authentication mode'),
  patient: text('CX.1, CX.4.2 et CX.5 du patient du message', 'CX.1, CX.4.2 and CX.5 of the patient of the message'),
};

/**
 * Three questions about the VIHF of each request: is it signed by somebody trusted, does it say what its mode must, is
 * its patient the message's. A rule that sources only infer never fails: it is for a human to decide.
 */
export function checkVihf(judged: readonly JudgedVihf[]): Finding[] {
  return [
    findingOn('signature', SIGNATURE, judged),
    findingOn('attributes', ATTRIBUTES, judged),
    findingOn(
      'patient',
      PATIENT,
      judged.filter(({ namesPatient }) => namesPatient),
    ),
  ];
}

/** A rule broken in a request. */
interface Told {
  from: JudgedVihf;
  problem: VihfProblem;
}

function findingOn(topic: keyof VihfJudgement, check: CheckDeclaration, judged: readonly JudgedVihf[]): Finding {
  const expected = EXPECTED[topic];
  const [first] = judged;
  if (!first) return notObserved(check, { expected, received: text('aucune requête DMP', 'no DMP request') });
  const all = judged.flatMap((from) => from.judgement[topic].map((problem): Told => ({ from, problem })));
  const certain = all.filter(({ problem }) => isCertain(problem));
  if (certain.length > 0) return fail(check, detailsOf(expected, certain));
  const unsure = all.filter(({ problem }) => problem.severity === 'error');
  if (unsure.length > 0) return review(check, detailsOf(expected, unsure));
  if (all.length > 0) return warn(check, detailsOf(expected, all));
  const received = text(`VIHF conformes : ${judged.length}`, `VIHFs that hold: ${judged.length}`);
  return pass(check, { expected, received, locator: '//saml2:Assertion', exchange: first.exchange });
}

/** Each rule once, with the first request that breaks it. */
function detailsOf(expected: Text, told: readonly Told[]): FindingDetails {
  const byRule = [...new Map(told.toReversed().map((one) => [one.problem.rule, one])).values()].toReversed();
  return {
    expected: joinTexts([expected, ...byRule.flatMap(({ problem }) => problem.expected ?? [])], SEMICOLON),
    received: joinTexts(byRule.map(words), SEMICOLON),
    locator: byRule.map(({ problem }) => problem.locator).join(' ; '),
    exchange: byRule[0]?.from.exchange ?? '',
  };
}

function words({ from, problem }: Told): Text {
  const { fr, en } = problem.message;
  const value = problem.received ? [problem.received] : [];
  return joinTexts([text(fr, en), ...value, transactionName(from.transaction)]);
}
