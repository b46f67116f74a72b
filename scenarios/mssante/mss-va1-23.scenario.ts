import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkRecipients, checkSendingOffered, checkShownAsSent } from './checks/sending-screen.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const PROOF = 'MSS/va1.23.01.01';

/** A discharge letter is written, its sending is offered, the user sends it to two correspondents. */
export const sentByHand = defineScenario({
  requirement: 'MSS/va1.23',
  id: 'MSS/va1.23.01',
  title: text('Envoyer une lettre de liaison à la main', 'Send a discharge letter by hand'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-manual')],
  async run(t) {
    const person = patient('mail-manual');
    const recipients = [mailbox('gp1').address, mailbox('lab').address];
    await t.step(text('Ouvrir la boîte et écrire la lettre', 'Open the mailbox and write the letter'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
    });
    const letter = await t.step(
      text('Créer et valider une lettre de liaison', 'Create and validate a discharge letter'),
      async () => {
        const written = await writeLetterFor(t, person, { name: 'manuel' });
        t.check(PROOF, checkSendingOffered(written.observed.sendingOffered));
        return written;
      },
    );
    await t.step(text('L’envoyer par MSSanté', 'Send it by MSSanté'), async () => {
      const from = mailbox('cardiology');
      const { observed, mails } = await sendLetter(t, letter, { from, recipients });
      judgeSentMails(t, PROOF, mails, { person, from });
      t.check(PROOF, checkRecipients(mails, recipients), checkShownAsSent(observed.sent, mails, letter.title));
    });
  },
});
