import { defineScenario, text } from '../harness/index.js';
import { openHelp } from './actions/information.js';
import { checkHelp } from './checks/help.js';
import { signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.45.01.01';

/** Help pages on DMP consultation and search. */
export const help = defineScenario({
  requirement: 'DMP/UX.45',
  id: 'DMP/UX.45.01',
  title: text('Aide sur la consultation du DMP et la recherche', 'Help on DMP consultation and search'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Ouvrir l’aide', 'Open the help'), async () => {
      await signInAs(t, 'ps1');
      const consultation = (await t.act(openHelp, { topic: 'consultation' })).text;
      const search = (await t.act(openHelp, { topic: 'search' })).text;
      t.check(PROOF, checkHelp({ consultation, search }));
    });
  },
});
