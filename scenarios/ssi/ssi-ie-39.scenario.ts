import { defineScenario, text } from '../harness/index.js';
import { letTimePass, tryToSignIn } from '../record/index.js';
import { useSession } from './actions/sessions.js';
import { checkClosedWhenIdle, checkInactivitySet } from './checks/sessions.js';
import { withDelays } from './session-delays.js';
import { createUser, SETTINGS } from './users.js';

const PROOF = 'SSI/IE.39.01.01';
const MINUTES = 10;

/** An idle session closes by itself after the delay the administrator sets. */
export const inactivity = defineScenario({
  requirement: 'SSI/IE.39',
  id: 'SSI/IE.39.01',
  title: text('Fermer la session après inactivité', 'Close the session after inactivity'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [SETTINGS.sessionDelays],
  async run(t) {
    await withDelays(t, { inactivityMinutes: MINUTES }, ({ inactivityMinutes }) =>
      t.step(text('Se connecter et rester inactif', 'Sign in and stay idle'), async () => {
        t.check(PROOF, checkInactivitySet(MINUTES, inactivityMinutes));
        const { login, password } = await createUser(t, 'ie39');
        await t.act(tryToSignIn, { login, password });
        const before = await t.act(useSession, { login });
        await t.act(letTimePass, { what: 'inactivity', subject: login, minutes: MINUTES + 1 });
        const after = await t.act(useSession, { login });
        t.check(PROOF, checkClosedWhenIdle(before.open, after.open));
      }),
    );
  },
});
