import { mailbox } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { openMailbox } from './actions/mailbox.js';
import { checkMechanism, checkRefusedToken } from './checks/connection-authentication.js';
import { attemptsOf, issueToken, ORG_MAILBOX, sendNote } from './situations-pfi-connection.js';

const PROOF = 'MSS/CONF.07.01.01';

/** An ORG mailbox: XOAUTH2 with the access token of a person. */
export const xoauth2 = defineScenario({
  requirement: 'MSS/CONF.07',
  id: 'MSS/CONF.07.01',
  title: text(
    'Boîte organisationnelle ouverte par XOAUTH2 avec un jeton PSC',
    'ORG mailbox opened with XOAUTH2 and a PSC token',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [ORG_MAILBOX],
  async run(t) {
    const { address } = mailbox('pfi-reply');
    await t.step(text('Ouvrir la boîte, relever et envoyer', 'Open the mailbox, read and send'), async () => {
      const since = await t.mark();
      const { accessToken } = await issueToken(t, 'nurse');
      await t.act(openMailbox, { mailbox: { address }, accessToken });
      await sendNote(t, address, 'Boîte organisationnelle');
      const attempts = await attemptsOf(t, address, since);
      t.attachExchanges(
        PROOF,
        attempts.map(({ exchange }) => exchange),
      );
      t.check(PROOF, checkMechanism('XOAUTH2', attempts));
    });
    await t.step(
      text('Ouvrir la boîte avec le jeton d’un autre', 'Open the mailbox with somebody else’s token'),
      async () => {
        const { accessToken } = await issueToken(t, 'gp1');
        t.check(PROOF, checkRefusedToken(await t.act(openMailbox, { mailbox: { address }, accessToken })));
      },
    );
  },
});
