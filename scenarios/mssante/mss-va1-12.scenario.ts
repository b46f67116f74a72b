import { defineScenario, text } from '../harness/index.js';
import { checkMessageId } from './checks/mail-form.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.12.01.01';

/** Two mails, each with an identifier of its own. */
export const messagesIdentified = defineScenario({
  requirement: 'MSS/va1.12',
  id: 'MSS/va1.12.01',
  title: text('Chaque message a son Message-ID', 'Each message has a Message-ID of its own'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer deux messages', 'Send two messages'), async () => {
      const first = await sendByPfi(t, [await handDocument(t, { name: 'premier' })], { recipients: [PHYSICIAN] });
      const second = await sendByPfi(t, [await handDocument(t, { name: 'second' })], { recipients: [PHYSICIAN] });
      const mails = [...first.mails, ...second.mails];
      sourceEvidence(t, PROOF, mails);
      for (const mail of mails) {
        const others = mails.filter((one) => one !== mail).flatMap(({ mail: { messageId } }) => messageId ?? []);
        t.check(PROOF, checkMessageId(mail, others));
      }
    });
  },
});
