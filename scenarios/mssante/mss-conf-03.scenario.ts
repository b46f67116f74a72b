import { defineScenario, text } from '../harness/index.js';
import { checkNothingSaid, checkOpen } from './checks/connection-attempts.js';
import { checkSuites } from './checks/connection-tls.js';
import { attemptsEvidence, connectToTrial, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.03.01.01';

/** The six suites, a Diffie-Hellman group of 2048 bits at least: anything else is refused. */
export const suites = defineScenario({
  requirement: 'MSS/CONF.03',
  id: 'MSS/CONF.03.01',
  title: text(
    'Seulement les suites cryptographiques permises, groupes d’au moins 2048 bits',
    'Only the allowed cipher suites, groups of at least 2048 bits',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await connectToTrial(t, 'conform', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkOpen(tried), checkSuites(tried.attempts));
    });
    await connectToTrial(t, 'forbidden-suite', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkSuites(tried.attempts), checkNothingSaid(tried));
    });
    await connectToTrial(t, 'weak-dh', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkNothingSaid(tried));
    });
  },
});
