import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { showResultWarnings } from './actions/results.js';
import { checkNotified } from './checks/results.js';
import { integrate, reportWith } from './result-situations.js';

const PROOF = 'HOP/va1.02.01.01';

/** A critical report is among the notifications of the application. */
export const notifiedInside = defineScenario({
  requirement: 'HOP/va1.11',
  id: 'HOP/va1.02.01-notifications',
  title: text(
    'Notifier un résultat anormal dans l’application (facultatif)',
    'Notify an abnormal result inside the application (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-notified')],
  async run(t) {
    const person = patient('doc-notified');
    const report = reportWith(t, person, 'HH', '7.1');
    await t.step(text('Intégrer un compte rendu critique', 'Integrate a critical report'), async () => {
      await signInAs(t, 'ps1');
      await integrate(t, person, report);
    });
    await t.step(text('Lire les notifications', 'Read the notifications'), async () => {
      const seen = await t.act(showResultWarnings, { patient: refOf(person) });
      t.check(PROOF, checkNotified(seen.notificationsOffered, seen.notifications, report.title));
    });
  },
});
