import { defineScenario, text } from '../harness/index.js';
import { showCodeFlow } from './code-flow-modality.js';
import { holdIdentity } from './situations.js';

const WEB = 'PSC.01.01.01';
const EXTERNAL = 'PSC.01.01.02';

/** In a web product. */
export const web = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.01',
  title: text('Connexion web avec Pro Santé Connect', 'Web sign-in with Pro Santé Connect'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [WEB],
  holds: [holdIdentity('ps1')],
  async run(t) {
    await showCodeFlow(t, { mode: 'web', proof: WEB, who: 'ps1' });
  },
});

/** In a thick client that opens the browser of the workstation. */
export const externalBrowser = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.02',
  title: text(
    'Client lourd : connexion avec le navigateur du poste',
    'Thick client: sign-in with the browser of the workstation',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [EXTERNAL],
  holds: [holdIdentity('ps1')],
  async run(t) {
    await showCodeFlow(t, { mode: 'external-browser', proof: EXTERNAL, who: 'ps1' });
  },
});
