import { defineScenario, text } from '../harness/index.js';
import { checkReplyTo } from './checks/mail-people.js';
import { handDocument, PHYSICIAN, REPLY_ADDRESS, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.09.01.01';

/** A mail of an application says so, and where to answer. */
export const automaticMailTold = defineScenario({
  requirement: 'MSS/va1.09',
  id: 'MSS/va1.09.01',
  title: text('Envoi automatique signalé, avec une adresse de réponse', 'Automatic sending told, with a reply address'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [REPLY_ADDRESS],
  async run(t) {
    await t.step(text('Faire envoyer un document', 'Have a document sent'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'auto' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, ...mails.map((mail) => checkReplyTo(mail, { mailboxType: 'APP' })));
    });
  },
});
