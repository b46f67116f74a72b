import { defineScenario, text } from '../harness/index.js';
import { checkHostRefused, checkNothingSaid } from './checks/connection-attempts.js';
import { attemptsEvidence, connectToTrial, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.27.01.01';

/** Only a server certificate of the branch "Élémentaire Organisation" of IGC Santé is accepted. */
export const organisationBranch = defineScenario({
  requirement: 'MSS/CONF.27',
  id: 'MSS/CONF.27.01',
  title: text(
    'Certificats d’opérateur d’une autre autorité ou d’une autre branche refusés',
    'Operator certificates of another authority or another branch refused',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    for (const behaviour of ['other-authority', 'wrong-branch'] as const) {
      await connectToTrial(t, behaviour, (tried) => {
        attemptsEvidence(t, PROOF, tried);
        t.check(PROOF, checkNothingSaid(tried));
      });
    }
    await connectToTrial(t, 'wrong-host', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, ...checkHostRefused(tried));
    });
  },
});
