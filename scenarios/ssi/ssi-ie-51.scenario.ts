import { defineScenario, text } from '../harness/index.js';
import { showPatientSettings, tryPatientPassword } from './actions/patient-sessions.js';
import { checkTwoFactorsAsked, checkTwoFactorsByDefault } from './checks/patients.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';

const SETTING = 'SSI/IE.51.01.01';
const SCREEN = 'SSI/IE.51.01.02';

/** As installed, patients sign in with two factors. */
export const patientTwoFactors = defineScenario({
  requirement: 'SSI/IE.51',
  id: 'SSI/IE.51.01',
  title: text('Imposer deux facteurs aux patients par défaut', 'Require two factors for patients by default'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SETTING, SCREEN],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, [SETTING, SCREEN]))) return;
    await t.step(text('Le réglage de l’installation', 'The setting of the installation'), async () => {
      t.check(SETTING, checkTwoFactorsByDefault((await t.act(showPatientSettings, {})).twoFactors));
    });
    const { owner } = await openPatientAccount(t, 'portal-factors');
    await t.step(text('Donner le mot de passe seul', 'Give the password alone'), async () => {
      t.check(SCREEN, checkTwoFactorsAsked((await t.act(tryPatientPassword, owner)).outcome));
    });
  },
});
