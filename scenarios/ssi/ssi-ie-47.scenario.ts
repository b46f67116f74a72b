import { defineScenario, text } from '../harness/index.js';
import {
  acceptPatientName,
  askForPatientName,
  changePatientContact,
  confirmPatientContact,
  showPatientContacts,
} from './actions/patients.js';
import { checkConfirmed, checkSecretSent, checkUnverified } from './checks/contacts.js';
import { checkChangeNotified, checkIdentityChecked, checkOldContactTold } from './checks/identity.js';
import { attachMessages, messagesTo, secretOf } from './sink-messages.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';
import { addressOf } from './users.js';

const NAME = 'SSI/IE.47.01.01';
const ADDRESS = 'SSI/IE.47.02.01';
const CHANGED = text('après un changement par l’usager', 'after a change by the user');

/** An identity attribute changes after a verification like that of enrolment, and the patient is told. */
export const patientIdentityChange = defineScenario({
  requirement: 'SSI/IE.47',
  id: 'SSI/IE.47.01',
  title: text(
    'Vérifier et notifier un changement d’identité du patient',
    'Verify and notify a patient identity change',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [NAME],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, NAME))) return;
    const { owner, email } = await openPatientAccount(t, 'portal-name');
    await t.step(text('Changer de nom de naissance', 'Change the birth name'), async () => {
      const before = await messagesTo(t, email, 1);
      const birthFamilyName = 'ESSAI-NOUVEAUNOM';
      t.check(NAME, checkIdentityChecked(await t.act(askForPatientName, { owner, birthFamilyName }), birthFamilyName));
      await t.act(acceptPatientName, { login: owner.login });
      const after = await messagesTo(t, email, before.length + 1);
      t.check(NAME, checkChangeNotified(before.length, after.length, email));
      await attachMessages(t, NAME, email);
    });
  },
});

/** A contact is replaced once the new one is verified, and the old one is told. */
export const patientContactChange = defineScenario({
  requirement: 'SSI/IE.47',
  id: 'SSI/IE.47.02',
  title: text(
    'Vérifier et notifier un changement de coordonnée du patient',
    'Verify and notify a patient contact change',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ADDRESS],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, ADDRESS))) return;
    const { owner, email } = await openPatientAccount(t, 'portal-address');
    await t.step(text('Remplacer l’adresse', 'Replace the address'), async () => {
      const before = await messagesTo(t, email, 1);
      const value = addressOf(t, 'ie47-2');
      const contacts = async () => (await t.act(showPatientContacts, owner)).contacts;
      await t.act(changePatientContact, { owner, kind: 'email', value });
      const messages = await messagesTo(t, value, 1);
      t.check(ADDRESS, checkSecretSent(messages, value, CHANGED), checkUnverified(await contacts(), value, CHANGED));
      const secret = secretOf(messages[0]);
      if (secret === undefined) return;
      const right = await t.act(confirmPatientContact, { owner, kind: 'email', secret });
      t.check(ADDRESS, checkConfirmed(right, await contacts(), value));
      const after = await messagesTo(t, email, before.length + 1);
      t.check(ADDRESS, checkOldContactTold(before.length, after.length, email));
      await attachMessages(t, ADDRESS, email);
    });
  },
});
