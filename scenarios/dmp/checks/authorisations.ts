import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ConsentChoice } from '../actions/consent.js';
import { choiceWords } from './consent-choice.js';
import { quotedList, transactionName } from './wording.js';

const RULE = { reference: 'REM DMP/UX.50', confidence: 'stated' } as const;
const WITHDRAWAL = {
  reference: 'AMA 09/09/2025, retrait du consentement (rattaché à DMP/UX.50)',
  confidence: 'stated',
} as const;
const RIGHT_CHECKS = ['td0-2', 'td0-4'];
const EXCHANGES = text('échanges reçus par le DMP', 'exchanges received by the DMP');

const ASKED: CheckDeclaration = {
  id: 'dmp.ux50.agreement-asked',
  title: text(
    'L’accord du patient est à confirmer au début de la consultation',
    'The patient’s agreement is to be confirmed when the consultation starts',
  ),
  rule: RULE,
};

/** Nothing recorded and no authorisation: the product asks before anything else. */
export function checkAgreementAsked(observed: { asked: boolean; question: string; opened: boolean }): Finding {
  return verify(ASKED, observed.asked && observed.question.trim() !== '', {
    expected: text('une question sur l’accord du patient', 'a question about the patient’s agreement'),
    received: observed.question || text('aucune question', 'no question'),
    locator: text('début de la consultation du DMP', 'start of the DMP consultation'),
  });
}

const LISTED: CheckDeclaration = {
  id: 'dmp.ux50.consultation-possible',
  title: text('Une fois l’autorisation posée, le DMP est consultable', 'Once authorised, the DMP can be consulted'),
  rule: RULE,
};

/** The list of DMP documents is shown, with the document awaited. */
export function checkConsultationPossible(observed: { titles: string[]; message: string }, title: string): Finding {
  return verify(LISTED, observed.titles.includes(title), {
    expected: text(`« ${title} » dans la liste`, `"${title}" in the list`),
    received: observed.message || quotedList(observed.titles),
    locator: text('liste des documents du DMP', 'list of DMP documents'),
  });
}

const RECORDED: CheckDeclaration = {
  id: 'dmp.ux50.non-opposition-recorded',
  title: text('La non-opposition du patient est enregistrée', 'The patient’s non-opposition is recorded'),
  rule: RULE,
};

/** The record shows the non-opposition just confirmed. */
export function checkNonOppositionRecorded(shown: ConsentChoice): Finding {
  return verify(RECORDED, shown === 'no-opposition', {
    expected: text('non-opposition enregistrée', 'non-opposition recorded'),
    received: choiceWords(shown),
    locator: text('dossier du patient, choix sur la consultation', 'patient record, choice on consultation'),
  });
}

const NOT_BEFORE_ANSWER: CheckDeclaration = {
  id: 'dmp.ux50.not-before-answer',
  title: text(
    'Aucune autorisation n’est posée avant la confirmation de l’accord',
    'No authorisation is set before the agreement is confirmed',
  ),
  rule: RULE,
};

/** No TD0.3 AJOUT among the exchanges that came before the user answered. */
export function checkNotBeforeAnswer(exchanges: readonly Exchange[]): Finding {
  const early = exchanges.find(isAuthorisation('AJOUT'));
  return verify(NOT_BEFORE_ANSWER, early === undefined, {
    expected: text('aucune TD0.3 avant la réponse', 'no TD0.3 before the answer'),
    received: early ? text('une TD0.3 AJOUT', 'a TD0.3 AJOUT') : text('aucune', 'none'),
    locator: EXCHANGES,
    ...(early ? { exchange: early.id } : {}),
  });
}

const CHECKED_THEN_SET: CheckDeclaration = {
  id: 'dmp.ux50.checked-then-set',
  title: text(
    'Le droit est vérifié (TD0.2), puis l’autorisation de l’utilisateur est posée (TD0.3)',
    'The right is checked (TD0.2), then the user’s authorisation is set (TD0.3)',
  ),
  rule: RULE,
};

