import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { checkInsDataMatrix, readDataMatrices, signInAs } from '../record/index.js';
import { PRINTED_PATIENT, printedFile } from './printouts.js';

const PROOF = 'INS/va1.03.01.01';

/** The Data Matrix of a printout is read as a scanner would; one that may have been missed is left to a human. */
export const printedDataMatrix = defineScenario({
  requirement: 'INS/va1.03',
  id: 'INS/va1.03.01',
  title: text('Imprimer le datamatrix INS', 'Print the INS datamatrix'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text('Une patiente à l’identité qualifiée.', 'A patient with a qualified identity.'),
  holds: [],
  async run(t) {
    await t.step(text('Imprimer un document de la patiente', 'Print a document of the patient'), async () => {
      await signInAs(t, 'ps1');
      t.check(PROOF, ...checkInsDataMatrix(patient(PRINTED_PATIENT), await readDataMatrices(await printedFile(t))));
    });
  },
});
