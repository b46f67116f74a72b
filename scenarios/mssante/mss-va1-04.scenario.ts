import { defineScenario, text } from '../harness/index.js';
import { checkFailureShown, checkNothingSaid } from './checks/connection-attempts.js';
import { attemptsEvidence, connectToTrial, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const REFUSED = 'MSS/va1.04.01.01';
const SHOWN = 'MSS/va1.04.01.02';

/** An operator whose certificate has expired is refused, and the user learns it. */
export const expired = defineScenario({
  requirement: 'MSS/va1.04',
  id: 'MSS/va1.04.01',
  title: text('Opérateur dont le certificat a expiré, refusé', 'Operator whose certificate has expired, refused'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [REFUSED, SHOWN],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await connectToTrial(t, 'expired', (tried) => {
      attemptsEvidence(t, REFUSED, tried);
      t.check(REFUSED, checkNothingSaid(tried));
      t.check(SHOWN, checkFailureShown(tried));
    });
  },
});
