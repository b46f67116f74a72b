import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { recordMailRefusal } from './actions/sending.js';
import { checkOtherTypeSent, checkRefusalHonoured, checkRefusalRecorded } from './checks/sending-refusal.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { mailsAboutInQuiet, openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const PROOF = 'MSS/va1.20.01.01';
const REFUSED = '11490-0';

/** A patient refuses discharge letters: one is not sent to them, a consultation report is. */
export const refusalHonoured = defineScenario({
  requirement: 'MSS/va1.20',
  id: 'MSS/va1.20.01',
  title: text('Respecter le refus du patient', 'Honour the refusal of the patient'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-refusal')],
  async run(t) {
    const person = patient('mail-refusal');
    const from = mailbox('cardiology');
    await t.step(text('Enregistrer le refus', 'Record the refusal'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
      const { typeCodes } = await t.act(recordMailRefusal, { patient: refOf(person), typeCode: REFUSED });
      t.check(PROOF, checkRefusalRecorded(typeCodes, REFUSED));
    });
    await t.step(
      text('Demander l’envoi d’un document de ce type', 'Ask for a document of that type to be sent'),
      async () => {
        const letter = await writeLetterFor(t, person, { name: 'refuse', typeCode: REFUSED });
        const since = await t.mark();
        const { observed } = await sendLetter(t, letter, {
          from,
          recipients: [mailbox('gp1').address],
          toPatient: true,
        });
        const mails = await mailsAboutInQuiet(t, letter.title, { from, since });
        judgeSentMails(t, PROOF, mails, { person, from });
        t.check(PROOF, checkRefusalHonoured(mails, observed.sent, letter.title));
      },
    );
    await t.step(
      text('Demander l’envoi d’un document d’un autre type', 'Ask for a document of another type to be sent'),
      async () => {
        const letter = await writeLetterFor(t, person, { name: 'accepte', typeCode: '11488-4' });
        const { mails } = await sendLetter(t, letter, { from, toPatient: true });
        judgeSentMails(t, PROOF, mails, { person, from });
        t.check(PROOF, checkOtherTypeSent(mails, person.ins));
      },
    );
  },
});
