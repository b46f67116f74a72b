import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { fetchMessages, showOpenMailboxes } from './actions/mailbox.js';
import { checkOpenTogether, checkOwnMessages, type ShownMailbox } from './checks/mailboxes-together.js';
import { checkSendingMailbox } from './checks/sending-screen.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { openMailboxAs, openOneMore, sendLetter, writeLetterFor } from './situations-sending.js';
import { deliverThirdPartyMail } from './third-party-mail.js';

const PROOF = 'MSS/UX.36.01.01';

/** A physician has the mailbox of the department and their own open at once, reads both and writes from both. */
export const severalMailboxes = defineScenario({
  requirement: 'MSS/UX.36',
  id: 'MSS/UX.36.01',
  title: text('Ouvrir plusieurs boîtes en même temps', 'Have several mailboxes open at once'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-several')],
  async run(t) {
    const mailboxes = [mailbox('cardiology'), mailbox('ps1')];
    await t.step(text('Ouvrir deux boîtes', 'Open two mailboxes'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
      await openOneMore(t, 'ps1', 'ps1');
      const { addresses } = await t.act(showOpenMailboxes, {});
      t.check(PROOF, checkOpenTogether(addresses, mailboxes));
    });
    await t.step(text('Relever l’une puis l’autre', 'Fetch one then the other'), async () => {
      const shown: ShownMailbox[] = [];
      for (const one of mailboxes) {
        const { subject: own } = await deliverThirdPartyMail(t, { name: `boite-${one.key}`, to: one.address });
        shown.push({ mailbox: one, own, subjects: [] });
      }
      for (const one of shown) {
        const { subjects } = await t.act(fetchMessages, { mailbox: { address: one.mailbox.address } });
        one.subjects = subjects;
      }
      t.check(PROOF, checkOwnMessages(shown));
    });
    const person = patient('mail-several');
    for (const from of mailboxes) {
      await t.step(text(`Écrire depuis ${from.address}`, `Write from ${from.address}`), async () => {
        const letter = await writeLetterFor(t, person, { name: from.key });
        const { mails } = await sendLetter(t, letter, { from, recipients: [mailbox('gp1').address] });
        judgeSentMails(t, PROOF, mails, { person, from });
        t.check(PROOF, ...mails.map((mail) => checkSendingMailbox(mail, from)));
      });
    }
  },
});
