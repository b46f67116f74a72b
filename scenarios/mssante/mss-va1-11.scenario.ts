import { defineScenario, text } from '../harness/index.js';
import { checkMailBody } from './checks/mail-form.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.11.01.01';

/** The body is text, or text then HTML, in UTF-8. */
export const bodyStructured = defineScenario({
  requirement: 'MSS/va1.11',
  id: 'MSS/va1.11.01',
  title: text('Corps en texte, ou en texte puis HTML', 'Body in text, or in text then HTML'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Faire envoyer un document', 'Have a document sent'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'bodystru' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, ...mails.map(checkMailBody));
    });
  },
});
