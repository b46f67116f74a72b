import { defineScenario, text } from '../harness/index.js';
import { judgePaper, type Paper } from '../record/index.js';

const CERTIFICATE: Paper = {
  proof: 'DMP/va1.08.01.01',
  what: text(
    'l’attestation d’homologation du CNDA, profil alimentation du DMP',
    'the CNDA homologation certificate, DMP feeding profile',
  ),
  mentions: [
    {
      label: text('CNDA', 'CNDA'),
      pattern: /CNDA|Centre national de d[ée]p[ôo]t et d.agr[ée]ment/i,
    },
    { label: text('DMP', 'DMP'), pattern: /\bDMP\b|dossier m[ée]dical partag[ée]/i },
    { label: text('profil alimentation', 'feeding profile'), pattern: /alimentation/i },
  ],
  question: text(
    'L’attestation porte-t-elle le nom et la version du logiciel éprouvé, le profil Alimentation, et est-elle en cours de validité ?',
    'Does the certificate bear the name and version of the software under test, the Feeding profile, and is it still valid?',
  ),
};

/** Proved by a paper of the CNDA. */
export const feedingCertificate = defineScenario({
  requirement: 'DMP/va1.08',
  id: 'DMP/va1.08.01',
  title: text('Attestation du CNDA, profil alimentation du DMP', 'CNDA certificate, DMP feeding profile'),
  actor: 'pfi',
  drive: 'document',
  proofs: [CERTIFICATE.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre l’attestation', 'Hand the certificate over'), () => judgePaper(t, CERTIFICATE));
  },
});
