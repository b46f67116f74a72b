import { defineScenario, text } from '../harness/index.js';
import { signInPatient } from './actions/patient-sessions.js';
import { enrolPatient, showPatientIdentity } from './actions/patients.js';
import { checkEnrolled } from './checks/patients.js';
import { attachMessages } from './sink-messages.js';
import { followMessage, isPatientConcerned, namesOf, PORTAL_PRECONDITION, traitsOf } from './situations-patients.js';

const PROOF = 'SSI/IE.45.01.01';
const KEY = 'portal-enrol';

/** A professional opens the account of a patient, who is told, signs in, and sees the INS and traits entered. */
export const enrolledByProfessional = defineScenario({
  requirement: 'SSI/IE.45',
  id: 'SSI/IE.45.01',
  title: text('Créer le compte d’un patient par un professionnel', 'Let a professional create a patient account'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF))) return;
    const patient = traitsOf(KEY);
    const { login, email } = namesOf(t, KEY);
    await t.step(text('Enrôler l’usager', 'Enrol the user'), () => t.act(enrolPatient, { patient, login, email }));
    await t.step(
      text('L’usager suit le message et se connecte', 'The user follows the message and signs in'),
      async () => {
        const { owner, received } = await followMessage(t, login, email);
        const { outcome } = await t.act(signInPatient, { owner });
        t.check(PROOF, checkEnrolled({ received, outcome }, patient, await t.act(showPatientIdentity, owner)));
        await attachMessages(t, PROOF, email);
      },
    );
  },
});
