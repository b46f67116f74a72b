import { parseCx } from '../wire/hl7-types.js';
import type { Vihf } from '../wire/vihf.js';

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
