import { defineScenario, text } from '../harness/index.js';
import { showConnectionSettings } from './actions/pfi-connection.js';
import { checkOpen } from './checks/connection-attempts.js';
import { checkAuthorities } from './checks/connection-tls.js';
import {
  attemptsEvidence,
  connectToTrial,
  trustedAuthorities,
  TRIAL_ADDRESS,
  TRIAL_OPERATOR,
} from './situations-pfi-connection.js';

const PROOF = 'MSS/va1.06.01.01';

/** Server certificates of IGC Santé are accepted; the authorities are listed. */
export const igcSante = defineScenario({
  requirement: 'MSS/va1.06',
  id: 'MSS/va1.06.01',
  title: text(
    'Opérateur au certificat de l’IGC Santé accepté, autorités listées',
    'Operator with an IGC Santé certificate accepted, authorities listed',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    await connectToTrial(t, 'conform', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkOpen(tried));
    });
    await t.step(text('Lister les autorités prises en charge', 'List the supported authorities'), async () => {
      const { authorities } = await t.act(showConnectionSettings, { mailbox: { address: TRIAL_ADDRESS } });
      t.check(PROOF, checkAuthorities(authorities, await trustedAuthorities(t)));
    });
  },
});
