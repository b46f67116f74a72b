import { patient } from '../../fixtures/roster.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { replyToMessage } from './actions/pfi-reception.js';
import { checkMessageId, checkReplyThread } from './checks/mail-form.js';
import { checkReplied } from './checks/pfi-reception-reply.js';
import { PFI_ADDRESS, refOfMail, returnsAbout, shownMessage } from './situations-pfi-reception.js';
import { submittedMail } from './submitted-mail.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/va1.08.01.01';

/** A reply bears Message-ID, In-Reply-To and References. */
export const reply = defineScenario({
  requirement: 'MSS/va1.08',
  id: 'MSS/va1.08.01',
  title: text('Réponse chaînée au courriel d’origine', 'Reply linked to the original mail'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('va108-reply')],
  async run(t) {
    const document = thirdPartyDocument(t, patient('va108-reply'), { name: 'reponse' });
    const mail = await deliverThirdPartyMail(t, { name: 'reponse', to: PFI_ADDRESS, document });
    await t.step(text('Répondre au courriel', 'Reply to the mail'), async () => {
      await shownMessage(t, mail);
      const since = await t.mark();
      const words = `Bien reçu ${t.runKey}`;
      const shown = await t.act(replyToMessage, {
        mailbox: { address: mail.mailbox },
        message: refOfMail(mail),
        text: words,
      });
      // A read receipt is no reply.
      const sent = await returnsAbout(t, mail, since, 1, ({ mdn }) => mdn === undefined);
      t.attachExchanges(
        PROOF,
        sent.map(({ exchange }) => exchange),
      );
      t.check(PROOF, checkReplied(shown.sent, sent.length));
      const original = await readMail(mail.raw);
      for (const { exchange } of sent) {
        const submitted = await submittedMail(await t.body(exchange, 'request'), exchange.id);
        t.check(PROOF, checkMessageId(submitted, [mail.messageId]), checkReplyThread(submitted, original));
      }
    });
  },
});
