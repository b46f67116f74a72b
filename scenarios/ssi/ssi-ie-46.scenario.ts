import { defineScenario, text } from '../harness/index.js';
import { changePatientContact, confirmPatientContact, showPatientContacts } from './actions/patients.js';
import { checkConfirmed, checkSecretSent, checkUnverified, checkWrongRefused, isVerified } from './checks/contacts.js';
import { attachMessages, messagesTo, secretOf, wrongSecret } from './sink-messages.js';
import { declaredAccess, isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';
import { addressOf, phoneOf } from './users.js';

const PROOF = 'SSI/IE.46.01.01';
const GIVEN = text('donnée par l’usager', 'given by the user');

/** A contact a patient gives is not valid until they give back what it received. */
export const patientContactVerified = defineScenario({
  requirement: 'SSI/IE.46',
  id: 'SSI/IE.46.01',
  title: text('Vérifier les coordonnées du patient', 'Verify the patient’s contact details'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, PROOF))) return;
    const { owner } = await openPatientAccount(t, 'portal-contact');
    const kind = (await t.step(text('Les coordonnées d’un compte', 'Contacts of an account'), () => declaredAccess(t)))
      .phone
      ? 'phone'
      : 'email';
    const value = kind === 'phone' ? phoneOf(t, 'ie46') : addressOf(t, 'ie46');
    const contacts = async () => (await t.act(showPatientContacts, owner)).contacts;
    const secret = await t.step(text('Donner une coordonnée', 'Give a contact'), async () => {
      await t.act(changePatientContact, { owner, kind, value });
      const messages = await messagesTo(t, value, 1);
      t.check(PROOF, checkSecretSent(messages, value, GIVEN), checkUnverified(await contacts(), value, GIVEN));
      await attachMessages(t, PROOF, value);
      return secretOf(messages[0]);
    });
    if (secret === undefined) return;
    await t.step(text('Donner un code faux, puis le bon', 'Give a wrong code, then the right one'), async () => {
      const wrong = await t.act(confirmPatientContact, { owner, kind, secret: wrongSecret(secret) });
      const verified = isVerified(await contacts(), value);
      t.check(PROOF, checkWrongRefused(wrong, verified));
      if (verified) return;
      const right = await t.act(confirmPatientContact, { owner, kind, secret });
      t.check(PROOF, checkConfirmed(right, await contacts(), value));
    });
  },
});
