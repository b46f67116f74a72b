import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkLevel1, checkRecipients } from './checks/produced-cda.js';
import { handOver, judge, named, sentenceOf, writeAndValidate } from './writing-situations.js';

const PROOF = 'DOC/va1.06.01.01';

/** A discharge letter for three recipients. */
export const allRecipients = defineScenario({
  requirement: 'DOC/va1.06',
  id: 'DOC/va1.06.01',
  title: text('Tous les destinataires sont dans le document', 'Every recipient is in the document'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-recipients')],
  async run(t) {
    const person = patient('doc-recipients');
    const recipients = ['gp1', 'hospitalist1', 'radiologist1'].map(named);
    const writing = { name: 'destinataires', typeCode: '11490-0', text: sentenceOf(t, 'destinataires') };
    await writeAndValidate(t, person, writing, recipients);
    await t.step(text('Remettre le CDA et le PDF/A-1', 'Hand over the CDA and the PDF/A-1'), async () => {
      const found = await handOver(t, person, 'destinataires', PROOF);
      if (!found) return;
      const { cda, pdf, lines } = found;
      t.check(
        PROOF,
        checkLevel1(cda, '11490-0', pdf),
        checkRecipients(cda, recipients, lines),
        ...judge(t, found, person),
      );
    });
  },
});
