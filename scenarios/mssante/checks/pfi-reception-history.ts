import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ReceivedMessageShown } from '../actions/pfi-reception.js';
import { type ReceivedReturn, recipientsOf } from './pfi-reception-returns.js';

const HISTORY = text('historique du message', 'history of the message');

const COMPLETE: CheckDeclaration = {
  id: 'mss.pfi-reception.history-complete',
  title: text(
    'L’historique va de la réception au traitement, chaque étape datée',
    'The history goes from reception to treatment, each step dated',
  ),
  rule: { reference: 'REM PFI MSS/UX.37', confidence: 'stated' },
};

/**
 * The history of a message has dated lines, and one that says how it ended: the document handed over, or the code of the
 * refusal.
 */
export function checkHistoryComplete(
  { history }: ReceivedMessageShown,
  ending: { title: string } | { code: string },
): Finding {
  const awaited = 'title' in ending ? ending.title : ending.code;
  const undated = history.filter(({ at }) => !/\d{2}[:h]\d{2}/.test(at)).length;
  const told = history.some(({ what, detail }) => `${what} ${detail}`.includes(awaited));
  return verify(COMPLETE, history.length >= 2 && undated === 0 && told, {
    expected: text(
      `des lignes datées, de la réception à « ${awaited} »`,
      `dated lines, from reception to "${awaited}"`,
    ),
    received: linesOf(history),
    locator: HISTORY,
  });
}

const RETURNS: CheckDeclaration = {
  id: 'mss.pfi-reception.returns-traced',
  title: text('L’historique dit chaque retour envoyé, et à qui', 'The history tells each return sent, and to whom'),
  rule: { reference: 'REM PFI MSS/UX.37', confidence: 'stated' },
};

/** Each recipient of a return seen on the wire is named in the history. */
export function checkReturnsTraced({ history }: ReceivedMessageShown, returns: readonly ReceivedReturn[]): Finding {
  const recipients = [...new Set(returns.flatMap(({ exchange }) => recipientsOf(exchange)))];
  const told = (address: string): boolean =>
    history.some(({ what, detail }) => `${what} ${detail}`.toLowerCase().includes(address));
  return verify(RETURNS, recipients.every(told), {
    expected: joinTexts([text('retours envoyés à', 'returns sent to'), recipients.join(', ')], ' '),
    received: linesOf(history),
    locator: HISTORY,
    ...(returns[0] ? { exchange: returns[0].exchange.id } : {}),
  });
}

function linesOf(history: ReceivedMessageShown['history']): Text {
  return joinTexts(
    history.map(({ at, what, detail }) => `${at} ${what} : ${detail}`),
    text(' ; ', '; '),
    text('aucune ligne', 'no line'),
  );
}
