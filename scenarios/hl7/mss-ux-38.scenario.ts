import { mailbox, patient } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { removeDocumentFromPfi } from './actions/dpi-reception.js';
import { deleteThroughPfi, replaceThroughPfi } from './actions/dpi-sending.js';
import { linkOptional } from './checks/dpi-link.js';
import { checkNobodyTold, checkRecipientsTold } from './checks/dpi-mail-targets.js';
import { judgeNotOffered } from './checks/dpi-sending.js';
import { attachMessages, messagesInQuiet, messagesOf, sendDocument, startLink } from './dpi-situations.js';
import { lpsDocument, lpsMessage, push } from './lps-push.js';

const REPLACED = 'MSS/UX.38.01.01';
const DELETED = 'MSS/UX.38.01.02';
const OTHERS = 'MSS/UX.38.02.01';

/** A letter the PFI sent to a physician and to the patient is replaced, then deleted: the PFI is told whom to warn. */
export const recipientsTold = defineScenario({
  requirement: 'MSS/UX.38',
  id: 'MSS/UX.38.01-hl7',
  title: text(
    'Faire avertir par la PFI les destinataires d’un remplacement, puis d’une suppression',
    'Have the PFI warn the recipients of a replacement, then of a deletion',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [REPLACED, DELETED],
  holds: [holdPatient('hl7-warned')],
  async run(t) {
    const person = patient('hl7-warned');
    const physician = mailbox('gp1').address;
    const recipients = [physician, patientAddress(person.ins)];
    if (!(await startLink(t, [REPLACED, DELETED], linkOptional('MSS/UX.38.01')))) return;
    const sent = await t.step(
      text('Envoyer une lettre au médecin et au patient', 'Send a letter to the physician and to the patient'),
      async () => {
        const asked = await sendDocument(t, person, 'averti', {
          toDmp: false,
          recipients: [physician],
          toPatient: true,
        });
        if (asked.offered) await messagesOf(t, person, asked.since);
        else t.check([REPLACED, DELETED], judgeNotOffered());
        return asked;
      },
    );
    if (!sent.offered) return;
    const document = { patient: refOf(person), document: { title: sent.title } };
    await t.step(
      text('La modifier', 'Modify it'),
      async () => {
        const since = await t.mark();
        await t.act(replaceThroughPfi, { ...document, text: `Repère averti-v2-${t.runKey}\nTexte corrigé.` });
        const messages = await messagesOf(t, person, since);
        attachMessages(t, REPLACED, messages);
        t.check(REPLACED, checkRecipientsTold(messages, { act: 'replace', recipients }));
      },
      [REPLACED],
    );
    await t.step(
      text('La supprimer', 'Delete it'),
      async () => {
        const since = await t.mark();
        await t.act(deleteThroughPfi, document);
        const messages = await messagesOf(t, person, since);
        attachMessages(t, DELETED, messages);
        t.check(DELETED, checkRecipientsTold(messages, { act: 'delete', recipients }));
      },
      [DELETED],
    );
  },
});

/** A document the PFI handed over leaves the record: the PFI is told nothing. */
export const othersUntouched = defineScenario({
  requirement: 'MSS/UX.38',
  id: 'MSS/UX.38.02-hl7',
  title: text(
    'Ne rien dire à la PFI d’un document que le logiciel n’a pas produit',
    'Tell the PFI nothing about a document the product did not write',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [OTHERS],
  holds: [holdPatient('hl7-foreign')],
  async run(t) {
    const person = patient('hl7-foreign');
    const document = lpsDocument(t, person, 'tiers');
    if (!(await startLink(t, OTHERS, linkOptional('MSS/UX.38.02')))) return;
    await t.step(text('Recevoir un document d’un tiers', 'Receive a document of a third party'), () =>
      push(t, lpsMessage(person, document)),
    );
    await t.step(text('Le supprimer du dossier', 'Delete it from the record'), async () => {
      const since = await t.mark();
      await t.act(removeDocumentFromPfi, { patient: refOf(person), document: { title: document.title } });
      const messages = await messagesInQuiet(t, person, since);
      attachMessages(t, OTHERS, messages);
      t.check(OTHERS, checkNobodyTold(messages));
    });
  },
});
