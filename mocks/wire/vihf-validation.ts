import type { SignerCertificate } from './signer-certificate.js';
import type { Vihf } from './vihf.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';
import type { VihfContext } from './vihf-profile.js';
import { accessProblems } from './vihf-rules-access.js';
import { peopleProblems } from './vihf-rules-people.js';
import { tokenProblems } from './vihf-rules-token.js';
import type { VihfSignature } from './vihf-signature.js';

/** Problems of a VIHF by what they are about: three questions a reader asks apart. */
export interface VihfJudgement {
  /** Signature and signing certificate. */
  signature: VihfProblem[];
  /** What it says, whoever the patient is. */
  attributes: VihfProblem[];
  /** That its patient is the message's. */
  patient: VihfProblem[];
}

/**
 * Judges a VIHF whole (dmp.md §5.1): its signature, each attribute by mode of authentication, its patient. Pure: what
 * time it is, whom to trust and what the message is about come with the arguments.
 */
export function judgeVihf(vihf: Vihf, signature: VihfSignature, context: VihfContext): VihfJudgement {
  const { certificate } = signature;
  const told = [
    ...tokenProblems(vihf, certificate, context),
    ...peopleProblems(vihf, certificate, context),
    ...accessProblems(vihf, context),
  ];
  return {
    signature: [...signature.problems, ...usageProblems(vihf, certificate)],
    attributes: told.filter(({ rule }) => rule !== 'vihf.patient'),
    patient: told.filter(({ rule }) => rule === 'vihf.patient'),
  };
}

/**
 * A card signs with its signature certificate, the DMP refuses the other one (dmp.md §5.3). The official AIR sample is
 * signed with an authentication certificate of a structure: told, not refused (dmp.md §3).
 */
function usageProblems({ authenticationMode }: Vihf, certificate: SignerCertificate | undefined): VihfProblem[] {
  if (!certificate || certificate.usage === 'signature') return [];
  const direct = authenticationMode === 'DIRECTE';
  const message = {
    fr: 'certificat d’authentification, et non de signature',
    en: 'authentication certificate instead of a signature one',
  };
  return [
    vihfProblem('vihf.certificate.usage', message, {
      severity: direct ? 'error' : 'warning',
      confidence: direct ? 'tried' : 'inferred',
      received: certificate.subject,
      locator: '//saml2:Assertion/ds:Signature/ds:KeyInfo',
      source: VIHF_SOURCES.refusals,
    }),
  ];
}
