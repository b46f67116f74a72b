import { defineScenario, text } from '../harness/index.js';
import { patient } from '../../fixtures/roster.js';
import { checkMailAttachments, checkMailPdf, checkOnePatient } from './checks/mail-documents.js';
import { checkLeft } from './checks/pfi-sending-screen.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const SOURCE = 'MSS/CONF.23.01.01';
const SCREEN = 'MSS/CONF.23.01.02';

/** Two documents of one patient in one mail; those of two patients in one order never share one. */
export const onePatientAMail = defineScenario({
  requirement: 'MSS/CONF.23',
  id: 'MSS/CONF.23.01',
  title: text(
    'Un patient par message : archive XDM et PDF/A-1 des mêmes documents',
    'One patient a message: XDM archive and PDF/A-1 of the same documents',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SOURCE, SCREEN],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer deux documents d’un patient', 'Send two documents of one patient'), async () => {
      const documents = [
        await handDocument(t, { name: 'un' }),
        await handDocument(t, { name: 'deux', typeCode: '11488-4' }),
      ];
      const { mails, shown } = await sendByPfi(t, documents, { recipients: [PHYSICIAN] });
      sourceEvidence(t, SOURCE, mails);
      t.check(
        SCREEN,
        checkLeft(
          mails,
          documents.map(({ title }) => title),
          shown,
        ),
      );
      for (const mail of mails) t.check(SOURCE, checkMailAttachments(mail), checkMailPdf(mail), checkOnePatient(mail));
    });
    await t.step(
      text('Demander l’envoi de documents de deux patients', 'Ask for documents of two patients'),
      async () => {
        const other = patient('pfi-sends-too');
        const documents = [
          await handDocument(t, { name: 'sien' }),
          await handDocument(t, { name: 'autre', person: other }),
        ];
        const { mails } = await sendByPfi(t, documents, { recipients: [PHYSICIAN] });
        sourceEvidence(t, SOURCE, mails);
        t.check(SOURCE, ...mails.map(checkOnePatient));
      },
    );
  },
});
