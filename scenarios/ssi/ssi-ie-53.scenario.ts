import { defineScenario, text } from '../harness/index.js';
import { signInPatient, signOutPatient } from './actions/patient-sessions.js';
import { checkSignedOut } from './checks/sessions.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';

const PROOF = 'SSI/IE.53.01.01';

/** The patient closes the session, which then serves nobody. */
export const patientSignsOut = defineScenario({
  requirement: 'SSI/IE.53',
  id: 'SSI/IE.53.01',
  title: text('Permettre la déconnexion du patient', 'Let the patient log out'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF))) return;
    const { owner } = await openPatientAccount(t, 'portal-sign-out');
    await t.step(text('Se connecter, puis se déconnecter', 'Sign in, then sign out'), async () => {
      await t.act(signInPatient, { owner });
      t.check(PROOF, checkSignedOut(await t.act(signOutPatient, {})));
    });
  },
});
