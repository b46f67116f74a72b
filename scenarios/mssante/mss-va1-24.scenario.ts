import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { configureAutomaticMail } from './actions/sending.js';
import { checkRecipients, checkShownAsSent } from './checks/sending-screen.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { AUTOMATIC_MAIL, mailsAboutInQuiet, openMailboxAs, writeLetterFor } from './situations-sending.js';

const PROOF = 'MSS/va1.24.01.01';
const LETTER = '11490-0';

/** Discharge letters leave by themselves when they are validated, and nothing else does. */
export const sentAtValidation = defineScenario({
  requirement: 'MSS/va1.24',
  id: 'MSS/va1.24.01',
  title: text('Envoyer une lettre de liaison dès sa validation', 'Send a discharge letter as soon as it is validated'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-auto'), AUTOMATIC_MAIL],
  async run(t) {
    const person = patient('mail-auto');
    const from = mailbox('cardiology');
    const recipients = [mailbox('gp1').address];
    const setting = { patient: refOf(person), mailbox: { address: from.address } };
    await t.step(text('Régler l’envoi automatique', 'Set the automatic sending'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
      await t.act(configureAutomaticMail, { ...setting, typeCodes: [LETTER], recipients });
    });
    try {
      await t.step(text('Valider une lettre de liaison', 'Validate a discharge letter'), async () => {
        const since = await t.mark();
        const letter = await writeLetterFor(t, person, { name: 'auto', typeCode: LETTER });
        const mails = await mailsAboutInQuiet(t, letter.title, { from, since });
        judgeSentMails(t, PROOF, mails, { person, from });
        t.check(PROOF, checkRecipients(mails, recipients), checkShownAsSent(letter.observed.sent, mails, letter.title));
      });
      await t.step(text('Valider un document d’un autre type', 'Validate a document of another type'), async () => {
        const since = await t.mark();
        const other = await writeLetterFor(t, person, { name: 'autre', typeCode: '11488-4' });
        const mails = await mailsAboutInQuiet(t, other.title, { from, since });
        t.check(PROOF, checkRecipients(mails, []), checkShownAsSent(other.observed.sent, mails, other.title));
      });
    } finally {
      await t.step(text('Retirer l’envoi automatique', 'Remove the automatic sending'), () =>
        t.act(configureAutomaticMail, { ...setting, typeCodes: [], recipients: [] }),
      );
    }
  },
});
