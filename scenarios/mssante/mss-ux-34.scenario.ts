import type { Mailbox } from '../../fixtures/people.js';
import { mailbox } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { fetchMessages, readMessage, returnReceipt } from './actions/mailbox.js';
import { checkReceiptShown } from './checks/receipt-screen.js';
import { checkMdn } from './checks/return-mdn.js';
import { checkReturnCount } from './checks/return-count.js';
import { deliveredRaw, receiptsSentFor, type SentReceipt } from './receipts-sent.js';
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
    for (const key of ['ps1', 'cardiology']) await returnedFrom(t, mailbox(key));
  },
});

/** A personal mailbox and that of a department are treated alike. */
async function returnedFrom(t: ScenarioContext, own: Mailbox): Promise<void> {
  const address = { mailbox: { address: own.address } };
  const { since, asking, silent } = await t.step(
    text(
      `Recevoir dans ${own.address} deux messages, dont un demande un accusé`,
      `Receive in ${own.address} two messages, one asking for a receipt`,
    ),
    async () => {
      await openMailboxAs(t, 'ps1', own.key);
      const mark = await t.mark();
      const { address: to } = own;
      const withRequest = await deliverThirdPartyMail(t, { name: `lire-${own.key}`, to, receipt: 'other' });
      const without = await deliverThirdPartyMail(t, { name: `sans-accuse-${own.key}`, to });
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
      judgeCount(t, receipts, returned, true);
      t.check(
        PROOF,
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
    judgeCount(t, await receiptsSentFor(t, own, silent.messageId, since), returned, false);
  });
}

/** How many receipts left, beside what the screen says of it. */
function judgeCount(
  t: ScenarioContext,
  receipts: readonly SentReceipt[],
  returned: boolean,
  receiptAsked: boolean,
): void {
  t.attachExchanges(
    PROOF,
    receipts.map(({ seen }) => seen),
  );
  const mdns = receipts.map(({ mdn }) => mdn);
  t.check(
    PROOF,
    checkReturnCount({ answer: 'AA', receiptAsked }, { mdns, errorMails: 0 }),
    checkReceiptShown(returned, receipts.length),
  );
}
