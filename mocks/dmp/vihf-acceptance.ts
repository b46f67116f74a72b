import { sitesOf } from '../../fixtures/certificate-structures.js';
import { parseCx } from '../wire/hl7-types.js';
import type { Trust } from '../wire/signer-certificate.js';
import type { Vihf } from '../wire/vihf.js';
import { isCertain } from '../wire/vihf-problem.js';
import { DEFAULT_VIHF_PROFILE } from '../wire/vihf-profile.js';
import { verifyVihf } from '../wire/vihf-signature.js';
import { judgeVihf } from '../wire/vihf-validation.js';

const MODES = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'];
/** Professions that must state a second role: médecin, pharmacien (dmp.md §§5.1, 5.3). */
const WITH_SPECIALITY = ['10', '21'];

/**
 * Why the DMP would not take this VIHF, in French; undefined when it would. Only what the mock needs to know who asks
 * about whom, plus the refusals seen on the real service (dmp.md §5.3). Signature, dates and the other attributes are
 * for the checks.
 */
export function vihfRefusal(vihf: Vihf, aboutPatient: boolean): string | undefined {
  if (vihf.nameId === '') return 'NameID absent du VIHF';
  if (!vihf.structureId) return 'Structure introuvable ou Inactive : Identifiant_Structure absent du VIHF';
  if (!vihf.authenticationMode) return 'Authentification_mode absent du VIHF';
  if (!MODES.includes(vihf.authenticationMode)) return `Authentification_mode inconnu : ${vihf.authenticationMode}`;
  const profession = vihf.roles[0]?.code;
  if (!profession) return 'Rôle (subject:role) absent du VIHF';
  if (WITH_SPECIALITY.includes(profession) && vihf.roles.length < 2) {
    return 'Aucune spécialité dans le VIHF : un médecin ou un pharmacien en donne une comme second rôle';
  }
  if (aboutPatient && parseCx(vihf.resourceId ?? '').id === '') return 'Patient (resource-id) absent du VIHF';
  return undefined;
}

/** Why a strict DMP refuses a VIHF: subcode and reason of the SOAP fault. */
export interface StrictRefusal {
  subcode: 'DMPInvalidCertificate' | 'DMPAuthenticationError';
  reason: string;
}

/** Words of the real service, by rule (dmp.md §5.3); its other refusals are not known. */
const OBSERVED: Readonly<Record<string, string>> = {
  'vihf.structure.certificate': 'Erreur d’authentification de la personne morale',
  'vihf.role.speciality': 'Aucune spécialité dans le vihf',
};

/**
 * Why the DMP refuses this VIHF in strict mode: its signature is verified, its certificate too, and every rule the
 * sources state is applied; undefined when all hold. What they only infer never refuses. `message` is the SOAP envelope
 * as received, already read once.
 */
export function strictRefusal(
  message: Uint8Array,
  vihf: Vihf,
  { aboutPatient, trust }: { aboutPatient: boolean; trust: Trust },
): StrictRefusal | undefined {
  const context = { profile: DEFAULT_VIHF_PROFILE, at: trust.at, aboutPatient, structuresOf: sitesOf };
  const { signature, attributes } = judgeVihf(vihf, verifyVihf(message, trust), context);
  const [problem] = [...signature, ...attributes].filter(isCertain);
  if (!problem) return undefined;
  const { rule, locator, received = '' } = problem;
  const told = `${problem.message.fr}${received === '' ? '' : ` : ${received}`} (${locator})`;
  if (rule.startsWith('vihf.certificate.')) {
    const reason = `Le certificat ayant signé le VIHF est invalide : Not a valid signature certificate. ${told}`;
    return { subcode: 'DMPInvalidCertificate', reason };
  }
  const observed = OBSERVED[rule];
  return { subcode: 'DMPAuthenticationError', reason: observed === undefined ? told : `${observed}. ${told}` };
}
