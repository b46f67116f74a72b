import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkPdfOfN3 } from './checks/sending-pdf.js';
import { checkRecipients } from './checks/sending-screen.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const N1 = 'CDA/DD.12.01.01';
const N3 = 'CDA/DD.12.01.02';

/** A document in N1 and another in N3 are sent; the PDF of each one is compared with it. */
export const pdfOfSameData = defineScenario({
  requirement: 'CDA/DD.12',
  id: 'CDA/DD.12.01',
  title: text('Joindre un PDF fait des mêmes données que le CDA', 'Attach a PDF made of the same data as the CDA'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [N1, N3],
  holds: [holdPatient('mail-pdf')],
  async run(t) {
    const person = patient('mail-pdf');
    const from = mailbox('cardiology');
    const recipients = [mailbox('gp1').address];
    await t.step(text('Ouvrir la boîte', 'Open the mailbox'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
    });
    for (const [proof, level] of [
      [N1, 'N1'],
      [N3, 'N3'],
    ] as const) {
      await t.step(
        text(`Envoyer un document ${level}`, `Send an ${level} document`),
        async () => {
          const letter = await writeLetterFor(t, person, { name: level, level });
          const { mails } = await sendLetter(t, letter, { from, recipients });
          judgeSentMails(t, proof, mails, { person, from });
          t.check(proof, checkRecipients(mails, recipients));
          if (level === 'N3') t.check(proof, ...mails.map(checkPdfOfN3));
        },
        [proof],
      );
    }
  },
});
