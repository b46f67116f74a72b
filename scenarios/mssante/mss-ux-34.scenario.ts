import { mailbox } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { fetchMessages, readMessage, returnReceipt } from './actions/mailbox.js';
import { checkReceiptShown } from './checks/receipt-screen.js';
import { checkMdn } from './checks/return-mdn.js';
import { checkReturnCount } from './checks/return-count.js';
import { deliveredRaw, receiptsSentFor } from './receipts-sent.js';
import { openMailboxAs } from './situations-sending.js';
import { deliverThirdPartyMail } from './third-party-mail.js';

const PROOF = 'MSS/UX.34.01.01';

/** A message asks for a read receipt, another one does not: the first gets one, once; the second none. */
export const receiptReturned = defineScenario({
  requirement: 'MSS/UX.34',
  id: 'MSS/UX.34.01',
  title: text('Renvoyer l’accusé de lecture demandé', 'Return the read receipt asked for'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    const own = mailbox('ps1');
    const address = { mailbox: { address: own.address } };
    const { since, asking, silent } = await t.step(
      text('Recevoir deux messages, dont un demande un accusé', 'Receive two messages, one asking for a receipt'),
      async () => {
        await openMailboxAs(t, 'ps1', 'ps1');
        const mark = await t.mark();
        const withRequest = await deliverThirdPartyMail(t, { name: 'lire', to: own.address, receipt: 'other' });
        const without = await deliverThirdPartyMail(t, { name: 'sans-accuse', to: own.address });
        await t.act(fetchMessages, address);
        return { since: mark, asking: withRequest, silent: without };
      },
    );
    await t.step(
      text('Lire celui qui demande un accusé, et l’accorder', 'Read the one that asks for a receipt, and grant it'),
      async () => {
        await t.act(readMessage, { ...address, subject: asking.subject });
        const { returned } = await t.act(returnReceipt, { ...address, subject: asking.subject });
        // Read and fetched again: a receipt is returned once.
        await t.act(readMessage, { ...address, subject: asking.subject });
        await t.act(returnReceipt, { ...address, subject: asking.subject });
        await t.act(fetchMessages, address);
        const receipts = await receiptsSentFor(t, own, asking.messageId, since);
        const original = await deliveredRaw(t, own, asking.messageId);
        t.attachExchanges(
          PROOF,
          receipts.map(({ seen }) => seen),
        );
        t.check(
          PROOF,
          checkReturnCount(
            { answer: 'AA', receiptAsked: true },
            { mdns: receipts.map(({ mdn }) => mdn), errorMails: 0 },
          ),
          checkReceiptShown(returned, receipts.length),
          ...receipts.map(({ mail, seen }) =>
            checkMdn(mail, {
              original,
              outcome: 'success',
              finalRecipient: own.address,
              envelopeFrom: seen.keys['from'] ?? '',
              personal: true,
              exchange: seen.id,
            }),
          ),
        );
      },
    );
    await t.step(text('Lire celui qui n’en demande pas', 'Read the one that asks for none'), async () => {
      await t.act(readMessage, { ...address, subject: silent.subject });
      const { returned } = await t.act(returnReceipt, { ...address, subject: silent.subject });
      const receipts = await receiptsSentFor(t, own, silent.messageId, since);
      t.check(
        PROOF,
        checkReceiptShown(returned, receipts.length),
        checkReturnCount(
          { answer: 'AA', receiptAsked: false },
          { mdns: receipts.map(({ mdn }) => mdn), errorMails: 0 },
        ),
      );
    });
  },
});
