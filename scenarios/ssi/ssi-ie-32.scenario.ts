import { defineScenario, text } from '../harness/index.js';
import { acceptNameChange, askForAnotherName, changeOwnContact, confirmContact } from './actions/contacts.js';
import { isConcerned } from './applicability.js';
import { checkChangeNotified, checkIdentityChecked, checkOldContactTold } from './checks/identity.js';
import { attachMessages, messagesTo, quietMessagesTo, secretOf } from './sink-messages.js';
import { addressOf, createUser } from './users.js';

const PROOF = 'SSI/IE.32.01.01';

/** A change of identity is verified as at enrolment, and told on contacts; so is the replacement of a contact. */
export const identityChange = defineScenario({
  requirement: 'SSI/IE.32',
  id: 'SSI/IE.32.01',
  title: text('Vérifier et notifier les changements d’identité', 'Verify and notify identity changes'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text(
    'Le produit envoie ses courriels par le relais du banc (fiche, « sinks »).',
    'The product sends its e-mails through the bench’s relay (sheet, "sinks").',
  ),
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'identityChangeable', 'email', 'phone'))) return;
    const address = addressOf(t, 'ie32');
    const owner = await t.step(
      text('Créer un compte à l’adresse vérifiée', 'Create an account with a verified address'),
      async () => {
        const user = await createUser(t, 'ie32', { email: address });
        const secret = secretOf((await messagesTo(t, address, 1))[0]);
        if (secret !== undefined) {
          await t.act(confirmContact, { owner: user, kind: 'email', value: address, secrets: [secret] });
        }
        return user;
      },
    );
    await t.step(text('Changer de nom d’exercice', 'Change the practice name'), async () => {
      const before = await quietMessagesTo(t, address, 1);
      const familyName = 'ESSAI-RENOMME';
      t.check(PROOF, checkIdentityChecked(await t.act(askForAnotherName, { owner, familyName }), familyName));
      await t.act(acceptNameChange, { login: owner.login });
      const after = await messagesTo(t, address, before.length + 1);
      t.check(PROOF, checkChangeNotified(before.length, after.length, address));
    });
    await t.step(text('Remplacer l’adresse', 'Replace the address'), async () => {
      const before = await quietMessagesTo(t, address, 1);
      const value = addressOf(t, 'ie32-2');
      await t.act(changeOwnContact, { owner, kind: 'email', value });
      const secret = secretOf((await messagesTo(t, value, 1))[0]);
      if (secret !== undefined) {
        await t.act(confirmContact, { owner, kind: 'email', value, secrets: [secret] });
      }
      const after = await messagesTo(t, address, before.length + 1);
      t.check(PROOF, checkOldContactTold(before.length, after.length, address));
      await attachMessages(t, PROOF, address);
    });
  },
});
