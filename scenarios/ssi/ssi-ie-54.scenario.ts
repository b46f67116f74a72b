import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { letTimePass } from '../record/index.js';
import { signInPatient, usePatientSession } from './actions/patient-sessions.js';
import { checkClosedWhenIdle, checkInactivitySet } from './checks/sessions.js';
import {
  isPatientConcerned,
  openPatientAccount,
  PATIENT_DELAYS,
  PORTAL_PRECONDITION,
  withPatientDelays,
} from './situations-patients.js';

const SET = 'SSI/IE.54.01.01';
const FIVE = 'SSI/IE.54.02.01';

/** An idle session of a patient closes by itself after the delay the administrator sets. */
export const patientInactivity = defineScenario({
  requirement: 'SSI/IE.54',
  id: 'SSI/IE.54.01',
  title: text('Déconnecter le patient après inactivité', 'Log the patient out after inactivity'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SET],
  precondition: PORTAL_PRECONDITION,
  holds: [PATIENT_DELAYS],
  run: (t) => stayIdle(t, SET, 'portal-idle', 10),
});

/** Five minutes, set by the administrator. */
export const patientFiveMinutes = defineScenario({
  requirement: 'SSI/IE.54',
  id: 'SSI/IE.54.02',
  title: text('Déconnecter le patient après cinq minutes', 'Log the patient out after five minutes'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FIVE],
  precondition: PORTAL_PRECONDITION,
  holds: [PATIENT_DELAYS],
  run: (t) => stayIdle(t, FIVE, 'portal-idle-five', 5),
});

async function stayIdle(t: ScenarioContext, proof: string, key: string, minutes: number): Promise<void> {
  if (!(await isPatientConcerned(t, proof))) return;
  await withPatientDelays(t, { inactivityMinutes: minutes }, async ({ inactivityMinutes }) => {
    const { owner } = await openPatientAccount(t, key);
    await t.step(text('Se connecter et rester inactif', 'Sign in and stay idle'), async () => {
      t.check(proof, checkInactivitySet(minutes, inactivityMinutes));
      const { login } = owner;
      await t.act(signInPatient, { owner });
      const before = await t.act(usePatientSession, { login });
      await t.act(letTimePass, { what: 'inactivity', subject: login, minutes: minutes + 1 });
      const after = await t.act(usePatientSession, { login });
      t.check(proof, checkClosedWhenIdle(before.open, after.open));
    });
  });
}
