import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkAlert } from './checks/reception-follow-up.js';
import { AUTOMATIC_INTEGRATION } from './situations-reception.js';
import { RESULTS_PATIENT, showAlertsOfResults } from './situations-results.js';

const PROOF = 'MSS/UX.18.01.01';

/** Optional: without an object when the product does not offer it. */
export const abnormalAlert = defineScenario({
  requirement: 'MSS/UX.18',
  id: 'MSS/UX.18.01',
  title: text(
    'Alerte sur un résultat de biologie anormal (facultatif)',
    'Alert on an abnormal laboratory result (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient(RESULTS_PATIENT), AUTOMATIC_INTEGRATION],
  async run(t) {
    const { seen, abnormal, normal } = await showAlertsOfResults(t, 'ux18');
    await t.step(text('Juger ce que l’écran montre', 'Judge what the screen shows'), () => {
      t.check(PROOF, checkAlert(seen.alertsOffered, seen.alerts, { abnormal, normal }));
    });
  },
});
