import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { type ConsentChoice, recordConsent } from './actions/consent.js';
import { checkChoiceTraced } from './checks/feeding-consent.js';
import { checkNotSent, checkSentOnce, checkStateShown } from './checks/feeding.js';
import { produce } from './feeding-situations.js';
import { FEEDING_TRANSACTIONS, feedingsOf, feedingsSeen } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/CONF.09.01.01';
const OPPOSED = text('opposition du patient enregistrée', 'opposition of the patient recorded');

/** Non-opposition then opposition to feeding: each one recorded and traced, the second one blocks. */
export const oppositionBlocks = defineScenario({
  requirement: 'DMP/CONF.09',
  id: 'DMP/CONF.09.01',
  title: text(
    'Le choix du patient sur l’alimentation est tracé ; son opposition bloque l’envoi',
    'The patient’s choice about feeding is traced; their opposition blocks the sending',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-opposed')],
  precondition: text(
    'INS qualifiée, DMP ouvert. Tant que rien n’est recueilli, la version de travail bloque et le socle n’en dit rien : le banc ne le juge pas.',
    'Qualified INS, DMP open. While nothing is recorded, the draft blocks and the socle is silent: the bench does not judge it.',
  ),
  async run(t) {
    const person = patient('feed-opposed');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Enregistrer la non-opposition', 'Record non-opposition'), async () => {
      await record(t, person, 'no-opposition');
    });
    await t.step(text('Valider un document : il part', 'Validate a document: it goes'), async () => {
      const document = await produce(t, person, { name: 'accepté' });
      const feedings = await feedingsOf(t, person, document.title, document.since);
      judgeLots(t, PROOF, person, feedings);
      t.check(PROOF, checkSentOnce(feedings, document));
    });
    await t.step(text('Enregistrer l’opposition', 'Record opposition'), async () => {
      await record(t, person, 'opposition');
    });
    await t.step(text('Valider un document : rien ne part', 'Validate a document: nothing goes'), async () => {
      const document = await produce(t, person, { name: 'bloqué' });
      await t.watchQuiet({
        service: 'dmp',
        transaction: FEEDING_TRANSACTIONS,
        keys: { patient: person.ins },
        since: document.since,
      });
      t.check(
        PROOF,
        checkNotSent(await feedingsSeen(t, person, document.since), document, OPPOSED),
        checkStateShown(document.observed, ['blocked', 'withheld'], document),
      );
    });
  },
});

async function record(t: ScenarioContext, person: Patient, value: ConsentChoice): Promise<void> {
  const { userName } = await signInAs(t, 'ps1');
  await openRecord(t, person);
  const shown = await t.act(recordConsent, { patient: refOf(person), choice: 'feeding', value });
  t.check(PROOF, checkChoiceTraced(shown, value, userName));
}
