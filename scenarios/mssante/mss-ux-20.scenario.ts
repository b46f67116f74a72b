import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkSecondChannel } from './checks/reception-follow-up.js';
import { AUTOMATIC_INTEGRATION } from './situations-reception.js';
import { RESULTS_PATIENT, showAlertsOfResults } from './situations-results.js';

const PROOF = 'MSS/UX.20.01.01';

/** Optional: without an object when the product does not offer it. */
export const secondChannel = defineScenario({
  requirement: 'MSS/UX.20',
  id: 'MSS/UX.20.01',
  title: text('Notification par un second canal (facultatif)', 'Notification through a second channel (optional)'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient(RESULTS_PATIENT), AUTOMATIC_INTEGRATION],
  async run(t) {
    const { seen, person, abnormal } = await showAlertsOfResults(t, 'ux20');
    await t.step(text('Juger ce que l’écran montre', 'Judge what the screen shows'), () => {
      t.check(
        PROOF,
        checkSecondChannel(
          { offered: seen.secondChannelOffered, secured: seen.secondChannelSecured, text: seen.secondChannelText },
          [person.birthFamilyName, person.ins, abnormal, 'potassium'],
        ),
      );
    });
  },
});
