import { mailbox, patient } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { deleteLetter, fileReceivedDocument, replaceLetter } from './actions/sending.js';
import { checkNobodyWarned, checkWarned } from './checks/sending-change.js';
import { checkRecipients, checkShownAsSent } from './checks/sending-screen.js';
import { checkChain } from './sending-chain.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { mailsAbout, mailsAboutInQuiet, openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';
import { thirdPartyDocument } from './third-party-mail.js';

const REPLACED = 'MSS/UX.38.01.01';
const DELETED = 'MSS/UX.38.01.02';
const OTHERS = 'MSS/UX.38.02.01';

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

/** A document that came from another hospital is forwarded, then leaves the record: nobody is told. */
export const othersUntouched = defineScenario({
  requirement: 'MSS/UX.38',
  id: 'MSS/UX.38.02',
  title: text(
    'N’avertir personne pour un document que le logiciel n’a pas produit',
    'Warn nobody about a document the product did not write',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [OTHERS],
  holds: [holdPatient('mail-foreign')],
  async run(t) {
    const person = patient('mail-foreign');
    const from = mailbox('cardiology');
    const recipients = [mailbox('gp1').address];
    const received = thirdPartyDocument(t, person, { name: 'transmis' });
    const document = { patient: refOf(person), document: { title: received.title } };
    await t.step(text('Recevoir un document d’un tiers', 'Receive a document of a third party'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
      const file = await t.handOut('document-recu.xml', received.cda);
      await t.act(fileReceivedDocument, { ...document, ...file });
    });
    await t.step(text('Le transmettre à un médecin', 'Forward it to a physician'), async () => {
      const { mails } = await sendLetter(t, { ...document, title: received.title }, { from, recipients });
      judgeSentMails(t, OTHERS, mails, { person, from, keeper: 'hospital2' });
      t.check(OTHERS, checkRecipients(mails, recipients));
    });
    await t.step(text('Le supprimer du dossier', 'Delete it from the record'), async () => {
      const since = await t.mark();
      await t.act(deleteLetter, document);
      t.check(OTHERS, checkNobodyWarned(await mailsAboutInQuiet(t, received.title, { from, since })));
    });
  },
});
