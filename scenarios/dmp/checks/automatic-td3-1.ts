import type { Exchange } from '../../../mocks/core/exchange.js';
import {
  type ActionWindow,
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notObserved,
  text,
  verify,
} from '../../harness/index.js';
import { SEMICOLON, transactionName } from './wording.js';

const STORED_QUERIES = ['td3-1a', 'td3-1b'];
const RULE = { reference: 'GI DMP EX_3.1-2030 ; AMA 09/09/2025', confidence: 'stated' } as const;

const NONE = text('aucune TD3.1', 'no TD3.1');

const WHEN_VIEWING_LOCAL: CheckDeclaration = {
  id: 'dmp.td3-1.none-when-viewing-local',
  title: text('Ouvrir un document du dossier ne déclenche pas de TD3.1', 'Opening a local document triggers no TD3.1'),
  rule: RULE,
};
const WHEN_VIEWING_DMP: CheckDeclaration = {
  id: 'dmp.td3-1.none-when-viewing-dmp',
  title: text('Afficher un document du DMP ne déclenche pas de TD3.1', 'Displaying a DMP document triggers no TD3.1'),
  rule: RULE,
};
const AT_REST: CheckDeclaration = {
  id: 'dmp.td3-1.none-at-rest',
  title: text(
    'Sans action de l’utilisateur, aucune TD3.1 après l’ouverture',
    'Without a user action, no TD3.1 after the opening',
  ),
  rule: RULE,
};

/** No stored query started during the action of viewing a local document. */
export function checkNoneWhenViewingLocal(exchanges: readonly Exchange[], actions: readonly ActionWindow[]): Finding {
  return noneDuring(WHEN_VIEWING_LOCAL, exchanges, actions, 'viewLocalDocument');
}

/** No stored query started during the action of viewing a DMP document. */
export function checkNoneWhenViewingDmp(exchanges: readonly Exchange[], actions: readonly ActionWindow[]): Finding {
  return noneDuring(WHEN_VIEWING_DMP, exchanges, actions, 'viewDmpDocument');
}

/**
 * No stored query started outside every action: what an action may request by itself (`requests`) is the opening or an
 * explicit request of the user; what comes between actions is automatic.
 */
export function checkNoneAtRest(exchanges: readonly Exchange[], actions: readonly ActionWindow[]): Finding {
  const automatic = storedQueries(exchanges).filter(
    (exchange) =>
      !actions.some((action) => action.startedAt <= exchange.startedAt && exchange.startedAt <= action.finishedAt),
  );
  return judge(AT_REST, automatic);
}

function noneDuring(
  check: CheckDeclaration,
  exchanges: readonly Exchange[],
  actions: readonly ActionWindow[],
  name: string,
): Finding {
  const windows = actions.filter((action) => action.action === name);
  if (windows.length === 0) return notObserved(check);
  const during = storedQueries(exchanges).filter((exchange) =>
    windows.some((window) => window.startedAt <= exchange.startedAt && exchange.startedAt <= window.finishedAt),
  );
  return judge(check, during);
}

function storedQueries(exchanges: readonly Exchange[]): Exchange[] {
  return exchanges.filter((exchange) => STORED_QUERIES.includes(exchange.transaction ?? ''));
}

function judge(check: CheckDeclaration, found: readonly Exchange[]): Finding {
  const [first] = found;
  const seen = found.map(({ startedAt, id, transaction }) =>
    joinTexts([startedAt, id, transactionName(transaction)], ' '),
  );
  return verify(check, found.length === 0, {
    expected: NONE,
    received: joinTexts(seen, SEMICOLON, NONE),
    locator: text('chronologie des échanges et des actions', 'timeline of exchanges and actions'),
    ...(first ? { exchange: first.id } : {}),
  });
}
