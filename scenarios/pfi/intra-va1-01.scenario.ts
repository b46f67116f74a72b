import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { judgeResult } from './hospital-results.js';

const OPEN = 'INTRA/va1.01.01.01';
const MASKED = 'INTRA/va1.01.01.02';
const FILES = { archive: 'INTRA/va1.01.01.03', pdf: 'INTRA/va1.01.01.04' };
const IMAGING = { typeCode: '18748-4', level: 'N1' } as const;

/** An imaging report without restriction, then one masked to professionals. */
export const imagingReports = defineScenario({
  requirement: 'INTRA/va1.01',
  id: 'INTRA/va1.01.01',
  title: text('Recevoir les comptes rendus d’imagerie et alimenter', 'Receive imaging reports and feed accordingly'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [OPEN, MASKED, FILES.archive, FILES.pdf],
  holds: [holdPatient('flow-imaging')],
  async run(t) {
    const person = patient('flow-imaging');
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));
    const open = {
      ...IMAGING,
      title: text('Message 1 : sans restriction', 'Message 1: no restriction'),
      proof: OPEN,
      name: 'imagerie-1',
      toProfessionals: true,
      toPatient: true,
    };
    await judgeResult(t, person, open, { to, files: FILES });
    const masked = {
      ...IMAGING,
      title: text(
        'Message 2 : masqué aux professionnels, pour le patient seul',
        'Message 2: masked to professionals, for the patient only',
      ),
      proof: MASKED,
      name: 'imagerie-2',
      hidden: { MASQUE_PS: true },
      toProfessionals: false,
      toPatient: true,
    };
    await judgeResult(t, person, masked, { to });
  },
});
