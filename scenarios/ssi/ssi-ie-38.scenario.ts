import { defineScenario, text } from '../harness/index.js';
import { signOut, tryToSignIn } from '../record/index.js';
import { checkSignedOut } from './checks/sessions.js';
import { createUser } from './users.js';

const PROOF = 'SSI/IE.38.01.01';

/** The user closes the session, which then serves nobody. */
export const signingOut = defineScenario({
  requirement: 'SSI/IE.38',
  id: 'SSI/IE.38.01',
  title: text('Permettre la déconnexion par l’utilisateur', 'Let the user log out'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Se connecter, puis se déconnecter', 'Sign in, then sign out'), async () => {
      const { login, password } = await createUser(t, 'ie38');
      await t.act(tryToSignIn, { login, password });
      t.check(PROOF, checkSignedOut(await t.act(signOut, {})));
    });
  },
});
