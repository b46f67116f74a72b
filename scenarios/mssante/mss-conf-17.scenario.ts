import { defineScenario, text } from '../harness/index.js';
import { purgeMailbox, readMailbox } from './actions/pfi-connection.js';
import { showMailTraces } from './actions/pfi-traces.js';
import { checkNoContent, checkTraced } from './checks/connection-traces.js';
import { deliverNote, presentTls, sendNote, TRIAL_ADDRESS, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const SCREEN = 'MSS/CONF.17.01.01';
const EXTRACT = 'MSS/CONF.17.01.02';

/** Sending and deletion leave functional traces, never the content of messages. */
export const traced = defineScenario({
  requirement: 'MSS/CONF.17',
  id: 'MSS/CONF.17.01',
  title: text(
    'Traces fonctionnelles des traitements sur une boîte',
    'Functional traces of the processing on a mailbox',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SCREEN, EXTRACT],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await presentTls(t, 'conform');
    const note = await t.step(text('Envoyer un message', 'Send a message'), async () => {
      const sent = await sendNote(t, TRIAL_ADDRESS, 'Tracé');
      t.attachExchanges(EXTRACT, sent.submissions);
      return sent;
    });
    const deletion = await t.step(
      text('Relever un message, puis le supprimer', 'Read a message, then delete it'),
      async () => {
        await deliverNote(t, TRIAL_ADDRESS, 'À supprimer');
        const since = await t.mark();
        await t.act(readMailbox, { mailbox: { address: TRIAL_ADDRESS } });
        const { offered } = await t.act(purgeMailbox, { mailbox: { address: TRIAL_ADDRESS } });
        const keys = { mailbox: TRIAL_ADDRESS };
        const stored = await t.exchanges({
          service: 'mssante',
          transaction: ['imap-store', 'imap-expunge'],
          keys,
          since,
        });
        t.attachExchanges(EXTRACT, stored);
        return { offered: offered && stored.length > 0 };
      },
    );
    await t.step(text('Afficher les traces', 'Show the traces'), async () => {
      const { traces } = await t.act(showMailTraces, { mailbox: { address: TRIAL_ADDRESS } });
      const messageIds = note.submissions.map(({ keys }) => keys['messageId'] ?? '').filter((id) => id !== '');
      t.check(
        SCREEN,
        checkTraced(traces, [
          { name: 'sending', marks: messageIds, done: note.submissions.length > 0 },
          { name: 'deletion', marks: [TRIAL_ADDRESS], done: deletion.offered },
        ]),
      );
      t.check(EXTRACT, checkNoContent(traces, note.marker));
    });
  },
});
