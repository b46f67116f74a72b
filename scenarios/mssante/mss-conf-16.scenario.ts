import { defineScenario, text } from '../harness/index.js';
import { checkMssNil } from './checks/mail-indicators.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/CONF.16.01.01';

/** A mail says which product made it. */
export const productNumberTold = defineScenario({
  requirement: 'MSS/CONF.16',
  id: 'MSS/CONF.16.01',
  title: text('X-MSS-NIL donne le numéro du logiciel', 'X-MSS-NIL gives the number of the product'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Faire envoyer un document', 'Have a document sent'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'productn' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, ...mails.map((mail) => checkMssNil(mail)));
    });
  },
});
