import { defineScenario, text } from '../harness/index.js';
import { checkMssIns } from './checks/mail-indicators.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/CONF.14.01.01';

/** A document of a qualified patient, then one without INS: the header says which. */
export const qualifiedInsTold = defineScenario({
  requirement: 'MSS/CONF.14',
  id: 'MSS/CONF.14.01',
  title: text(
    'X-MSS-INS dit si le document porte une INS qualifiée',
    'X-MSS-INS says whether the document bears a qualified INS',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer un document à l’INS qualifiée', 'Send a document with a qualified INS'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'ins' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, ...mails.map(checkMssIns));
    });
    await t.step(text('Envoyer un document sans INS', 'Send a document without INS'), async () => {
      const document = await handDocument(t, { name: 'sans-ins', withoutIns: true });
      const { mails } = await sendByPfi(t, [document], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, ...mails.map(checkMssIns));
    });
  },
});
