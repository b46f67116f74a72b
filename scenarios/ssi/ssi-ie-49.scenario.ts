import { defineScenario, text } from '../harness/index.js';
import { letTimePass } from '../record/index.js';
import { signInPatient } from './actions/patient-sessions.js';
import { checkRenewalImposed, checkRenewalSet } from './checks/devices.js';
import {
  isPatientConcerned,
  openPatientAccount,
  PATIENT_DELAYS,
  PORTAL_PRECONDITION,
  withPatientDelays,
} from './situations-patients.js';

const PROOF = 'SSI/IE.49.01.01';
const DAYS = 1;

/** The renewal of a patient's device is imposed after the service life the administrator sets. */
export const patientDeviceRenewal = defineScenario({
  requirement: 'SSI/IE.49',
  id: 'SSI/IE.49.01',
  title: text('Renouveler le moyen d’authentification du patient', 'Renew the patient’s authenticator'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [PATIENT_DELAYS],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF, ({ ownDevices }) => ownDevices))) return;
    await withPatientDelays(t, { deviceDays: DAYS }, async ({ deviceDays }) => {
      const { owner } = await openPatientAccount(t, 'portal-renewal');
      await t.step(text('Se connecter une fois la durée passée', 'Sign in once the service life is over'), async () => {
        t.check(PROOF, checkRenewalSet(DAYS, deviceDays));
        await t.act(letTimePass, { what: 'authenticator-age', subject: owner.login, minutes: DAYS * 24 * 60 + 5 });
        t.check(PROOF, checkRenewalImposed((await t.act(signInPatient, { owner })).outcome));
      });
    });
  },
});
