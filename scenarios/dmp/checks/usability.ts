import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, notObserved, text, verify } from '../../harness/index.js';
import { SEMICOLON } from './wording.js';

const RULE = { reference: 'REM DMP/UX.10 ; CDA/DD.05 (sans bloquer)', confidence: 'stated' } as const;

const USABLE: CheckDeclaration = {
  id: 'dmp.usable-during-requests',
  title: text('Le DPI reste utilisable pendant les requêtes DMP', 'The DPI stays usable during DMP requests'),
  rule: RULE,
};

/** Another screen was used while the DMP was still answering. `slow`: exchanges the bench slowed down. */
export function checkUsableDuringRequests(
  observed: { usedElsewhereWhilePending: boolean; elsewhere: string },
  slow: readonly Exchange[],
): Finding {
  if (slow.length === 0)
    return notObserved(USABLE, {
      received: text('aucune requête DMP n’a été ralentie', 'no DMP request was slowed down'),
    });
  return verify(USABLE, observed.usedElsewhereWhilePending, {
    expected: text(
      'un autre écran utilisé avant la fin des requêtes',
      'another screen used before the requests are completed',
    ),
    received: observed.usedElsewhereWhilePending
      ? observed.elsewhere
      : text('écran bloqué jusqu’à la réponse du DMP', 'screen blocked until the DMP answers'),
    locator: text('écran du DPI', 'screen of the DPI'),
    exchange: slow[0]?.id ?? '',
  });
}

const COMPLETED: CheckDeclaration = {
  id: 'dmp.ux10.completed',
  title: text('Les requêtes aboutissent et l’écran le montre', 'The requests complete and the screen shows it'),
  rule: RULE,
};

/** On return, the screen says that the requests are done, and the wire agrees. */
export function checkRequestsCompleted(observed: { completed: boolean }, exchanges: readonly Exchange[]): Finding {
  const answered = exchanges.filter(
    (exchange) => exchange.transaction?.startsWith('td3-1') && exchange.response?.status === 200,
  );
  return verify(COMPLETED, observed.completed && answered.length > 0, {
    expected: text(
      'requêtes affichées comme terminées, au moins une TD3.1 répondue',
      'requests shown as completed, at least one TD3.1 answered',
    ),
    received: joinTexts(
      [
        observed.completed
          ? text('terminées à l’écran', 'completed on screen')
          : text('non terminées à l’écran', 'not completed on screen'),
        text(`TD3.1 répondues : ${answered.length}`, `TD3.1 answered: ${answered.length}`),
      ],
      SEMICOLON,
    ),
    locator: text('dossier du patient, état du DMP', 'patient record, DMP status'),
  });
}
