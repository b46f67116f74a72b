import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { showResultWarnings } from './actions/results.js';
import { checkAlerted } from './checks/results.js';
import { integrate, reportWith } from './result-situations.js';

const PROOF = 'HOP/va1.02.01.01';

/** Three critical reports, each with its code, and a normal one. */
export const interpretationCodes = defineScenario({
  requirement: 'HOP/va1.10',
  id: 'HOP/va1.02.01-alertes',
  title: text('Alerter selon les codes AA, HH et LL (facultatif)', 'Alert on codes AA, HH and LL (optional)'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-alert')],
  async run(t) {
    const person = patient('doc-alert');
    const abnormal = [
      reportWith(t, person, 'AA', '7.0'),
      reportWith(t, person, 'HH', '7.3'),
      reportWith(t, person, 'LL', '2.1'),
    ];
    const normal = reportWith(t, person, 'N', '4.2');
    await t.step(text('Intégrer quatre comptes rendus', 'Integrate four reports'), async () => {
      await signInAs(t, 'ps1');
      for (const report of [...abnormal, normal]) await integrate(t, person, report);
    });
    await t.step(text('Lire les alertes', 'Read the alerts'), async () => {
      const { alertsOffered, alerts } = await t.act(showResultWarnings, { patient: refOf(person) });
      const titles = { abnormal: abnormal.map(({ title }) => title), normal: normal.title };
      t.check(PROOF, checkAlerted(alertsOffered, alerts, titles));
    });
  },
});
