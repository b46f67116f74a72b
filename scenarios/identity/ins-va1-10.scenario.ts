import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { setPrintedTraits } from './actions/printing.js';
import { checkExtraTraits } from './checks/printout.js';
import { PRINTED_PATIENT, printedWords } from './printouts.js';

const PROOF = 'INS/va1.10.01.01';

/** Extra traits are printed once chosen, and no longer once taken out. */
export const extraTraits = defineScenario({
  requirement: 'INS/va1.10',
  id: 'INS/va1.10.01',
  title: text('Choisir les traits complémentaires imprimés', 'Choose the extra traits printed'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text(
    'Une patiente à l’identité qualifiée, avec plusieurs prénoms, un nom et un prénom utilisés. Aucun trait complémentaire n’est imprimé à la fin.',
    'A patient with a qualified identity, several given names, used names. No extra trait is printed in the end.',
  ),
  holds: [{ name: 'setting:printed-traits' }],
  async run(t) {
    const person = patient(PRINTED_PATIENT);
    const full = await t.step(text('Ajouter tous les traits, imprimer', 'Add every trait, print'), async () => {
      await signInAs(t, 'ps1');
      const { traits } = await t.act(setPrintedTraits, { printed: 'every' });
      return { offered: traits, words: await printedWords(t) };
    });
    await t.step(text('Retirer ces traits, imprimer', 'Take those traits out, print'), async () => {
      await t.act(setPrintedTraits, { printed: 'none' });
      const without = await printedWords(t);
      t.check(PROOF, checkExtraTraits(person, { offered: full.offered, with: full.words, without }));
    });
  },
});
