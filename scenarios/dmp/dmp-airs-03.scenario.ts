import { defineScenario, text } from '../harness/index.js';
import { judgePaper } from '../record/index.js';
import { PAPERS } from './papers.js';

/** Proved by a paper of the CNDA. */
export const consultationHomologation = defineScenario({
  requirement: 'DMP/AIRS.03',
  id: 'DMP/AIRS.03.01',
  title: text(
    'Attestation d’homologation du CNDA, consultation en AIR',
    'CNDA homologation certificate, consultation in AIR',
  ),
  actor: 'dpi',
  drive: 'document',
  proofs: [PAPERS.consultationAttestation.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre l’attestation', 'Hand the certificate over'), () =>
      judgePaper(t, PAPERS.consultationAttestation),
    );
  },
});
