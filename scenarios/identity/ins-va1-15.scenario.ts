import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { checkPrintedIns, checkPrintedTraits } from './checks/printout.js';
import { PRINTED_PATIENT, printedWords } from './printouts.js';

const TRAITS = 'INS/va1.15.01.01';
const INS = 'INS/va1.15.01.02';

/** A printed document carries the four traits, and the INS number with its nature. */
export const printedIdentity = defineScenario({
  requirement: 'INS/va1.15',
  id: 'INS/va1.15.01',
  title: text('Imprimer les traits et l’INS sur un document', 'Print the traits and INS on a document'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [TRAITS, INS],
  precondition: text(
    'Une patiente à l’identité qualifiée, dont le nom utilisé n’est pas le nom de naissance.',
    'A patient with a qualified identity, whose used name is not her birth name.',
  ),
  holds: [],
  async run(t) {
    const person = patient(PRINTED_PATIENT);
    await t.step(text('Imprimer un document de la patiente', 'Print a document of the patient'), async () => {
      await signInAs(t, 'ps1');
      const words = await printedWords(t);
      t.check(TRAITS, checkPrintedTraits(person, words));
      t.check(INS, checkPrintedIns(person, words));
    });
  },
});
