import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showDocumentsFromPfi, viewDocumentFromPfi } from './actions/dpi-reception.js';
import { linkOptional } from './checks/dpi-link.js';
import { checkDisplayed, checkIntegrated } from './checks/dpi-reception.js';
import { startLink } from './dpi-situations.js';
import { lpsDocument, lpsMessage, push } from './lps-push.js';

const PROOF = 'MSS/UX.39.01.01';

/** The PFI hands over the two documents of one archive, a message each: both are in the record. */
export const archiveOfTwo = defineScenario({
  requirement: 'MSS/UX.39',
  id: 'MSS/UX.39.01-hl7',
  title: text(
    'Intégrer les documents que la PFI a extraits d’une archive XDM',
    'Integrate the documents the PFI took out of an XDM archive',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-xdm')],
  async run(t) {
    const person = patient('hl7-xdm');
    const documents = ['archive-un', 'archive-deux'].map((name) => lpsDocument(t, person, name));
    const mailId = `<archive-${t.runKey}@banc-essai.mssante.fr>`;
    if (!(await startLink(t, PROOF, linkOptional('MSS/UX.39.01')))) return;
    await t.step(text('La PFI remet les deux documents', 'The PFI hands both documents over'), async () => {
      for (const document of documents) await push(t, lpsMessage(person, document, { mailId }));
    });
    await t.step(text('Les retrouver au dossier', 'Find them in the record'), async () => {
      const seen = await t.act(showDocumentsFromPfi, { patient: refOf(person) });
      const wanted = documents.map(({ title }) => ({ title, version: '1' }));
      t.check(PROOF, checkIntegrated(seen.documents, wanted));
      for (const { title, marker } of documents) {
        const { content } = await t.act(viewDocumentFromPfi, { patient: refOf(person), document: { title } });
        t.check(PROOF, checkDisplayed(content, marker));
      }
    });
  },
});
