import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { openMailbox } from './actions/mailbox.js';
import { readMailbox } from './actions/pfi-connection.js';
import { issueToken, ORG_MAILBOX } from './situations-pfi-connection.js';
import {
  INTEGRATED,
  judgeReturns,
  returnsAbout,
  setErrorMailboxes,
  shownMessage,
  watchReturns,
} from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/UX.34.01.01';

/** A receipt for the message that asks for one, none for the other, in an ORG mailbox. */
export const readReceipt = defineScenario({
  requirement: 'MSS/UX.34',
  id: 'MSS/UX.34.01-pfi',
  title: text(
    'Accusé de lecture renvoyé d’une boîte organisationnelle quand il est demandé, une seule fois',
    'Read receipt returned from an ORG mailbox when asked for, only once',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux34-pfi'), ORG_MAILBOX],
  async run(t) {
    const { address } = mailbox('pfi-reply');
    const person = patient('ux34-pfi');
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (name: string, receipt?: 'sender') => {
      const document = thirdPartyDocument(t, person, { name });
      return deliverThirdPartyMail(t, { name, to: address, document, ...(receipt ? { receipt } : {}) });
    };
    const asking = await send('accuse-demande', 'sender');
    const silent = await send('accuse-non-demande');
    await t.step(
      text('Ouvrir la boîte et lire les deux messages', 'Open the mailbox and read both messages'),
      async () => {
        const { accessToken } = await issueToken(t, 'nurse');
        await t.act(openMailbox, { mailbox: { address }, accessToken });
        for (const mail of [asking, silent]) await shownMessage(t, mail);
        await returnsAbout(t, asking, since, 1);
      },
    );
    await t.step(text('Relever à nouveau la boîte', 'Read the mailbox again'), async () => {
      await t.act(readMailbox, { mailbox: { address } });
      await watchReturns(t);
    });
    for (const mail of [asking, silent]) {
      const about =
        mail === asking
          ? text('Message qui demande un accusé', 'Message that asks for a receipt')
          : text('Message qui n’en demande pas', 'Message that asks for none');
      await t.step(about, () => judgeReturns(t, PROOF, mail, since, { ...INTEGRATED, errorMailboxes, personal: true }));
    }
  },
});
