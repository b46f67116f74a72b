import { defineScenario, text } from '../harness/index.js';
import { checkReceiptRequest } from './checks/mail-form.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';
import { smtpNotify } from './smtp-notify.js';

const PROOF = 'MSS/va1.15.01.01';

/** A delivery report is asked for, by header or by SMTP. */
export const deliveryReportAsked = defineScenario({
  requirement: 'MSS/va1.15',
  id: 'MSS/va1.15.01',
  title: text('Demander un avis de remise', 'Ask for a delivery report'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer en demandant un avis de remise', 'Send asking for a delivery report'), async () => {
      const document = await handDocument(t, { name: 'remise' });
      const { mails } = await sendByPfi(t, [document], { recipients: [PHYSICIAN], deliveryReceipt: true });
      sourceEvidence(t, PROOF, mails);
      const wanted = mails.map((mail) =>
        checkReceiptRequest(mail, { delivery: true, smtpNotify: smtpNotify(mail.seen) }),
      );
      t.check(PROOF, ...wanted);
    });
  },
});
