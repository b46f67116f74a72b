import { buildPdf } from '../../fixtures/documents/pdf.js';
import { structure } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { refOf } from '../record/index.js';
import { depositPdf } from './actions/pfi-sending.js';
import { checkMailPdf } from './checks/mail-documents.js';
import { checkPatientAddress } from './checks/mail-people.js';
import { checkLeft } from './checks/pfi-sending-screen.js';
import { checkXdmArchive } from './checks/xdm-archive.js';
import { PERSON, SENDER, sourceEvidence } from './situations-pfi-sending.js';
import { mailsAbout } from './situations-sending.js';

const ARCHIVE = 'MSS/va1.17.01.01';
const PDF = 'MSS/va1.17.01.02';
const SOURCE = 'MSS/va1.17.01.03';

/** A discharge letter deposited as a PDF/A-1 leaves by itself for the patient, wrapped in a CDA N1. */
export const pdfSentToPatient = defineScenario({
  requirement: 'MSS/va1.17',
  id: 'MSS/va1.17.01',
  title: text(
    'Envoyer de soi-même au patient un PDF/A-1 reçu, dans un CDA N1',
    'Send by itself to the patient a PDF/A-1 received, in a CDA N1',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [ARCHIVE, PDF, SOURCE],
  holds: [],
  async run(t) {
    const title = `Lettre de liaison ${t.runKey}`;
    const mails = await t.step(text('Déposer un PDF/A-1', 'Deposit a PDF/A-1'), async () => {
      const pdf = buildPdf({ title, lines: [`Repère dépôt ${t.runKey}`] });
      const handed = await t.handOut(`lettre-${t.runKey}.pdf`, pdf);
      const since = await t.mark();
      const shown = await t.act(depositPdf, { patient: refOf(PERSON), typeCode: '11490-0', title, ...handed });
      const seen = await mailsAbout(t, title, { from: SENDER, since });
      sourceEvidence(t, [ARCHIVE, PDF, SOURCE], seen);
      t.check([ARCHIVE, PDF, SOURCE], checkLeft(seen, [title], shown));
      return seen;
    });
    await t.step(text('Juger le message envoyé', 'Judge the message sent'), () => {
      for (const mail of mails) {
        t.check(SOURCE, checkPatientAddress(mail));
        t.check(PDF, checkMailPdf(mail));
        if (mail.archive) {
          const context = {
            role: 'sent',
            patient: PERSON,
            structure: structure('hospital'),
            exchange: mail.seen.id,
          } as const;
          t.check(ARCHIVE, ...checkXdmArchive(mail.archive, context));
        }
      }
    });
  },
});
