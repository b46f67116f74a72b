import { defineScenario, text } from '../harness/index.js';
import { checkAppIdentity, checkMechanism } from './checks/connection-authentication.js';
import { attemptsEvidence, connectToTrial, TRIAL_ADDRESS, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.12.01.01';

/** An APP mailbox: the structure's certificate, then PLAIN with the address. */
export const certificate = defineScenario({
  requirement: 'MSS/CONF.12',
  id: 'MSS/CONF.12.01',
  title: text(
    'Boîte applicative ouverte par certificat, puis PLAIN avec son adresse',
    'APP mailbox opened with a certificate, then PLAIN with its address',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await connectToTrial(t, 'conform', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkMechanism('PLAIN', tried.attempts), checkAppIdentity(TRIAL_ADDRESS, tried.attempts));
    });
  },
});
