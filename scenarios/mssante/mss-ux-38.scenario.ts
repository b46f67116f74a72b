import { mailbox, patient } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { deleteLetter, replaceLetter } from './actions/sending.js';
import { checkWarned } from './checks/sending-change.js';
import { checkShownAsSent } from './checks/sending-screen.js';
import { checkChain } from './sending-chain.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { mailsAbout, openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const REPLACED = 'MSS/UX.38.01.01';
const DELETED = 'MSS/UX.38.01.02';

/** A letter sent to a physician and to the patient is replaced, then deleted: both are warned each time. */
export const recipientsWarned = defineScenario({
  requirement: 'MSS/UX.38',
  id: 'MSS/UX.38.01',
  title: text(
    'Avertir les destinataires d’un remplacement, puis d’une suppression',
    'Warn the recipients of a replacement, then of a deletion',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [REPLACED, DELETED],
  holds: [holdPatient('mail-warned')],
  async run(t) {
    const person = patient('mail-warned');
    const from = mailbox('cardiology');
    const physician = mailbox('gp1').address;
    const recipients = [physician, patientAddress(person.ins)];
    const { letter, first } = await t.step(
      text('Envoyer une lettre au médecin et au patient', 'Send a letter to the physician and to the patient'),
      async () => {
        await openMailboxAs(t, 'ps1', 'cardiology');
        const written = await writeLetterFor(t, person, { name: 'suivi' });
        const { mails } = await sendLetter(t, written, { from, recipients: [physician], toPatient: true });
        return { letter: written, first: mails };
      },
    );
    const document = { patient: refOf(person), document: { title: letter.title } };
    const second = await t.step(
      text('La modifier', 'Modify it'),
      async () => {
        const since = await t.mark();
        const { sent } = await t.act(replaceLetter, { ...document, text: `${letter.marker}\nTexte corrigé.` });
        const mails = await mailsAbout(t, letter.title, { from, since });
        judgeSentMails(t, REPLACED, mails, { person, from });
        t.check(
          REPLACED,
          checkWarned(mails, { action: 'C', recipients, version: '2' }),
          ...checkChain(first, mails),
          checkShownAsSent(sent, [...first, ...mails], letter.title),
        );
        return mails;
      },
      [REPLACED],
    );
    await t.step(
      text('La supprimer', 'Delete it'),
      async () => {
        const since = await t.mark();
        const { sent } = await t.act(deleteLetter, document);
        const mails = await mailsAbout(t, letter.title, { from, since });
        judgeSentMails(t, DELETED, mails, { person, from });
        t.check(
          DELETED,
          checkWarned(mails, { action: 'D', recipients, version: '2' }),
          ...checkChain(second, mails),
          checkShownAsSent(sent, [...first, ...second, ...mails], letter.title),
        );
      },
      [DELETED],
    );
  },
});
