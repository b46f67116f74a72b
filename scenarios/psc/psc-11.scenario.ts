import { defineScenario, text } from '../harness/index.js';
import { signOut } from '../record/index.js';
import { callThirdParty } from './actions/third-party.js';
import { checkSeamless } from './checks/third-party.js';
import { holdIdentity, personOf, PSC, signInAndWatch } from './situations.js';

const PROOF = 'PSC.11.01.01';
const WHO = 'nurse';

/** Informative: without an object when the product does not offer it. */
export const thirdParty = defineScenario({
  requirement: 'PSC.11',
  id: 'PSC.11.01',
  title: text(
    'Application tierce appelée sans nouvelle authentification (informatif)',
    'Third-party application called without a new authentication (informative)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO)],
  async run(t) {
    await t.step(text('Appeler une application tierce', 'Call a third-party application'), async () => {
      await signInAndWatch(t, PSC, personOf(WHO));
      t.check(PROOF, checkSeamless(await t.act(callThirdParty, {})));
      await t.act(signOut, {});
    });
  },
});
