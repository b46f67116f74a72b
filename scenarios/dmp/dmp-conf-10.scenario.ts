import { defineScenario, text } from '../harness/index.js';
import { judgePaper } from '../record/index.js';
import { PAPERS } from './papers.js';

/** Proved by a paper of the CNDA. */
export const accessRules = defineScenario({
  requirement: 'DMP/CONF.10',
  id: 'DMP/CONF.10.01',
  title: text(
    'Attestation du CNDA, accès des professionnels au DMP',
    'CNDA certificate, professionals’ access to the DMP',
  ),
  actor: 'dpi',
  drive: 'document',
  proofs: [PAPERS.accessRulesAttestation.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre l’attestation', 'Hand the certificate over'), () =>
      judgePaper(t, PAPERS.accessRulesAttestation),
    );
  },
});
