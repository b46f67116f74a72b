import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { feedManually } from './actions/feeding.js';
import { checkSentOnce, checkStateShown } from './checks/feeding.js';
import { checkManualOffered } from './checks/withholding.js';
import { produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/va1.03.01.01';

/** A discharge letter whose sending was withheld is sent by an explicit action of the user. */
export const fedByHand = defineScenario({
  requirement: 'DMP/va1.03',
  id: 'DMP/va1.03.01',
  title: text(
    'L’utilisateur déclenche lui-même l’envoi d’une lettre de liaison',
    'The user triggers the sending of a discharge letter',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-manual')],
  precondition: text(
    'La PFI n’est pas jouée ici : le DPI de référence alimente lui-même le DMP (TD2.1).',
    'The PFI is not played here: the reference DPI feeds the DMP by itself (TD2.1).',
  ),
  async run(t) {
    const person = patient('feed-manual');
    await openAuthorisedDmp(t, person, 'ps1');
    const letter = await t.step(text('Créer une lettre de liaison', 'Create a discharge letter'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      return produce(t, person, { name: 'manuelle', send: false });
    });
    await t.step(text('Déclencher l’alimentation proposée', 'Trigger the feeding offered'), async () => {
      const observed = await t.act(feedManually, { patient: refOf(person), document: { title: letter.title } });
      const feedings = await feedingsOf(t, person, letter.title, letter.since);
      judgeLots(t, PROOF, person, feedings);
      t.check(
        PROOF,
        checkManualOffered(observed),
        checkSentOnce(feedings, letter),
        checkStateShown(observed, ['sent'], letter),
      );
    });
  },
});
