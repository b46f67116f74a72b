import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { sentenceOf, writeAndJudgeCda } from './writing-situations.js';

const PROOF = 'DOC/va1.07.01.01';

/** A discharge letter as CDA R2 N1, about a patient whose INS is qualified. */
export const insInCda = defineScenario({
  requirement: 'DOC/va1.07',
  id: 'DOC/va1.07.01',
  title: text('L’INS dans le CDA R2 N1 d’une lettre de liaison', 'The INS in the CDA R2 N1 of a discharge letter'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-letter')],
  async run(t) {
    const writing = { name: 'lettre', typeCode: '11490-0', text: sentenceOf(t, 'lettre') };
    await writeAndJudgeCda(t, patient('doc-letter'), PROOF, writing);
  },
});
