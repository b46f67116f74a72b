import { defineScenario, text } from '../harness/index.js';
import { letTimePass } from '../record/index.js';
import { enrolDevice, signInWithDevice } from './actions/devices.js';
import { isConcerned } from './applicability.js';
import { checkRenewalImposed, checkRenewalSet } from './checks/devices.js';
import { withDelays } from './session-delays.js';
import { createUser, SETTINGS } from './users.js';

const PROOF = 'SSI/IE.34.01.01';
const DAYS = 1;

/** The renewal of an authentication device is imposed after the service life the administrator sets. */
export const deviceRenewal = defineScenario({
  requirement: 'SSI/IE.34',
  id: 'SSI/IE.34.01',
  title: text('Imposer le renouvellement du moyen d’authentification', 'Impose renewal of the authenticator'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [SETTINGS.sessionDelays],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'ownDevices'))) return;
    await withDelays(t, { deviceDays: DAYS }, async ({ deviceDays }) => {
      const { login, password } = await t.step(
        text('Créer un compte et enrôler un dispositif', 'Create an account and enrol a device'),
        async () => {
          t.check(PROOF, checkRenewalSet(DAYS, deviceDays));
          const user = await createUser(t, 'ie34');
          await t.act(enrolDevice, { login: user.login, password: user.password });
          return user;
        },
      );
      await t.step(text('Se connecter une fois la durée passée', 'Sign in once the service life is over'), async () => {
        await t.act(letTimePass, { what: 'authenticator-age', subject: login, minutes: DAYS * 24 * 60 + 5 });
        const { outcome } = await t.act(signInWithDevice, { login, password });
        t.check(PROOF, checkRenewalImposed(outcome));
      });
    });
  },
});
