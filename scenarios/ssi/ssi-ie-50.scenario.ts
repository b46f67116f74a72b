import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { addPatientDevice, declarePatientDeviceLost, signInPatient } from './actions/patient-sessions.js';
import { checkIdentified, checkLostRefused } from './checks/devices.js';
import { checkOnlyLostRefused } from './checks/patients.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';

const PROOF = 'SSI/IE.50.01.01';
const OTHER = 'SSI/IE.50.02.01';
const TABLET = 'Tablette';

/** A patient's device that is lost or stolen is disabled, without a session or by a professional, and then refused. */
export const patientDeviceLost = defineScenario({
  requirement: 'SSI/IE.50',
  id: 'SSI/IE.50.01',
  title: text('Désactiver le moyen d’authentification du patient', 'Disable the patient’s authenticator'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF, ({ ownDevices }) => ownDevices))) return;
    await lose(t, 'portal-lost-self', 'user');
    await lose(t, 'portal-lost-desk', 'professional');
  },
});

/** Of two devices, the one declared lost is refused and the other still opens. */
export const patientOtherDevice = defineScenario({
  requirement: 'SSI/IE.50',
  id: 'SSI/IE.50.02',
  title: text('Déclarer perdu un dispositif parmi deux', 'Declare one of two devices lost'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [OTHER],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    const offered = await isPatientConcerned(t, OTHER, (access) => access.ownDevices && access.severalDevices);
    if (!offered) return;
    const { owner } = await openPatientAccount(t, 'portal-two-devices');
    await t.step(
      text('Enrôler un autre dispositif, le déclarer perdu', 'Enrol another device, declare it lost'),
      async () => {
        await t.act(addPatientDevice, { owner, device: TABLET });
        await t.act(declarePatientDeviceLost, { owner, by: 'session', device: TABLET });
        const lost = await t.act(signInPatient, { owner, device: TABLET });
        const other = await t.act(signInPatient, { owner });
        t.check(OTHER, checkOnlyLostRefused(lost.outcome, other.outcome));
      },
    );
  },
});

async function lose(t: ScenarioContext, key: string, by: 'user' | 'professional'): Promise<void> {
  const { owner } = await openPatientAccount(t, key);
  await t.step(
    by === 'user'
      ? text('L’usager déclare la perte, sans session', 'The user declares the loss, without a session')
      : text('Un professionnel désactive le dispositif', 'A professional disables the device'),
    async () => {
      const { offered, identified } = await t.act(declarePatientDeviceLost, { owner, by });
      // One of the two ways is enough: the other is judged when the product has it.
      if (!offered) return;
      const { outcome } = await t.act(signInPatient, { owner });
      const declaredBy = by === 'user' ? 'user' : 'administrator';
      t.check(PROOF, checkLostRefused(declaredBy, outcome), ...(by === 'user' ? [checkIdentified(identified)] : []));
    },
  );
}
