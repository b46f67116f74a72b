import { defineScenario, text } from '../harness/index.js';
import { showPatientIdentity } from './actions/patients.js';
import { checkIdentityShown } from './checks/patients.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';

const PROOF = 'SSI/IE.48.01.01';

/** The account of a patient has the INS, birth name, given names, sex, birth date and birth place. */
export const patientAttributes = defineScenario({
  requirement: 'SSI/IE.48',
  id: 'SSI/IE.48.01',
  title: text('Conserver les attributs d’identité du patient', 'Store the patient’s identity attributes'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF))) return;
    const { owner, traits } = await openPatientAccount(t, 'portal-identity');
    await t.step(text('Afficher l’identité de l’usager', 'Show the identity of the user'), async () => {
      t.check(PROOF, checkIdentityShown(traits, await t.act(showPatientIdentity, owner)));
    });
  },
});
