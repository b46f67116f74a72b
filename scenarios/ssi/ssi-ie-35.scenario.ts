import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { declareDeviceLost, enrolDevice, signInWithDevice } from './actions/devices.js';
import { isConcerned } from './applicability.js';
import { checkIdentified, checkLostRefused } from './checks/devices.js';
import { createUser } from './users.js';

const PROOF = 'SSI/IE.35.01.01';

/** A lost or stolen device is disabled, by its owner without a session or by an administrator, and then refused. */
export const deviceLost = defineScenario({
  requirement: 'SSI/IE.35',
  id: 'SSI/IE.35.01',
  title: text('Désactiver un moyen d’authentification perdu ou volé', 'Disable a lost or stolen authenticator'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'ownDevices'))) return;
    await t.step(
      text('L’utilisateur déclare la perte, sans session', 'The user declares the loss, without a session'),
      () => lose(t, 'user'),
    );
    await t.step(text('Un administrateur désactive le dispositif', 'An administrator disables the device'), () =>
      lose(t, 'administrator'),
    );
  },
});

async function lose(t: ScenarioContext, by: 'user' | 'administrator'): Promise<void> {
  const { login, password } = await createUser(t, `ie35-${by === 'user' ? 'u' : 'a'}`);
  const owner = { login, password };
  await t.act(enrolDevice, owner);
  const { offered, identified } = await t.act(declareDeviceLost, { owner, by });
  // One of the two ways is enough: the other is judged when the product has it.
  if (!offered) return;
  const { outcome } = await t.act(signInWithDevice, owner);
  t.check(PROOF, checkLostRefused(by, outcome), ...(by === 'user' ? [checkIdentified(identified)] : []));
}
