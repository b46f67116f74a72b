import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { checkDataMatrix } from './checks/printout.js';
import { PRINTED_PATIENT, printedWords } from './printouts.js';

const PROOF = 'INS/va1.03.01.01';

/** The printout is handed over: whoever judges reads its Data Matrix with a scanner. */
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
      await printedWords(t);
      t.check(PROOF, checkDataMatrix(patient(PRINTED_PATIENT)));
    });
  },
});
