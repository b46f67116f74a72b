import { mailbox, patient } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkEndOption } from './checks/sending-receipt.js';
import { checkRecipients, checkShownAsSent } from './checks/sending-screen.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const SCREEN = 'MSS/CONF.21.01.01';
const SOURCE = 'MSS/CONF.21.01.02';

/** A letter goes to the patient and to their physician, without answer wanted of the patient; then another one with. */
export const endOfConversation = defineScenario({
  requirement: 'MSS/CONF.21',
  id: 'MSS/CONF.21.01',
  title: text('Ne pas souhaiter de réponse du patient', 'Want no answer of the patient'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, SOURCE],
  holds: [holdPatient('mail-fin')],
  async run(t) {
    const person = patient('mail-fin');
    const from = mailbox('cardiology');
    const physician = mailbox('gp1').address;
    await t.step(text('Ouvrir la boîte', 'Open the mailbox'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
    });
    await t.step(
      text('Envoyer sans souhaiter de réponse du patient', 'Send without wanting an answer of the patient'),
      async () => {
        const letter = await writeLetterFor(t, person, { name: 'fin' });
        const { observed, mails } = await sendLetter(t, letter, {
          from,
          recipients: [physician],
          toPatient: true,
          endOfConversation: true,
        });
        judgeSentMails(t, SOURCE, mails, { person, from, endOfConversation: true });
        t.check(SOURCE, checkRecipients(mails, [physician, patientAddress(person.ins)]));
        t.check(
          SCREEN,
          checkEndOption(observed.endOfConversationOffered),
          checkShownAsSent(observed.sent, mails, letter.title),
        );
      },
    );
    await t.step(text('Envoyer en acceptant une réponse', 'Send accepting an answer'), async () => {
      const letter = await writeLetterFor(t, person, { name: 'reponse' });
      const { observed, mails } = await sendLetter(t, letter, { from, toPatient: true });
      judgeSentMails(t, SOURCE, mails, { person, from, endOfConversation: false });
      t.check(SCREEN, checkShownAsSent(observed.sent, mails, letter.title));
    });
  },
});
