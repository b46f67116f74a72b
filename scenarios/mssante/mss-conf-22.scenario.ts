import { defineScenario, text } from '../harness/index.js';
import { showConnectionSettings } from './actions/pfi-connection.js';
import { checkNothingSaid, checkOpen } from './checks/connection-attempts.js';
import { checkListKept } from './checks/connection-tls.js';
import {
  attemptsEvidence,
  connectToTrial,
  crlOutage,
  TRIAL_ADDRESS,
  TRIAL_OPERATOR,
} from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.22.01.01';

/** The last valid revocation list serves when it cannot be downloaded: neither blindness nor outage. */
export const keptList = defineScenario({
  requirement: 'MSS/CONF.22',
  id: 'MSS/CONF.22.01',
  title: text(
    'Liste de révocation conservée quand elle ne peut pas être téléchargée',
    'Revocation list kept when it cannot be downloaded',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  precondition: text('Une vérification de la liste a réussi.', 'A check of the list succeeded.'),
  async run(t) {
    const judgeOpen: Parameters<typeof connectToTrial>[2] = (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkOpen(tried));
    };
    const judgeRefused: typeof judgeOpen = (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkNothingSaid(tried));
    };
    await connectToTrial(t, 'conform', judgeOpen);
    await t.step(text('Montrer la liste conservée', 'Show the list kept'), async () => {
      const { revocationList } = await t.act(showConnectionSettings, { mailbox: { address: TRIAL_ADDRESS } });
      t.check(PROOF, checkListKept(revocationList));
    });
    await connectToTrial(t, 'revoked', judgeRefused);
    await crlOutage(t, async () => {
      await connectToTrial(t, 'conform', judgeOpen);
      await connectToTrial(t, 'revoked', judgeRefused);
    });
  },
});
