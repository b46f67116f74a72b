import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { ShownFlow } from '../actions/flows.js';
import type { Flow } from '../../hl7/index.js';
import type { RegisteredDocument, SeenFeeding } from '../flow-situations.js';

const RULE = { reference: 'REM DMP/ALI/PROG.07', confidence: 'stated' } as const;

const WAITING: CheckDeclaration = {
  id: 'pfi.outage.waiting-shown',
  title: text(
    'Tant que le DMP est injoignable, l’écran dit que l’envoi attend',
    'While the DMP is unreachable, the screen says that the sending waits',
  ),
  rule: RULE,
};

/** The transmission to the DMP is shown as waiting. */
export function checkWaiting({ targets }: ShownFlow): Finding {
  const state = targets.find(({ to }) => to === 'dmp')?.state;
  return verify(WAITING, state === 'waiting', {
    expected: 'dmp : waiting',
    received: `dmp : ${state ?? '-'}`,
    locator: text('écran, trace du message', 'screen, trace of the message'),
  });
}

const RESUMED: CheckDeclaration = {
  id: 'pfi.outage.nothing-lost',
  title: text(
    'Au retour du DMP, tous les documents en attente y arrivent, sans rien demander à personne',
    'When the DMP is back, every waiting document gets there, with nothing asked of anybody',
  ),
  rule: RULE,
};

/** Every document is in the DMP. */
export function checkNothingLost(registered: readonly RegisteredDocument[], flows: readonly Flow[]): Finding {
  const missing = flows.filter(({ uniqueId }) => !registered.some((one) => one.uniqueId === uniqueId));
  return verify(RESUMED, missing.length === 0, {
    expected: text(`${flows.length} documents dans le DMP`, `${flows.length} documents in the DMP`),
    received: text(
      `${flows.length - missing.length} ; absents : ${missing.map(({ controlId }) => controlId).join(', ') || '-'}`,
      `${flows.length - missing.length}; absent: ${missing.map(({ controlId }) => controlId).join(', ') || '-'}`,
    ),
    locator: text('DMP, dossier du patient', 'DMP, record of the patient'),
  });
}

const ONCE: CheckDeclaration = {
  id: 'pfi.outage.nothing-twice',
  title: text('Aucun document n’est envoyé deux fois', 'No document is sent twice'),
  rule: { reference: 'REM DMP/ALI/PROG.07', confidence: 'stated' },
};

/** No document is sent again once the DMP has registered it. */
export function checkNothingTwice(feedings: readonly SeenFeeding[]): Finding {
  const done = new Set<string>();
  const again = feedings.filter(({ document, accepted }) => {
    const id = document?.uniqueId ?? '';
    if (done.has(id)) return true;
    if (accepted) done.add(id);
    return false;
  });
  const [first] = again;
  return verify(ONCE, again.length === 0, {
    expected: text('un seul envoi une fois le DMP revenu', 'one sending once the DMP is back'),
    received: text(`${again.length} envoi(s) de trop`, `${again.length} sending(s) too many`),
    locator: 'TD2.1',
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const ORDER: CheckDeclaration = {
  id: 'pfi.outage.order-kept',
  title: text(
    'Les versions d’un document arrivent dans leur ordre',
    'The versions of a document arrive in their order',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, remplacement', confidence: 'stated' },
};

/** The second version replaces the first, which is there no longer as a current document. */
export function checkOrder(registered: readonly RegisteredDocument[], first: Flow, second: Flow): Finding {
  const stateOf = ({ uniqueId }: Flow): string =>
    registered.filter((one) => one.uniqueId === uniqueId).at(-1)?.status ?? '-';
  return verify(ORDER, stateOf(first) === 'Deprecated' && stateOf(second) === 'Approved', {
    expected: 'v1 Deprecated, v2 Approved',
    received: `v1 ${stateOf(first)}, v2 ${stateOf(second)}`,
    locator: text('DMP, dossier du patient', 'DMP, record of the patient'),
  });
}
