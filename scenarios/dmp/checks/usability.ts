import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, notObserved, text, verify } from '../../harness/index.js';

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
  if (slow.length === 0) return notObserved(USABLE, { received: 'aucune requête DMP n’a été ralentie' });
  return verify(USABLE, observed.usedElsewhereWhilePending, {
    expected: 'un autre écran utilisé avant la fin des requêtes',
    received: observed.usedElsewhereWhilePending ? observed.elsewhere : 'écran bloqué jusqu’à la réponse du DMP',
    locator: 'écran du DPI',
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
    expected: 'requêtes affichées comme terminées, TD3.1 répondue',
    received: `${observed.completed ? 'terminées à l’écran' : 'non terminées à l’écran'} ; ${answered.length} TD3.1 répondues`,
    locator: 'dossier du patient, état du DMP',
  });
}
