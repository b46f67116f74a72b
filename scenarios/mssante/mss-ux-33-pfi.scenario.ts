import { defineScenario, text } from '../harness/index.js';
import { checkReceiptRequest } from './checks/mail-form.js';
import { checkReceiptOption } from './checks/sending-receipt.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const SCREEN = 'MSS/UX.33.01.01';
const SOURCE = 'MSS/UX.33.01.02';

/** A read receipt is asked for. */
export const readReceiptAskedByPfi = defineScenario({
  requirement: 'MSS/UX.33',
  id: 'MSS/UX.33.01-pfi',
  title: text('Demander un accusé de lecture', 'Ask for a read receipt'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SCREEN, SOURCE],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer en demandant un accusé de lecture', 'Send asking for a read receipt'), async () => {
      const document = await handDocument(t, { name: 'accuse' });
      const { mails, shown } = await sendByPfi(t, [document], { recipients: [PHYSICIAN], readReceipt: true });
      sourceEvidence(t, SOURCE, mails);
      t.check(SCREEN, checkReceiptOption(shown.readReceiptOffered));
      t.check(SOURCE, ...mails.map((mail) => checkReceiptRequest(mail, { read: true })));
    });
  },
});
