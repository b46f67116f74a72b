import { broken, judgement } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text } from '../../harness/index.js';
import type { DeliveryShown } from '../actions/pfi-deliveries.js';
import { isAnswered, type SeenDelivery } from './pfi-delivery.js';
import type { ReceivedReturn } from './pfi-reception-returns.js';

const AFTER: CheckDeclaration = {
  id: 'mss.delivery.return-after-answer',
  title: text(
    'Les retours partent après la réponse du DPI au message, et la suivent',
    'The returns leave after the DPI answered the message, and follow its answer',
  ),
  rule: { reference: 'REM PFI CDA/HL7.04 ; CI-SIS trans-cda-mss (struct-msg-mdn)', confidence: 'stated' },
};

/**
 * A success return only after the DPI accepted this very message (MSA-2 = MSH-10), a failure one only after it refused
 * it. Whether every return due was made is the count's business.
 */
export function checkReturnsAfterAnswer(
  returns: readonly ReceivedReturn[],
  deliveries: readonly SeenDelivery[],
): Finding {
  const breaches = returns.flatMap(({ exchange, mdn, error }) => {
    const failed = mdn?.failed ?? error !== undefined;
    const before = deliveries.filter((one) => one.exchange.finishedAt <= exchange.finishedAt);
    const answered = before.some((one) =>
      failed ? isAnswered(one, 'AE') || isAnswered(one, 'AR') : isAnswered(one, 'AA'),
    );
    if (answered) return [];
    const what = failed
      ? text('échec annoncé sans refus du DPI', 'failure told though the DPI did not refuse')
      : text('succès annoncé sans accord du DPI', 'success told though the DPI did not agree');
    return [broken(what, 'Disposition, MSA')];
  });
  return judgement(AFTER, {
    expected: text('le DPI d’abord : MSA-1, MSA-2 = MSH-10', 'the DPI first: MSA-1, MSA-2 = MSH-10'),
    breaches,
    found: text(`${returns.length} retour(s), tous après`, `${returns.length} return(s), all after`),
    where: 'MSA',
    exchange: returns[0]?.exchange.id,
  });
}

const SHOWN: CheckDeclaration = {
  id: 'mss.delivery.shown',
  title: text('L’écran dit ce que le DPI a répondu', 'The screen tells what the DPI answered'),
  rule: { reference: 'REM PFI MSS/UX.37 (suivi du document jusqu’à son intégration)', confidence: 'stated' },
};

const STATES: Readonly<Record<DeliveryShown['state'], Text>> = {
  waiting: text('en attente', 'waiting'),
  accepted: text('accepté', 'accepted'),
  refused: text('refusé', 'refused'),
};

/** The latest delivery of the document on screen is in this state, with this code when it is refused. */
export function checkDeliveryShown(
  deliveries: readonly DeliveryShown[],
  awaited: { title: string; state: DeliveryShown['state']; code?: string },
): Finding {
  const { title, state, code = '' } = awaited;
  const found = deliveries.find((one) => one.title === title);
  const words = (of: DeliveryShown['state'], with_: string): Text =>
    joinTexts([STATES[of], ...(with_ === '' ? [] : [with_])], ' ');
  const received = found ? words(found.state, found.code) : text('document non affiché', 'document not shown');
  const right = found?.state === state && (code === '' || found.code === code);
  return judgement(SHOWN, {
    expected: joinTexts([text(`« ${title} »`, `"${title}"`), words(state, code)], ' '),
    breaches: right ? [] : [broken(received, 'écran')],
    found: received,
    where: 'écran',
  });
}
