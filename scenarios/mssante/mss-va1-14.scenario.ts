import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkReturnsTraced } from './checks/pfi-reception-history.js';
import { checkReceptionTraced } from './checks/pfi-reception-screen.js';
import { PFI_ADDRESS, returnsAbout, shownMessage } from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/va1.14.01.01';

/** Good reception of a mail is traced, and the receipt it asked for. */
export const receptionTrace = defineScenario({
  requirement: 'MSS/va1.14',
  id: 'MSS/va1.14.01',
  title: text('Bonne réception tracée, avec son accusé', 'Good reception traced, with its receipt'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('va114-receipt')],
  async run(t) {
    const document = thirdPartyDocument(t, patient('va114-receipt'), { name: 'reception' });
    const since = await t.mark();
    const mail = await deliverThirdPartyMail(t, { name: 'reception', to: PFI_ADDRESS, document, receipt: 'other' });
    await t.step(text('Montrer la réception du courriel', 'Show the reception of the mail'), async () => {
      await shownMessage(t, mail);
      const sent = await returnsAbout(t, mail, since, 1);
      const shown = await shownMessage(t, mail);
      const read = await t.exchanges({
        service: 'mssante',
        transaction: 'imap-fetch',
        keys: { messageId: mail.messageId },
        since,
      });
      t.attachExchanges(PROOF, [...read, ...sent.map(({ exchange }) => exchange)]);
      t.check(PROOF, checkReceptionTraced(shown, mail), checkReturnsTraced(shown, sent));
    });
  },
});
