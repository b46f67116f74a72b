import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { replaceLetter } from './actions/sending.js';
import { checkMention } from './checks/sending-change.js';
import { checkRecipients } from './checks/sending-screen.js';
import { checkChain } from './sending-chain.js';
import { judgeSentMails } from './sent-mail-judgement.js';
import { mailsAbout, openMailboxAs, sendLetter, writeLetterFor } from './situations-sending.js';

const FIRST = 'MSS/va1.13.01.01';
const MENTION = 'MSS/va1.13.01.02';
const SECOND = 'MSS/va1.13.01.03';

/** A letter is sent, then modified with the preset mention, and sent again to who had it. */
export const modifiedAndSentAgain = defineScenario({
  requirement: 'MSS/va1.13',
  id: 'MSS/va1.13.01',
  title: text(
    'Renvoyer un document modifié qui annule et remplace le précédent',
    'Send again a modified document that cancels and replaces the previous one',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FIRST, MENTION, SECOND],
  holds: [holdPatient('mail-version')],
  async run(t) {
    const person = patient('mail-version');
    const from = mailbox('cardiology');
    const recipients = [mailbox('gp1').address];
    await t.step(text('Ouvrir la boîte', 'Open the mailbox'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
    });
    const { letter, first } = await t.step(
      text('Créer un document et l’envoyer', 'Create a document and send it'),
      async () => {
        const written = await writeLetterFor(t, person, { name: 'version' });
        const { mails } = await sendLetter(t, written, { from, recipients });
        judgeSentMails(t, FIRST, mails, { person, from });
        return { letter: written, first: mails };
      },
      [FIRST],
    );
    await t.step(
      text('Le modifier : il annule et remplace le précédent', 'Modify it: it cancels and replaces the previous one'),
      async () => {
        const since = await t.mark();
        const { presetMention } = await t.act(replaceLetter, {
          patient: refOf(person),
          document: { title: letter.title },
          text: `${letter.marker}\nTexte corrigé.`,
        });
        const alone = await mailsAbout(t, letter.title, { from, since });
        // A product that does not send it again by itself (MSS/UX.38) is asked to.
        const { mails } = alone.length > 0 ? { mails: alone } : await sendLetter(t, letter, { from, recipients });
        judgeSentMails(t, SECOND, mails, { person, from });
        t.check(SECOND, checkRecipients(mails, recipients), ...checkChain(first, mails));
        t.check(MENTION, checkMention(mails, presetMention));
      },
      [MENTION, SECOND],
    );
  },
});