/** TD0.2 (or TD0.4), then an accepted TD0.3 AJOUT, both in the user's own name (VIHF NameID). */
export function checkCheckedThenSet(exchanges: readonly Exchange[], user: string): Finding {
  const set = exchanges.find(isAuthorisation('AJOUT'));
  const before = exchanges.find(
    ({ transaction = '', keys, finishedAt }) =>
      RIGHT_CHECKS.includes(transaction) && keys['user'] === user && set !== undefined && finishedAt <= set.startedAt,
  );
  const holds = before !== undefined && set?.keys['user'] === user && set.unexpected === undefined;
  return verify(CHECKED_THEN_SET, holds, {
    expected: text(`TD0.2 puis TD0.3 AJOUT par ${user}`, `TD0.2 then TD0.3 AJOUT by ${user}`),
    received: sequence(exchanges),
    locator: EXCHANGES,
    ...(set ? { exchange: set.id } : {}),
  });
}

const REMOVED: CheckDeclaration = {
  id: 'dmp.withdrawal.authorisation-removed',
  title: text(
    'Après le retrait du consentement, l’autorisation de chaque utilisateur est retirée, au plus tard à sa connexion suivante',
    'After consent is withdrawn, each user’s authorisation is removed, at their next sign-in at the latest',
  ),
  rule: WITHDRAWAL,
};

/** A TD0.3 SUPPRESSION in the user's own name, since the withdrawal. `nearMiss` says what came when none did. */
export function checkAuthorisationRemoved(exchanges: readonly Exchange[], user: string, nearMiss: Text): Finding {
  const removed = exchanges.find(
    (exchange) => isAuthorisation('SUPPRESSION')(exchange) && exchange.keys['user'] === user,
  );
  return verify(REMOVED, removed !== undefined, {
    expected: text(`TD0.3 SUPPRESSION par ${user}`, `TD0.3 SUPPRESSION by ${user}`),
    received: removed ? text('TD0.3 SUPPRESSION reçue', 'TD0.3 SUPPRESSION received') : nearMiss,
    locator: EXCHANGES,
    ...(removed ? { exchange: removed.id } : {}),
  });
}

const ACCESSES_KEPT: CheckDeclaration = {
  id: 'dmp.withdrawal.accesses-kept',
  title: text(
    'La liste des professionnels ayant accédé au DMP est conservée et s’affiche',
    'The list of professionals who accessed the DMP is kept and shown',
  ),
  rule: WITHDRAWAL,
};

/** Everyone who, in the journal, consulted this DMP is on the list shown after the withdrawal. */
export function checkAccessesKept(
  shown: readonly { name: string; rpps: string }[],
  accessed: readonly { familyName: string; rpps: string }[],
): Finding {
  const missing = accessed.filter(
    (one) => !shown.some(({ name, rpps }) => rpps.includes(one.rpps) || name.includes(one.familyName)),
  );
  return verify(ACCESSES_KEPT, missing.length === 0 && accessed.length > 0, {
    expected: joinTexts(accessed.map(({ familyName, rpps }) => `${familyName} (${rpps})`)),
    received: joinTexts(
      shown.map(({ name, rpps }) => `${name} (${rpps})`),
      ', ',
      text('personne', 'nobody'),
    ),
    locator: text(
      'liste des professionnels ayant accédé au DMP, comparée au journal du DMP',
      'list of professionals who accessed the DMP, compared with the DMP’s journal',
    ),
  });
}

function isAuthorisation(action: 'AJOUT' | 'SUPPRESSION'): (exchange: Exchange) => boolean {
  return ({ transaction, keys }) => transaction === 'td0-3' && keys['action'] === action;
}

function sequence(exchanges: readonly Exchange[]): Text {
  const steps = exchanges.map(({ transaction, keys }) =>
    joinTexts(
      [transactionName(transaction), ...[keys['action'], keys['user']].filter((part) => part !== undefined)],
      ' ',
    ),
  );
  return joinTexts(steps, ' → ', text('aucun échange', 'no exchange'));
}
