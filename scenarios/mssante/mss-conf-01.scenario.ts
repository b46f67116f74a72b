import { defineScenario, text } from '../harness/index.js';
import { checkFailureShown, checkOpen } from './checks/connection-attempts.js';
import { checkTlsVersion } from './checks/connection-tls.js';
import { attemptsEvidence, connectToTrial, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.01.01.01';

/** TLS 1.2 at least: a conform operator is reached, one of TLS 1.1 is refused. */
export const tls12 = defineScenario({
  requirement: 'MSS/CONF.01',
  id: 'MSS/CONF.01.01',
  title: text('Connexion à l’opérateur en TLS 1.2 au moins', 'Connection to the operator over TLS 1.2 at least'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await connectToTrial(t, 'conform', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkOpen(tried), checkTlsVersion(tried.attempts));
    });
    await connectToTrial(t, 'tls11-only', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkTlsVersion(tried.attempts), checkFailureShown(tried));
    });
  },
});
