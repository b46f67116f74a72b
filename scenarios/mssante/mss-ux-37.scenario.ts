import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { decideOnProposal, showReceptionHistory } from './actions/reception.js';
import { checkHistory } from './checks/reception-follow-up.js';
import {
  AUTOMATIC_INTEGRATION,
  integrateByHand,
  receive,
  receivedVersion,
  startReception,
} from './situations-reception.js';

const SCREEN = 'MSS/UX.37.01.01';
const OTHER = 'MSS/UX.37.01.02';

/** Received, integrated by hand, replaced: everything is in the history, with who and when. */
export const history = defineScenario({
  requirement: 'MSS/UX.37',
  id: 'MSS/UX.37.01',
  title: text('Historique des documents reçus jusqu’à leur traitement', 'History of received documents until treated'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, OTHER],
  holds: [holdPatient('mail-in-history'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-history');
    const first = receivedVersion(t, person, { name: 'historique' });
    const second = receivedVersion(t, person, { name: 'historique', version: 2, replaces: first });
    await startReception(t, false);
    await t.step(text('Recevoir, intégrer, remplacer', 'Receive, integrate, replace'), async () => {
      await receive(t, 'historique-1', [first]);
      await integrateByHand(t, first);
      await receive(t, 'historique-2', [second], 'C');
      await t.act(decideOnProposal, {
        patient: refOf(person),
        document: { title: first.title },
        kind: 'replacement',
        decision: 'validate',
      });
    });
    await t.step(text('Lire l’historique', 'Read the history'), async () => {
      const { userName } = await signInAs(t, 'ps1');
      const { events } = await t.act(showReceptionHistory, { document: { title: first.title } });
      t.attachText(
        OTHER,
        text('Historique affiché', 'History shown'),
        events.map(({ at, version, who, what }) => `${at} v${version} ${who} : ${what}`).join('\n'),
      );
      t.check([SCREEN, OTHER], checkHistory(events, { user: userName, versions: ['1', '2'] }));
    });
  },
});
