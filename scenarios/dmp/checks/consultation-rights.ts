import type { Exchange } from '../../../mocks/core/exchange.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  notObserved,
  pass,
  type Text,
  text,
} from '../../harness/index.js';
import { transactionName } from './wording.js';

/** Transactions that check a right (TD0.2, TD0.4) and those that consult (TD3.1, TD3.2). Source: dmp.md §2. */
const RIGHT_CHECKS = ['td0-2', 'td0-4'];
const CONSULTATIONS = ['td3-1a', 'td3-1b', 'td3-2'];

const RULE = { reference: 'REM DMP/UX.08', confidence: 'stated' } as const;

const CHECKED_FIRST: CheckDeclaration = {
  id: 'dmp.ux08.right-checked-first',
  title: text(
    'Le droit est vérifié (TD0.2 ou TD0.4) avant toute consultation',
    'The right is checked (TD0.2 or TD0.4) before any consultation',
  ),
  rule: RULE,
};

const CHECKED_PER_USER: CheckDeclaration = {
  id: 'dmp.ux08.right-checked-per-user',
  title: text(
    'Le droit est vérifié pour chaque utilisateur qui consulte',
    'The right is checked for each user who consults',
  ),
  rule: RULE,
};

const ORDER = text('ordre des échanges', 'order of the exchanges');

/**
 * For one user (VIHF NameID), a right check comes before the first consultation. `exchanges`: those of one patient, in
 * order; TD0.4 names no patient, so the caller adds the user's.
 */
export function checkRightBeforeConsultation(exchanges: readonly Exchange[], user: string): Finding {
  return rightBeforeConsultation(CHECKED_FIRST, exchanges, user);
}

/** The same for a second user on a record already consulted by a first one. */
export function checkRightForNextUser(exchanges: readonly Exchange[], user: string): Finding {
  return rightBeforeConsultation(CHECKED_PER_USER, exchanges, user);
}

function rightBeforeConsultation(check: CheckDeclaration, exchanges: readonly Exchange[], user: string): Finding {
  const own = exchanges.filter((exchange) => exchange.keys['user'] === user);
  const consultation = own.find((exchange) => CONSULTATIONS.includes(exchange.transaction ?? ''));
  const expected = text(
    `TD0.2 ou TD0.4 de l’utilisateur ${user} avant sa première TD3.1 ou TD3.2`,
    `TD0.2 or TD0.4 of user ${user} before their first TD3.1 or TD3.2`,
  );
  if (!consultation) return notObserved(check, { expected, received: sequence(own) });
  const before = own.find(
    (exchange) => RIGHT_CHECKS.includes(exchange.transaction ?? '') && exchange.finishedAt <= consultation.startedAt,
  );
  const details = { expected, received: sequence(own), locator: ORDER, exchange: consultation.id };
  return before ? pass(check, details) : fail(check, details);
}

function sequence(exchanges: readonly Exchange[]): Text {
  const steps = exchanges.map(({ id, transaction }) => joinTexts([id, transactionName(transaction)], ' '));
  return joinTexts(steps, ' → ', text('aucun échange', 'no exchange'));
}

const EXCHANGES = text('échanges', 'exchanges');

const RETRIEVED: CheckDeclaration = {
  id: 'dmp.document-retrieved',
  title: text(
    'Le document consulté vient bien du DMP (TD3.2)',
    'The document consulted does come from the DMP (TD3.2)',
  ),
  rule: { reference: 'GI DMP, TD3.2 (ITI-43)', confidence: 'stated' },
};

/** The wire agrees with the screen: a TD3.2 for this document was answered. `nearMiss` says what came when none was. */
export function checkRetrieved(exchanges: readonly Exchange[], uniqueId: string, nearMiss: Text): Finding {
  const expected = text(`TD3.2 du document ${uniqueId}`, `TD3.2 of document ${uniqueId}`);
  const found = exchanges.find(
    (exchange) =>
      exchange.transaction === 'td3-2' && exchange.keys['document'] === uniqueId && exchange.response?.status === 200,
  );
  return found
    ? pass(RETRIEVED, { expected, received: 'TD3.2, HTTP 200', locator: EXCHANGES, exchange: found.id })
    : fail(RETRIEVED, { expected, received: nearMiss, locator: EXCHANGES });
}
