import { defineScenario, text } from '../harness/index.js';
import { signInPatient } from './actions/patient-sessions.js';
import { listVerificationMeans, registerPatient } from './actions/patients.js';
import { judgeAbsence } from './applicability.js';
import { checkMethodAllowed, checkRegistered, checkVerificationForced } from './checks/patients.js';
import { quietMessagesTo } from './sink-messages.js';
import { followMessage, isPatientConcerned, namesOf, PORTAL_PRECONDITION, traitsOf } from './situations-patients.js';

const ACCOUNT = 'SSI/IE.44.01.01';
const METHODS = 'SSI/IE.44.01.02';
const KEY = 'portal-register';

/** A patient who registers by themselves has their identity verified first, by a means that is allowed. */
export const registrationVerified = defineScenario({
  requirement: 'SSI/IE.44',
  id: 'SSI/IE.44.01',
  title: text('Vérifier l’identité à l’auto-inscription du patient', 'Verify identity at patient self-registration'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ACCOUNT, METHODS],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, [ACCOUNT, METHODS]))) return;
    const patient = traitsOf(KEY);
    const { login, email } = namesOf(t, KEY);
    const means = await t.step(
      text('Les moyens de vérification proposés', 'The verification means offered'),
      async () => {
        const { methods, justification } = await t.act(listVerificationMeans, {});
        if (methods.length === 0) t.check([ACCOUNT, METHODS], judgeAbsence(justification));
        else t.check(METHODS, checkMethodAllowed(methods));
        return methods;
      },
    );
    if (means.length === 0) return;
    await t.step(text('S’inscrire sans vérification', 'Register without verification'), async () => {
      const other = namesOf(t, `${KEY}-sans`);
      const { created } = await t.act(registerPatient, { patient, ...other, verified: false });
      t.check(ACCOUNT, checkVerificationForced(created, (await quietMessagesTo(t, other.email, 0)).length));
    });
    await t.step(text('S’inscrire, l’identité vérifiée', 'Register, the identity verified'), async () => {
      const { created } = await t.act(registerPatient, { patient, login, email, verified: true });
      const { owner, activated } = await followMessage(t, login, email);
      const outcome = activated ? (await t.act(signInPatient, { owner })).outcome : undefined;
      t.check(ACCOUNT, checkRegistered(created, outcome));
    });
  },
});
