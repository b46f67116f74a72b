import { isSamePatient, parseCx } from './hl7-types.js';
import { CONFIDENTIALITY_VISIBILITY } from './oids.js';
import { type Vihf, VIHF_ATTRIBUTES } from './vihf.js';
import { type VihfProblem, vihfProblem } from './vihf-problem.js';
import type { VihfContext } from './vihf-profile.js';
import { attributePath } from './vihf-rules-people.js';

const MODES = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'];
const SECRET = `INVISIBLE_REPRESENTANTS_LEGAUX^${CONFIDENTIALITY_VISIBILITY}`;
const INS = /^\d{5}(\d\d|2[AB])\d{8}$/;
/** Attributes with one value: two would leave each reader its own. The role has one or two. */
const SINGLE = Object.entries(VIHF_ATTRIBUTES).filter(([key]) => key !== 'role');

/** To what, why and with which software (dmp.md §5.1). */
export function accessProblems(vihf: Vihf, context: VihfContext): VihfProblem[] {
  return [
    ...constantProblems(vihf, context),
    ...patientProblems(vihf, context),
    ...purposeProblems(vihf, context),
    ...secretProblems(vihf, context),
    ...softwareProblems(vihf),
    ...repeatedProblems(vihf),
  ];
}

function constantProblems(
  { vihfVersion = '', authenticationMode = '', resourceUrn = '' }: Vihf,
  { profile }: VihfContext,
): VihfProblem[] {
  const problems: VihfProblem[] = [];
  if (!profile.versions.includes(vihfVersion)) {
    const message = { fr: 'VIHF_Version absente ou inconnue', en: 'VIHF_Version missing or unknown' };
    problems.push(
      vihfProblem('vihf.version', message, {
        expected: profile.versions.join(', '),
        received: vihfVersion,
        locator: attributePath('vihfVersion'),
        // That it is there is certain, its values are not (dmp.md §16.3).
        confidence: vihfVersion === '' ? 'stated' : 'unconfirmed',
      }),
    );
  }
  if (!MODES.includes(authenticationMode)) {
    const message = { fr: 'Authentification_mode absent ou inconnu', en: 'Authentification_mode missing or unknown' };
    const locator = attributePath('authenticationMode');
    const details = { expected: MODES.join(', '), received: authenticationMode, locator };
    problems.push(vihfProblem('vihf.mode', message, details));
  }
  if (resourceUrn !== 'urn:dmp') {
    const message = { fr: 'Ressource_URN', en: 'Ressource_URN' };
    const details = { expected: 'urn:dmp', received: resourceUrn, locator: attributePath('resourceUrn') };
    problems.push(vihfProblem('vihf.resource-urn', message, details));
  }
  return problems;
}

function patientProblems({ resourceId = '' }: Vihf, context: VihfContext): VihfProblem[] {
  const { profile, aboutPatient, messagePatient } = context;
  const details = { received: resourceId, locator: attributePath('resourceId') };
  if (resourceId === '' && !aboutPatient) return [];
  const { id, oid, type } = parseCx(resourceId);
  if (!INS.test(id) || !profile.insOids.includes(oid) || type !== 'NH') {
    const message = {
      fr: 'resource-id absent, ou qui n’est pas un INS avec son OID',
      en: 'resource-id missing, or no INS with its OID',
    };
    return [vihfProblem('vihf.resource-id', message, { ...details, expected: 'INS^^^&OID&ISO^NH' })];
  }
  if (messagePatient === undefined || isSamePatient(resourceId, messagePatient)) return [];
  const message = {
    fr: 'resource-id n’est pas le patient du message',
    en: 'resource-id is not the patient of the message',
  };
  return [vihfProblem('vihf.patient', message, { ...details, expected: messagePatient })];
}

function purposeProblems({ purposeOfUse, accessReason = '' }: Vihf, { profile }: VihfContext): VihfProblem[] {
  const { code = '', scheme = '' } = purposeOfUse ?? {};
  const problems: VihfProblem[] = [];
  const details = { received: `${code}^${scheme}`, locator: attributePath('purposeOfUse') };
  if (profile.unconfirmedPurposes.includes(code)) {
    const message = {
      fr: 'mode d’accès dont le code n’est pas confirmé',
      en: 'access mode whose code is not confirmed',
    };
    const unsure = { ...details, severity: 'warning', confidence: 'unconfirmed' } as const;
    problems.push(vihfProblem('vihf.purpose', message, unsure));
  } else if (code !== 'normal' && code !== 'bris_de_glace') {
    const message = { fr: 'mode d’accès absent ou inconnu', en: 'access mode missing or unknown' };
    problems.push(vihfProblem('vihf.purpose', message, { ...details, expected: 'normal, bris_de_glace' }));
  } else if (!profile.purposeSchemes.includes(scheme)) {
    const message = { fr: 'OID du mode d’accès', en: 'OID of the access mode' };
    const expected = profile.purposeSchemes.join(', ');
    problems.push(vihfProblem('vihf.purpose.scheme', message, { ...details, expected, confidence: 'unconfirmed' }));
  }
  if (code === 'bris_de_glace' && accessReason === '') {
    const message = { fr: 'bris de glace sans Mode_Acces_Raison', en: 'break the glass without Mode_Acces_Raison' };
    const locator = attributePath('accessReason');
    problems.push(vihfProblem('vihf.access-reason', message, { received: accessReason, locator }));
  }
  return problems;
}

function secretProblems({ confidentialityCode }: Vihf, { profile }: VihfContext): VihfProblem[] {
  if (confidentialityCode === undefined || (confidentialityCode === SECRET && profile.minorsManaged)) return [];
  const details = { expected: SECRET, received: confidentialityCode, locator: attributePath('confidentialityCode') };
  if (confidentialityCode !== SECRET) {
    const message = { fr: 'code de connexion secrète inconnu', en: 'unknown code of secret connection' };
    return [vihfProblem('vihf.secret-connection', message, details)];
  }
  const message = {
    fr: 'connexion secrète alors que le DMP ne gère pas les mineurs',
    en: 'secret connection although the DMP does not manage minors',
  };
  return [vihfProblem('vihf.secret-connection', message, details)];
}

function softwareProblems(vihf: Vihf): VihfProblem[] {
  return (['lpsName', 'lpsVersion', 'lpsHomologation'] as const)
    .filter((name) => !vihf[name])
    .map((name) => {
      const attribute = VIHF_ATTRIBUTES[name];
      const message = { fr: `${attribute} absent ou vide`, en: `${attribute} missing or empty` };
      return vihfProblem('vihf.lps', message, { received: vihf[name] ?? '', locator: attributePath(name) });
    });
}

function repeatedProblems({ attributes }: Vihf): VihfProblem[] {
  return SINGLE.flatMap(([key, name]) => {
    const values = Object.entries(attributes)
      .filter(([received]) => received.toLowerCase() === name.toLowerCase())
      .flatMap(([, given]) => given);
    if (values.length <= 1) return [];
    const message = { fr: `${name} a plusieurs valeurs`, en: `${name} has several values` };
    const locator = attributePath(key as keyof typeof VIHF_ATTRIBUTES);
    const details = { received: values.join(', '), locator, confidence: 'inferred' } as const;
    return [vihfProblem('vihf.repeated', message, details)];
  });
}
