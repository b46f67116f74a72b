import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { configureDocumentNotice } from './actions/workflow.js';
import { checkArchival, checkNotice } from './checks/produced-pdf.js';
import { handOver, sentenceOf, writeAndValidate } from './writing-situations.js';

const PROOF = 'DOC/va1.03.01.01';

/** A discharge letter with the GDPR notice an administrator just set. */
export const gdprNotice = defineScenario({
  requirement: 'DOC/va1.03',
  id: 'DOC/va1.03.01',
  title: text('Mention RGPD réglée, en bas du document', 'GDPR notice as set, at the bottom of the document'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-notice'), { name: 'setting:document-notice' }],
  async run(t) {
    const person = patient('doc-notice');
    const notice = `RGPD ${t.runKey} : vos droits s’exercent auprès du délégué à la protection des données.`;
    const sentence = sentenceOf(t, 'mention');
    const before = await t.step(text('Régler la mention RGPD', 'Set the GDPR notice'), async () => {
      await signInAs(t, 'ps1');
      return (await t.act(configureDocumentNotice, { notice })).before;
    });
    try {
      await writeAndValidate(t, person, { name: 'mention', typeCode: '11490-0', text: sentence });
      await t.step(text('Remettre le PDF/A-1', 'Hand over the PDF/A-1'), async () => {
        const found = await handOver(t, person, 'mention', PROOF);
        if (!found) return;
        t.check(PROOF, checkArchival(found.pdf, found.pdfName), checkNotice(found.lines, notice, [sentence]));
      });
    } finally {
      await t.step(text('Remettre la mention d’avant', 'Set the former notice again'), () =>
        t.act(configureDocumentNotice, { notice: before }),
      );
    }
  },
});
