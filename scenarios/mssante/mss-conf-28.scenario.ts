import { mailbox } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { openMailbox } from './actions/mailbox.js';
import { readMailbox } from './actions/pfi-connection.js';
import { checkExpiredTokenUnused, reviewTokenStorage } from './checks/connection-authentication.js';
import { attemptsOf, issueToken, ORG_MAILBOX, waitUntil } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.28.01.01';
/** Tried in turn: a machine opens a mailbox within the first, a person needs minutes. */
const LIFETIMES_S = [2, 30, 300];

/** The token serves until it expires, and no longer; where it is kept is for a human to check. */
export const tokenLifetime = defineScenario({
  requirement: 'MSS/CONF.28',
  id: 'MSS/CONF.28.01',
  title: text('Jeton d’accès PSC oublié à son expiration', 'PSC access token forgotten when it expires'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [ORG_MAILBOX],
  async run(t) {
    const { address } = mailbox('pfi-reply');
    const { opened, expiresAt } = await t.step(
      text('Ouvrir la boîte avec un jeton', 'Open the mailbox with a token'),
      () => openWhileValid(t, address),
    );
    await t.step(
      text('Relever la boîte une fois le jeton expiré', 'Read the mailbox once the token expired'),
      async () => {
        await waitUntil(t, expiresAt);
        const since = await t.mark();
        const shown = await t.act(readMailbox, { mailbox: { address } });
        const attempts = await attemptsOf(t, address, since);
        t.attachExchanges(
          PROOF,
          attempts.map(({ exchange }) => exchange),
        );
        t.check(PROOF, checkExpiredTokenUnused(opened, attempts, shown.message), reviewTokenStorage());
      },
    );
  },
});

/** Opens the mailbox before its token expires, with a longer and longer token. */
async function openWhileValid(t: ScenarioContext, address: string): Promise<{ opened: boolean; expiresAt: string }> {
  let last = { opened: false, expiresAt: new Date().toISOString() };
  for (const lifetimeS of LIFETIMES_S) {
    const { accessToken, expiresAt } = await issueToken(t, 'nurse', lifetimeS);
    const { opened } = await t.act(openMailbox, { mailbox: { address }, accessToken });
    last = { opened, expiresAt };
    // Refused though still valid: more time would not help.
    if (opened || Date.now() < Date.parse(expiresAt)) break;
  }
  return last;
}
