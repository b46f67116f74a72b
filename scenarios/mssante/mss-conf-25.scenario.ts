import { defineScenario, text } from '../harness/index.js';
import { checkMailSubject } from './checks/mail-documents.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOFS = ['MSS/CONF.25.01.01', 'MSS/CONF.25.01.02'];

/** The subject names the patient of the archive after the prefix. */
export const subjectOfDocuments = defineScenario({
  requirement: 'MSS/CONF.25',
  id: 'MSS/CONF.25.01',
  title: text(
    'Objet : préfixe XDM, libellé et traits du patient',
    'Subject: XDM prefix, label and traits of the patient',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: PROOFS,
  holds: [],
  async run(t) {
    await t.step(text('Faire envoyer un document', 'Have a document sent'), async () => {
      const { mails } = await sendByPfi(t, [await handDocument(t, { name: 'objet' })], { recipients: [PHYSICIAN] });
      sourceEvidence(t, PROOFS, mails);
      t.check(PROOFS, ...mails.map(checkMailSubject));
    });
  },
});
