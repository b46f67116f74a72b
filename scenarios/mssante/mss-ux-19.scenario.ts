import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkNotified } from './checks/reception-follow-up.js';
import { AUTOMATIC_INTEGRATION } from './situations-reception.js';
import { RESULTS_PATIENT, showAlertsOfResults } from './situations-results.js';

const PROOF = 'MSS/UX.19.01.01';

/** Optional: without an object when the product does not offer it. */
export const abnormalNotified = defineScenario({
  requirement: 'MSS/UX.19',
  id: 'MSS/UX.19.01',
  title: text(
    'Notification d’un résultat anormal dans l’application (facultatif)',
    'Notification of an abnormal result in the application (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient(RESULTS_PATIENT), AUTOMATIC_INTEGRATION],
  async run(t) {
    const { seen, abnormal } = await showAlertsOfResults(t, 'ux19');
    await t.step(text('Juger ce que l’écran montre', 'Judge what the screen shows'), () => {
      t.check(PROOF, checkNotified(seen.notificationsOffered, seen.notifications, abnormal));
    });
  },
});
