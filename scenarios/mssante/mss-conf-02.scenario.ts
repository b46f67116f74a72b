import { defineScenario, text } from '../harness/index.js';
import { showConnectionSettings } from './actions/pfi-connection.js';
import { checkTls13Settings, checkTls13Used } from './checks/connection-tls.js';
import { attemptsEvidence, connectToTrial, TRIAL_ADDRESS, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const SETTINGS = 'MSS/CONF.02.01.01';
const LOG = 'MSS/CONF.02.01.02';

/** TLS above 1.2 is a choice: what the settings say and what happens must agree. */
export const tls13 = defineScenario({
  requirement: 'MSS/CONF.02',
  id: 'MSS/CONF.02.01',
  title: text('Connexion en TLS 1.3, si le logiciel le propose', 'Connection over TLS 1.3, if the product offers it'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SETTINGS, LOG],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    const versions = await t.step(text('Lire les réglages TLS', 'Read the TLS settings'), async () => {
      const shown = await t.act(showConnectionSettings, { mailbox: { address: TRIAL_ADDRESS } });
      return shown.versions;
    });
    await connectToTrial(t, 'tls13-only', (tried) => {
      attemptsEvidence(t, [SETTINGS, LOG], tried);
      t.check(SETTINGS, checkTls13Settings(versions, tried));
      t.check(LOG, checkTls13Used(tried));
    });
  },
});
