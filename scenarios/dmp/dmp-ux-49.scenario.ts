import { defineScenario, text } from '../harness/index.js';
import { judgePaper } from '../record/index.js';
import { PAPERS } from './papers.js';

/** Proved by a paper of the CNDA. */
export const webPsHomologation = defineScenario({
  requirement: 'DMP/UX.49',
  id: 'DMP/UX.49.01',
  title: text('Attestation du CNDA, accès Web-PS contextuel', 'CNDA certificate, contextual Web-PS access'),
  actor: 'dpi',
  drive: 'document',
  proofs: [PAPERS.webPsAttestation.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre l’attestation', 'Hand the certificate over'), () =>
      judgePaper(t, PAPERS.webPsAttestation),
    );
  },
});
