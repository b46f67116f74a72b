import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { pfiSender } from './pfi-sender.js';
import { judgeUsage, STAT_PROOFS, USAGE_STATISTICS } from './usage-situation.js';

/** A PFI: the export has the form asked for, and its numbers grow by what the bench received. */
export const usageStatistics = defineScenario({
  requirement: 'STAT/ES.01',
  id: 'STAT/ES.01.01-pfi',
  title: text('Exporter les statistiques d’usage d’une PFI', 'Export the usage statistics of a PFI'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [STAT_PROOFS.dmp, STAT_PROOFS.mssante],
  holds: [holdPatient('stat-pfi'), USAGE_STATISTICS],
  precondition: text(
    'Le logiciel contient une activité pour chaque mois de l’année précédente et de l’année en cours.',
    'The software holds activity for every month of the previous year and of the current year.',
  ),
  async run(t) {
    const person = patient('stat-pfi');
    const sender = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () =>
      pfiSender(t, person),
    );
    await judgeUsage(t, sender);
  },
});
