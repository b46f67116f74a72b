import { defineScenario, text } from '../harness/index.js';
import { checkAfterStartTls } from './checks/connection-authentication.js';
import { checkOpen } from './checks/connection-attempts.js';
import { attemptsEvidence, clearAttempts, connectToTrial, TRIAL_OPERATOR } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.05.01.01';

/** SMTP with STARTTLS. */
export const smtp = defineScenario({
  requirement: 'MSS/CONF.05',
  id: 'MSS/CONF.05.01',
  title: text('Envoi d’un message en SMTP, après STARTTLS', 'A message sent over SMTP, after STARTTLS'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [TRIAL_OPERATOR],
  async run(t) {
    const since = await t.mark();
    await connectToTrial(t, 'conform', (tried) => {
      attemptsEvidence(t, PROOF, tried);
      t.check(PROOF, checkOpen(tried));
    });
    await t.step(text('Rien avant STARTTLS', 'Nothing before STARTTLS'), async () => {
      const clear = await clearAttempts(t, 'smtp', since);
      t.attachExchanges(PROOF, clear);
      t.check(PROOF, checkAfterStartTls(clear));
    });
  },
});
