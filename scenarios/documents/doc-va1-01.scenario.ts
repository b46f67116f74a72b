import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkArchival, checkContent, checkName } from './checks/produced-pdf.js';
import { handOver, sentenceOf, titleOf, writeAndValidate } from './writing-situations.js';

const PROOF = 'DOC/va1.01.01.01';

/** A prescription as PDF/A-1, under the name the interoperability rules give it. */
export const archivalPdf = defineScenario({
  requirement: 'DOC/va1.01',
  id: 'DOC/va1.01.01',
  title: text('Une prescription produite en PDF/A-1', 'A prescription produced as PDF/A-1'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-prescription')],
  async run(t) {
    const person = patient('doc-prescription');
    const sentence = sentenceOf(t, 'ordonnance');
    await writeAndValidate(t, person, { name: 'ordonnance', typeCode: '57833-6', text: sentence });
    await t.step(text('Remettre le PDF/A-1', 'Hand over the PDF/A-1'), async () => {
      const found = await handOver(t, person, 'ordonnance', PROOF);
      if (!found) return;
      const { pdf, pdfName, lines, cda } = found;
      t.check(
        PROOF,
        checkArchival(pdf, pdfName),
        checkName(pdfName, cda),
        checkContent(lines, [titleOf(t, 'ordonnance'), sentence]),
      );
    });
  },
});
