import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { judgeResult } from './hospital-results.js';

const PROOFS = [1, 2, 3, 4].map((number) => `INTRA/va1.02.01.0${number}`);
const FILES = { archive: 'INTRA/va1.02.01.05', pdf: 'INTRA/va1.02.01.06' };

/** Laboratory reports in N1 then in N3, without restriction then not to be seen by the patient. */
export const laboratoryReports = defineScenario({
  requirement: 'INTRA/va1.02',
  id: 'INTRA/va1.02.01',
  title: text(
    'Recevoir les comptes rendus de biologie et alimenter',
    'Receive laboratory reports and feed accordingly',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [...PROOFS, FILES.archive, FILES.pdf],
  holds: [holdPatient('flow-biology')],
  async run(t) {
    const person = patient('flow-biology');
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));
    for (const [index, proof] of PROOFS.entries()) {
      const level = index < 2 ? 'N1' : 'N3';
      const invisible = index % 2 === 1;
      const hiding = invisible
        ? text('non visible par le patient', 'not to be seen by the patient')
        : text('sans restriction', 'no restriction');
      await judgeResult(
        t,
        person,
        {
          title: text(
            `Message ${index + 1} : CDA ${level}, ${hiding.fr}`,
            `Message ${index + 1}: CDA ${level}, ${hiding.en}`,
          ),
          proof,
          name: `biologie-${index + 1}`,
          typeCode: '11502-2',
          level,
          ...(invisible ? { hidden: { INVISIBLE_PATIENT: true } } : {}),
          toProfessionals: true,
          toPatient: !invisible,
        },
        { to, ...(index === 0 ? { files: FILES } : {}) },
      );
    }
  },
});
