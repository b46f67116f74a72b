import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { openRecordWithMail, viewRecordDocument } from './actions/reception.js';
import { checkExtracted } from './checks/reception-integration.js';
import {
  AUTOMATIC_INTEGRATION,
  integrateByHand,
  receive,
  receivedVersion,
  startReception,
  versionOf,
} from './situations-reception.js';

const PROOF = 'MSS/UX.39.01.01';

/** An archive of two documents: both are integrated, and open. */
export const extracted = defineScenario({
  requirement: 'MSS/UX.39',
  id: 'MSS/UX.39.01',
  title: text('Intégrer les CDA d’une archive XDM', 'Integrate the CDAs of an XDM archive'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-extract'), AUTOMATIC_INTEGRATION],
  precondition: text(
    'La boîte relevée est celle du DPI ; un établissement qui passe par une PFI relève celle-ci.',
    'The mailbox fetched is the DPI’s own; an establishment behind a PFI has the PFI fetch it.',
  ),
  async run(t) {
    const person = patient('mail-in-extract');
    const letter = receivedVersion(t, person, { name: 'archive-lettre' });
    const report = receivedVersion(t, person, { name: 'archive-compte-rendu', typeCode: '34112-3' });
    const documents = [letter, report];
    await startReception(t, false);
    await t.step(text('Recevoir une archive de deux documents', 'Receive an archive of two documents'), async () => {
      const archive = await receive(t, 'archive-double', [letter, report]);
      await t.handOut(`IHE_XDM-${t.runKey}.zip`, archive);
    });
    await t.step(text('Les intégrer et les ouvrir', 'Integrate and open them'), async () => {
      for (const document of documents) await integrateByHand(t, document);
      await t.act(openRecordWithMail, { patient: refOf(person) });
      const opened: { title: string; marker: string; content: string }[] = [];
      for (const { title, version, marker, ...rest } of documents) {
        const document = versionOf({ title, version, ...rest });
        const { content } = await t.act(viewRecordDocument, { patient: refOf(person), document });
        opened.push({ title, marker, content });
      }
      t.check(PROOF, checkExtracted(opened));
    });
  },
});
