import { defineScenario, text } from '../harness/index.js';
import { readMailbox } from './actions/pfi-connection.js';
import { checkAfterStartTls, checkMessageRead } from './checks/connection-authentication.js';
import { clearAttempts, deliverNote, presentTls, TRIAL_ADDRESS, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.06.01.01';

/** IMAP with STARTTLS: a message delivered is read. */
export const imap = defineScenario({
  requirement: 'MSS/CONF.06',
  id: 'MSS/CONF.06.01',
  title: text('Relève d’un message en IMAP, après STARTTLS', 'A message read over IMAP, after STARTTLS'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  precondition: text(
    'Un message attend dans la boîte applicative du second opérateur.',
    'A message waits in the application mailbox of the second operator.',
  ),
  async run(t) {
    await presentTls(t, 'conform');
    const since = await t.mark();
    const { messageId } = await deliverNote(t, TRIAL_ADDRESS, 'À relever');
    await t.step(text('Relever la boîte', 'Read the mailbox'), async () => {
      const shown = await t.act(readMailbox, { mailbox: { address: TRIAL_ADDRESS } });
      const keys = { mailbox: TRIAL_ADDRESS, messageId };
      const fetched = await t.exchanges({ service: 'mssante', transaction: 'imap-fetch', keys, since });
      const clear = await clearAttempts(t, 'imap', since);
      t.attachExchanges(PROOF, [...fetched, ...clear]);
      t.check(PROOF, checkMessageRead(fetched, shown), checkAfterStartTls(clear));
    });
  },
});
