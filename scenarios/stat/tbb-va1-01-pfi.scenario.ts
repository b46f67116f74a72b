import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { judgeDashboard, TBB_PROOFS } from './dashboard-situation.js';
import { pfiSender } from './pfi-sender.js';
import { USAGE_STATISTICS } from './usage-situation.js';

/** A PFI: dashboard and extract of two years of sendings. */
export const dashboard = defineScenario({
  requirement: 'TBB/va1.01',
  id: 'TBB/va1.01.01-pfi',
  title: text('Tableau de bord et extractions d’une PFI', 'Dashboard and extracts of a PFI'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: Object.values(TBB_PROOFS),
  holds: [holdPatient('stat-dashboard'), USAGE_STATISTICS],
  async run(t) {
    const person = patient('stat-dashboard');
    const sender = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () =>
      pfiSender(t, person),
    );
    await judgeDashboard(t, sender);
  },
});
