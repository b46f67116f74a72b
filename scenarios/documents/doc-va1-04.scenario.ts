import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { checkInsDataMatrix, holdPatient, readDataMatrices } from '../record/index.js';
import { checkLevel1, checkQualifiedShown } from './checks/produced-cda.js';
import { checkArchival, remarkInsText } from './checks/produced-pdf.js';
import { handOver, judge, sentenceOf, writeAndValidate } from './writing-situations.js';

const CDA = 'DOC/va1.04.01.01';
const PDF = 'DOC/va1.04.01.02';
const SCREEN = 'DOC/va1.04.01.03';

/** A discharge letter about a patient whose INS is qualified: CDA, PDF with its Data Matrix, screen. */
export const insInDocuments = defineScenario({
  requirement: 'DOC/va1.04',
  id: 'DOC/va1.04.01',
  title: text('L’INS dans le CDA et sur le PDF/A-1', 'The INS in the CDA and on the PDF/A-1'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [CDA, PDF, SCREEN],
  precondition: text('L’identité du patient est qualifiée.', 'The identity of the patient is qualified.'),
  holds: [holdPatient('doc-ins')],
  async run(t) {
    const person = patient('doc-ins');
    await writeAndValidate(t, person, { name: 'ins', typeCode: '11490-0', text: sentenceOf(t, 'ins') });
    await t.step(text('Remettre le CDA et le PDF/A-1', 'Hand over the CDA and the PDF/A-1'), async () => {
      const found = await handOver(t, person, 'ins', CDA);
      if (!found) return;
      const { cda, pdf, pdfName, lines, identityStatus } = found;
      t.check(CDA, checkLevel1(cda, '11490-0', pdf), ...judge(t, found, person));
      t.check(
        PDF,
        checkArchival(pdf, pdfName),
        ...remarkInsText(lines, [person.ins, person.birthFamilyName, person.givenNames[0] ?? '']),
        ...checkInsDataMatrix(person, await readDataMatrices(pdf)),
      );
      t.check(SCREEN, checkQualifiedShown(identityStatus));
    });
  },
});
