import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { changeAccount, letTimePass, showAccount } from '../record/index.js';
import { askForAnotherCode, changeOwnContact, confirmContact, recoverAccount } from './actions/contacts.js';
import { declared, isConcerned } from './applicability.js';
import {
  checkConfirmed,
  checkExpired,
  checkForeignRefused,
  checkForm,
  checkOldKept,
  checkSecretSent,
  checkSingleUse,
  checkTriesLimited,
  checkUnique,
  checkUnusable,
  checkUnverified,
  checkWrongRefused,
  isVerified,
  validityOf,
} from './checks/contacts.js';
import { attachMessages, messagesTo, quietMessagesTo, secretOf, wrongSecret } from './sink-messages.js';
import { addressOf, createUser, type OwnUser, phoneOf } from './users.js';

const PROOF = 'SSI/IE.31.01.01';
const AT_CREATION = text('à la création', 'at creation');
const BY_OWNER = text('après un changement par l’utilisateur', 'after a change by the user');
const BY_ADMINISTRATOR = text('après un changement par un administrateur', 'after a change by an administrator');

/** Contacts are verified at creation and at each change, whoever makes it, by a code or link that serves once. */
export const contactVerified = defineScenario({
  requirement: 'SSI/IE.31',
  id: 'SSI/IE.31.01',
  title: text('Vérifier les coordonnées des comptes', 'Verify the contacts of accounts'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text(
    'Le produit envoie ses courriels par le relais du banc et ses SMS par sa passerelle (fiche, « sinks »).',
    'The product sends its e-mails through the bench’s relay and its text messages through its gateway (sheet, "sinks").',
  ),
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'email', 'phone'))) return;
    const first = addressOf(t, 'ie31-a');
    const others = addressOf(t, 'ie31-b');
    const { user, other, secrets } = await t.step(text('Créer deux comptes', 'Create two accounts'), async () => {
      const made = await createUser(t, 'ie31-a', { email: first });
      const madeToo = await createUser(t, 'ie31-b', { email: others });
      const [message] = await messagesTo(t, first, 1);
      const [messageToo] = await messagesTo(t, others, 1);
      const found = [secretOf(message), secretOf(messageToo)].filter((one) => one !== undefined);
      t.check(
        PROOF,
        checkSecretSent(message ? [message] : [], first, AT_CREATION),
        checkUnique(found),
        ...found.flatMap((secret) => checkForm('email', secret)),
        checkUnverified(await contactsOf(t, made), first, AT_CREATION),
      );
      await attachMessages(t, PROOF, first);
      return { user: made, other: madeToo, secrets: found };
    });

    await t.step(text('Essayer de s’en servir avant', 'Try to use it before'), async () => {
      const before = await quietMessagesTo(t, first, 1);
      await t.act(recoverAccount, { login: user.login });
      t.check(PROOF, checkUnusable(before.length, await quietMessagesTo(t, first, before.length), first));
    });

    const [secret, foreign] = secrets;
    if (secret === undefined || foreign === undefined) return;
    const isLink = secret.startsWith('http');
    const confirm = async (owner: OwnUser, kind: 'email' | 'phone', value: string, ...tried: string[]) =>
      (await t.act(confirmContact, { owner, kind, value, secrets: tried })).tries;

    await t.step(
      text('Donner un code faux, celui d’un autre, le bon', 'Give a wrong code, another’s, the right one'),
      async () => {
        const [wrong] = await confirm(user, 'email', first, wrongSecret(secret));
        t.check(PROOF, checkWrongRefused(wrong, isVerified(await contactsOf(t, user), first)));
        // Opening somebody else's link is verifying theirs: it says nothing of this user.
        if (!isLink && foreign !== secret) {
          const [another] = await confirm(user, 'email', first, foreign);
          t.check(PROOF, checkForeignRefused(another, isVerified(await contactsOf(t, user), first)));
        }
        const [right] = await confirm(user, 'email', first, secret);
        t.check(PROOF, checkConfirmed(right, await contactsOf(t, user), first));
      },
    );

    const second = addressOf(t, 'ie31-a2');
    await t.step(text('L’utilisateur change son adresse', 'The user changes their address'), async () => {
      await t.act(changeOwnContact, { owner: user, kind: 'email', value: second });
      const [message] = await messagesTo(t, second, 1);
      const shown = await contactsOf(t, user);
      t.check(
        PROOF,
        checkSecretSent(message ? [message] : [], second, BY_OWNER),
        checkUnverified(shown, second, BY_OWNER),
        ...checkOldKept(shown, first),
      );
      const [replayed] = await confirm(user, 'email', second, secret);
      t.check(PROOF, checkSingleUse(replayed, isVerified(await contactsOf(t, user), second)));
      const late = secretOf(message);
      if (late === undefined) return;
      const { announced, minutes } = validityOf(message);
      await t.act(letTimePass, { what: 'code-age', subject: user.login, minutes: minutes + 1 });
      const [expired] = await confirm(user, 'email', second, late);
      t.check(PROOF, checkExpired(announced, expired, isVerified(await contactsOf(t, user), second)));
    });

    await t.step(
      text('Vérifier la nouvelle adresse par un autre code', 'Verify the new address by another code'),
      async () => {
        const { sent } = await t.act(askForAnotherCode, { owner: user, kind: 'email' });
        const another = sent ? secretOf((await messagesTo(t, second, 2))[1]) : undefined;
        if (another === undefined) return;
        const [right] = await confirm(user, 'email', second, another);
        t.check(PROOF, checkConfirmed(right, await contactsOf(t, user), second));
      },
    );

    const third = addressOf(t, 'ie31-b2');
    await t.step(text('Un administrateur change une adresse', 'An administrator changes an address'), async () => {
      await confirm(other, 'email', others, foreign);
      await t.act(changeAccount, { login: other.login, email: third });
      const [message] = await messagesTo(t, third, 1);
      t.check(
        PROOF,
        checkSecretSent(message ? [message] : [], third, BY_ADMINISTRATOR),
        checkUnverified(await contactsOf(t, other), third, BY_ADMINISTRATOR),
      );
      const right = secretOf(message);
      if (right === undefined || isLink) return;
      const tries = await confirm(other, 'email', third, ...Array<string>(8).fill(wrongSecret(right)), right);
      t.check(PROOF, ...checkTriesLimited(tries));
    });

    await t.step(text('Vérifier un téléphone', 'Verify a phone number'), () => verifyPhone(t, confirm));
  },
});

type Confirm = (
  owner: OwnUser,
  kind: 'email' | 'phone',
  value: string,
  ...tried: string[]
) => Promise<{ accepted: boolean; message: string }[]>;

async function verifyPhone(t: ScenarioContext, confirm: Confirm): Promise<void> {
  if (!(await declared(t)).phone) return;
  const phone = phoneOf(t, 'ie31-c');
  const owner = await createUser(t, 'ie31-c', { phone });
  const [message] = await messagesTo(t, phone, 1);
  t.check(
    PROOF,
    checkSecretSent(message ? [message] : [], phone, AT_CREATION),
    checkUnverified(await contactsOf(t, owner), phone, AT_CREATION),
  );
  const code = secretOf(message);
  if (code === undefined) return;
  const tries = await confirm(owner, 'phone', phone, wrongSecret(code), code);
  t.check(PROOF, ...checkForm('phone', code), checkConfirmed(tries[1], await contactsOf(t, owner), phone));
  await attachMessages(t, PROOF, phone);
}

async function contactsOf(t: ScenarioContext, { login }: OwnUser) {
  return (await t.act(showAccount, { login })).contacts;
}
