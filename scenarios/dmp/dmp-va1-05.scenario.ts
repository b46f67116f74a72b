import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { checkSentOnce } from './checks/feeding.js';
import { produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, signInAs } from '../record/index.js';

const PROOF = 'DMP/va1.05.01.01';

/** Discharge letter, operative report, prescription: each one goes by itself when validated. */
export const fedAtValidation = defineScenario({
  requirement: 'DMP/va1.05',
  id: 'DMP/va1.05.01',
  title: text(
    'Lettre de liaison, compte rendu opératoire et prescription partent à leur validation',
    'Discharge letter, operative report and prescription go when validated',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-validated')],
  async run(t) {
    const person = patient('feed-validated');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    for (const [typeCode, words] of [
      ['11490-0', text('une lettre de liaison', 'a discharge letter')],
      ['34874-8', text('un compte rendu opératoire', 'an operative report')],
      ['57833-6', text('une prescription', 'a prescription')],
    ] as const) {
      await t.step(text(`Créer et valider ${words.fr}`, `Create and validate ${words.en}`), async () => {
        const document = await produce(t, person, { name: 'auto', typeCode });
        const feedings = await feedingsOf(t, person, document.title, document.since);
        judgeLots(t, PROOF, person, feedings);
        t.check(PROOF, checkSentOnce(feedings, document));
      });
    }
  },
});
