import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { sentenceOf, writeAndJudgeCda } from './writing-situations.js';

const PROOF = 'DOC/va1.08.01.01';

/** A prescription as CDA R2 N1, its PDF in base64. */
export const wrappedPdf = defineScenario({
  requirement: 'DOC/va1.08',
  id: 'DOC/va1.08.01',
  title: text('Une prescription en CDA R2 N1, PDF en base64', 'A prescription as CDA R2 N1, PDF in base64'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-level1')],
  async run(t) {
    const writing = { name: 'encapsule', typeCode: '57833-6', text: sentenceOf(t, 'encapsule') };
    await writeAndJudgeCda(t, patient('doc-level1'), PROOF, writing);
  },
});
