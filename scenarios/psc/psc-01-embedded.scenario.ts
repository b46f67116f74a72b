import { defineScenario, text } from '../harness/index.js';
import { judgePaper, type Paper } from '../record/index.js';
import { showSignInMeans } from './actions/sign-in.js';
import { modalityNotOffered } from './checks/sign-in-screen.js';
import { showCodeFlow } from './code-flow-modality.js';
import { EMBEDDED_BROWSER_PAPERS } from './papers.js';
import { holdIdentity } from './situations.js';

const VIDEO = 'PSC.01.04.05';
const PAPERS: readonly Paper[] = EMBEDDED_BROWSER_PAPERS;

/** In a browser inside the product, whose upkeep is proved by papers. */
export const embeddedBrowser = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.04',
  title: text('Client lourd : connexion avec un navigateur embarqué', 'Thick client: sign-in with an embedded browser'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [...PAPERS.map(({ proof }) => proof), VIDEO],
  holds: [holdIdentity('ps1')],
  async run(t) {
    const offered = await showCodeFlow(t, { mode: 'embedded-browser', proof: VIDEO, who: 'ps1' });
    await t.step(text('Recevoir les pièces', 'Receive the papers'), async () => {
      if (offered) {
        for (const paper of PAPERS) await judgePaper(t, paper);
        return;
      }
      const { means } = await t.act(showSignInMeans, {});
      t.check(
        PAPERS.map(({ proof }) => proof),
        modalityNotOffered('embedded-browser', means),
      );
    });
  },
});
