import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { fetchMessages } from './actions/mailbox.js';
import { showSentMails } from './actions/sending.js';
import { checkReceiptOption, checkReturnShown } from './checks/sending-receipt.js';
import { checkShownAsSent } from './checks/sending-screen.js';
import { deliverReceiptOf } from './returns-from-others.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const SCREEN = 'MSS/UX.33.01.01';
const SOURCE = 'MSS/UX.33.01.02';

/** A letter is sent with a read receipt asked for, another one without; the receipt of the first comes back. */
export const receiptAsked = defineScenario({
  requirement: 'MSS/UX.33',
  id: 'MSS/UX.33.01',
  title: text('Demander un accusé de lecture', 'Ask for a read receipt'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, SOURCE],
  holds: [holdPatient('mail-receipt')],
  async run(t) {
    const person = patient('mail-receipt');
    const from = mailbox('cardiology');
    const correspondent = mailbox('gp1');
    const recipients = [correspondent.address];
    await t.step(text('Ouvrir la boîte', 'Open the mailbox'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
    });
    const asked = await t.step(
      text('Envoyer en demandant un accusé de lecture', 'Send asking for a read receipt'),
      async () => {
        const letter = await writeLetterFor(t, person, { name: 'accuse' });
        const { observed, mails } = await sendLetter(t, letter, { from, recipients, readReceipt: true });
        judgeSentMails(t, SOURCE, mails, { person, from, readReceipt: true });
        t.check(
          SCREEN,
          checkReceiptOption(observed.readReceiptOffered),
          checkShownAsSent(observed.sent, mails, letter.title),
        );
        return { letter, mails };
      },
    );
    await t.step(text('Envoyer sans en demander', 'Send without asking for one'), async () => {
      const letter = await writeLetterFor(t, person, { name: 'sans-accuse' });
      const { observed, mails } = await sendLetter(t, letter, { from, recipients });
      judgeSentMails(t, SOURCE, mails, { person, from, readReceipt: false });
      t.check(SCREEN, checkShownAsSent(observed.sent, mails, letter.title));
    });
    await t.step(
      text('Le destinataire lit ; l’accusé revient', 'The recipient reads; the receipt comes back'),
      async () => {
        for (const { mail } of asked.mails) await deliverReceiptOf(t, mail, correspondent);
        await t.act(fetchMessages, { mailbox: { address: from.address } });
        const { sent } = await t.act(showSentMails, { patient: refOf(person) });
        t.check(SCREEN, checkReturnShown(sent, asked.letter.title, correspondent.address));
      },
      [SCREEN],
    );
  },
});
