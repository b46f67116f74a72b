import { defineScenario, text } from '../harness/index.js';
import { checkAcrValues } from './checks/acr-values.js';
import { callbackOf } from './checks/code-flow.js';
import { checkIdentityShown } from './checks/sign-in-screen.js';
import { holdIdentity, personOf, PSC, signInAndWatch } from './situations.js';
import { professional } from '../../fixtures/roster.js';

const PROOF = 'PSC.01.08.01';
const WHO = 'nurse';

/** The value is read in the request that reached the provider, not declared. */
export const acrValues = defineScenario({
  requirement: 'PSC.08',
  id: 'PSC.08.01',
  title: text('Niveau eidas1 demandé à l’authentification', 'Level eidas1 asked for at authentication'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO)],
  async run(t) {
    await t.step(text('Se connecter avec Pro Santé Connect', 'Sign in with Pro Santé Connect'), async () => {
      const { shown, exchanges } = await signInAndWatch(t, PSC, personOf(WHO));
      const callback = callbackOf(exchanges);
      if (callback) t.attachExchanges(PROOF, [callback]);
      t.check(PROOF, checkAcrValues(callback), checkIdentityShown(shown, professional(WHO).rpps));
    });
  },
});
