import { MAIL_DOMAIN } from '../../fixtures/roster-mailboxes.js';
import { defineScenario, text } from '../harness/index.js';
import { showMailTraces } from './actions/pfi-traces.js';
import { checkFailureTraced, checkTraceFields, traceOfSending } from './checks/connection-traces.js';
import { presentTls, sendNote, TRIAL_ADDRESS, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.18.01.01';

/** What a trace tells, of a sending that succeeds and of one that fails. */
export const traceContent = defineScenario({
  requirement: 'MSS/CONF.18',
  id: 'MSS/CONF.18.01',
  title: text('Contenu d’une trace, en succès et en échec', 'Content of a trace, on success and on failure'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await presentTls(t, 'conform');
    const unknown = `inconnu-${t.runKey}@${MAIL_DOMAIN}`;
    const sent = await t.step(text('Envoyer un message', 'Send a message'), async () => {
      const note = await sendNote(t, TRIAL_ADDRESS, 'Tracé en détail');
      t.attachExchanges(PROOF, note.submissions);
      return note;
    });
    await t.step(text('Envoyer un message à une adresse inconnue', 'Send a message to an unknown address'), () =>
      sendNote(t, TRIAL_ADDRESS, 'Tracé en échec', unknown),
    );
    await t.step(text('Afficher les traces', 'Show the traces'), async () => {
      const { traces } = await t.act(showMailTraces, { mailbox: { address: TRIAL_ADDRESS } });
      const messageIds = sent.submissions.map(({ keys }) => keys['messageId'] ?? '').filter((id) => id !== '');
      t.check(PROOF, checkTraceFields(traceOfSending(traces, messageIds)), checkFailureTraced(traces, unknown, '550'));
    });
  },
});
