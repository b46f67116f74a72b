import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { judgeDashboard, TBB_PROOFS } from './dashboard-situation.js';
import { dpiSender } from './dpi-sender.js';
import { USAGE_STATISTICS } from './usage-situation.js';

/** A DPI: dashboard and extract of two years of sendings. */
export const dashboard = defineScenario({
  requirement: 'TBB/va1.01',
  id: 'TBB/va1.01.01',
  title: text('Tableau de bord et extractions d’un DPI', 'Dashboard and extracts of a DPI'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: Object.values(TBB_PROOFS),
  holds: [holdPatient('stat-dashboard'), USAGE_STATISTICS],
  async run(t) {
    const person = patient('stat-dashboard');
    const sender = await t.step(text('Se connecter', 'Sign in'), () => dpiSender(t, person));
    await judgeDashboard(t, sender);
  },
});
