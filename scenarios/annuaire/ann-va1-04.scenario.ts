import { defineScenario, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { setDirectoryFrequency } from './actions/copy.js';
import { checkFrequency } from './checks/loading.js';
import { DIRECTORY } from './directory-search.js';

const PROOF = 'ANN/va1.04.01.01';

/** The loading frequency is changed, shown, and put back. */
export const frequency = defineScenario({
  requirement: 'ANN/va1.04',
  id: 'ANN/va1.04.01',
  title: text('Régler la fréquence de chargement', 'Set the loading frequency'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [DIRECTORY],
  async run(t) {
    await t.step(text('Choisir une autre fréquence', 'Choose another frequency'), async () => {
      await signInAs(t, 'ps1');
      t.check(PROOF, checkFrequency(await t.act(setDirectoryFrequency, { choice: 'another' })));
    });
    await t.step(text('Remettre celle d’avant', 'Put the earlier one back'), async () => {
      await t.act(setDirectoryFrequency, { choice: 'first' });
    });
  },
});
