import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { composeFlow, hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { checkTaken } from './checks/flow-acknowledgement.js';
import { checkEntry, checkFed } from './checks/flow-feeding.js';
import { checkShown } from './checks/flow-screen.js';
import { feedingsOf, sendFlow, shownFlow } from './flow-situations.js';

const RECEIVED = 'DMP/va1.01.01.01';
const FED = 'DMP/va1.01.01.02';

/** A discharge letter that is received feeds the DMP, nobody doing anything. */
export const systematicFeeding = defineScenario({
  requirement: 'DMP/va1.01',
  id: 'DMP/va1.01.01',
  title: text(
    'Alimenter le DMP de la lettre de liaison reçue, en CDA N1',
    'Feed the DMP with the discharge letter received, as CDA N1',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [RECEIVED, FED],
  holds: [holdPatient('flow-systematic')],
  async run(t) {
    const person = patient('flow-systematic');
    const letter = composeFlow(t, { name: 'liaison', person, typeCode: '11490-0', flags: { DESTDMP: true } });
    await t.step(
      text('Recevoir la lettre de liaison', 'Receive the discharge letter'),
      async () => {
        const to = await hl7Address(t);
        t.check(RECEIVED, checkTaken([await sendFlow(t, RECEIVED, letter, to)]));
      },
      [RECEIVED],
    );
    await t.step(
      text('Le DMP en est alimenté, sans aucune action', 'The DMP is fed with it, without any action'),
      async () => {
        const feedings = await feedingsOf(t, FED, letter);
        t.check(FED, checkFed(feedings, letter), ...feedings.slice(0, 1).map(checkEntry));
      },
      [FED],
    );
    await t.step(text('Afficher sa trace', 'Show its trace'), async () => {
      t.check(RECEIVED, checkShown(await shownFlow(t, letter), { dmp: 'done' }));
    });
  },
});
