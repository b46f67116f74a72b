import { defineScenario, text } from '../harness/index.js';
import { letTimePass, signOut, tryToSignIn } from '../record/index.js';
import { enrolDevice, signInWithDevice } from './actions/devices.js';
import { isConcerned } from './applicability.js';
import { checkSecondFactorAgain, checkSingleFactor, checkSingleFactorSet } from './checks/devices.js';
import { withDelays } from './session-delays.js';
import { createUser, SETTINGS } from './users.js';

const LOGIN = 'SSI/IE.37.01.01';
const SETTING = 'SSI/IE.37.02.01';
const MINUTES = 15;

/** One factor is enough for a while after two, and no longer. */
export const singleFactor = defineScenario({
  requirement: 'SSI/IE.37',
  id: 'SSI/IE.37.01',
  title: text('Limiter la reconnexion à un seul facteur', 'Limit re-login with a single factor'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [LOGIN],
  holds: [SETTINGS.sessionDelays],
  async run(t) {
    if (!(await isConcerned(t, LOGIN, 'singleFactorAfterTwo'))) return;
    await withDelays(t, { singleFactorMinutes: MINUTES }, async () => {
      const owner = await t.step(text('Se connecter avec deux facteurs', 'Sign in with two factors'), async () => {
        const { login, password } = await createUser(t, 'ie37');
        await t.act(enrolDevice, { login, password });
        await t.act(signInWithDevice, { login, password });
        await t.act(signOut, {});
        return { login, password };
      });
      await t.step(text('Se reconnecter aussitôt avec un seul', 'Sign in again at once with one'), async () => {
        t.check(LOGIN, ...checkSingleFactor((await t.act(tryToSignIn, owner)).outcome));
        await t.act(signOut, {});
      });
      await t.step(text('Se reconnecter passé le délai', 'Sign in again past the delay'), async () => {
        await t.act(letTimePass, { what: 'two-factors-age', subject: owner.login, minutes: MINUTES + 1 });
        t.check(LOGIN, checkSecondFactorAgain((await t.act(tryToSignIn, owner)).outcome));
      });
    });
  },
});

/** The administrator sets the delay. */
export const singleFactorDelay = defineScenario({
  requirement: 'SSI/IE.37',
  id: 'SSI/IE.37.02',
  title: text('Régler le délai de reconnexion à un seul facteur', 'Set the delay of one-factor re-login'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SETTING],
  holds: [SETTINGS.sessionDelays],
  async run(t) {
    if (!(await isConcerned(t, SETTING, 'singleFactorAfterTwo'))) return;
    await withDelays(t, { singleFactorMinutes: MINUTES + 1 }, ({ singleFactorMinutes }) =>
      t.step(text('Lire le délai enregistré', 'Read the saved delay'), () => {
        t.check(SETTING, checkSingleFactorSet(MINUTES + 1, singleFactorMinutes));
      }),
    );
  },
});
