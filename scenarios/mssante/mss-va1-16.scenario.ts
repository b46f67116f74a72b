import { defineScenario, text } from '../harness/index.js';
import { checkMailSender } from './checks/mail-people.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence, SENDER } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.16.01.01';

/** From bears the title of the mailbox. */
export const senderLabelled = defineScenario({
  requirement: 'MSS/va1.16',
  id: 'MSS/va1.16.01',
  title: text('L’expéditeur porte l’intitulé de la boîte', 'The sender bears the title of the mailbox'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Faire envoyer un document', 'Have a document sent'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'senderla' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(
        PROOF,
        ...mails.map((mail) =>
          checkMailSender(mail, { mailboxType: 'APP', authenticated: SENDER.address, label: SENDER.label }),
        ),
      );
    });
  },
});
