import { defineScenario, text } from '../harness/index.js';
import { mailbox } from '../../fixtures/roster.js';
import { configureReplyAddress } from './actions/pfi-sending.js';
import { checkReplyTo } from './checks/mail-people.js';
import { checkReplyAddressKept } from './checks/pfi-sending-screen.js';
import { handDocument, PHYSICIAN, REPLY_ADDRESS, SENDER, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.18.01.01';

/** The reply address is set, shown, and used; then put back. */
export const replyAddressConfigured = defineScenario({
  requirement: 'MSS/va1.18',
  id: 'MSS/va1.18.01',
  title: text('Régler l’adresse de réponse', 'Set the reply address'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [REPLY_ADDRESS],
  async run(t) {
    const sender = { address: SENDER.address };
    const chosen = mailbox('cardiology').address;
    await t.step(text('Régler l’adresse, envoyer un document', 'Set the address, send a document'), async () => {
      const { address } = await t.act(configureReplyAddress, { mailbox: sender, address: chosen });
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'reponse' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, checkReplyAddressKept(address, chosen));
      t.check(PROOF, ...mails.map((mail) => checkReplyTo(mail, { mailboxType: 'APP', replyAddress: chosen })));
    });
    await t.step(text('Remettre l’adresse précédente', 'Put the previous address back'), async () => {
      await t.act(configureReplyAddress, { mailbox: sender, address: mailbox('pfi-reply').address });
    });
  },
});
