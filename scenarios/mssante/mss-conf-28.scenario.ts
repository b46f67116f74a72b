import { mailbox } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { openMailbox } from './actions/mailbox.js';
import { readMailbox } from './actions/pfi-connection.js';
import { checkExpiredTokenUnused, reviewTokenStorage } from './checks/connection-authentication.js';
import { attemptsOf, issueToken, ORG_MAILBOX, waitUntil } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.28.01.01';
/** Long enough to open a mailbox by hand when there is no adapter would be minutes: a machine does it in one. */
const LIFETIME_S = 2;

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
    const { expiresAt } = await t.step(
      text('Ouvrir la boîte avec un jeton', 'Open the mailbox with a token'),
      async () => {
        const issued = await issueToken(t, 'nurse', LIFETIME_S);
        await t.act(openMailbox, { mailbox: { address }, accessToken: issued.accessToken });
        return issued;
      },
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
        t.check(PROOF, checkExpiredTokenUnused(attempts, shown.message), reviewTokenStorage());
      },
    );
  },
});
