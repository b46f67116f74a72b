import { type Vihf, VIHF_ATTRIBUTES } from '../../../mocks/wire/vihf.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  type Text,
  text,
  verify,
  warn,
} from '../../harness/index.js';
import { SEMICOLON } from './wording.js';

const VIHF: CheckDeclaration = {
  id: 'dmp.soap.vihf',
  title: text('La requête porte un VIHF signé et complet', 'The request carries a signed, complete VIHF'),
  rule: { reference: 'CI-SIS, Transport synchrone, VIHF ; GI DMP (dmp.md §5.1)', confidence: 'stated' },
};

/** Attributes every VIHF has, whatever its mode (dmp.md §5.1). */
const ALWAYS = [
  'structureId',
  'sector',
  'vihfVersion',
  'authenticationMode',
  'resourceUrn',
  'purposeOfUse',
  'lpsName',
  'lpsVersion',
  'lpsHomologation',
] as const;

/**
 * A signature is there and every mandatory attribute is filled. Whether the signature verifies and whom its certificate
 * belongs to is not judged: a file does not say when, nor under which authority.
 */
export function checkCapturedVihf(vihf: Vihf | undefined): Finding {
  const expected = text('VIHF signé, attributs obligatoires remplis', 'signed VIHF, mandatory attributes filled');
  const locator = '//saml2:Assertion';
  if (!vihf) return fail(VIHF, { expected, received: text('VIHF absent', 'no VIHF'), locator });
  const problems: Text[] = vihf.signed ? [] : [text('VIHF non signé', 'VIHF not signed')];
  if (vihf.nameId === '') problems.push(missing('NameID'));
  for (const name of ALWAYS) if (!vihf[name]) problems.push(missing(VIHF_ATTRIBUTES[name]));
  if (vihf.roles.length === 0) problems.push(missing(VIHF_ATTRIBUTES.role));
  if (vihf.authenticationMode !== 'DIRECTE' && !vihf.subjectId) problems.push(missing(VIHF_ATTRIBUTES.subjectId));
  const old = /sha1$/.test(vihf.signature?.signatureMethod ?? '');
  const dialects = old ? [text('signature en SHA-1', 'signed with SHA-1')] : [];
  const received = joinTexts([...problems, ...dialects], SEMICOLON, `${vihf.authenticationMode ?? ''} ${vihf.nameId}`);
  const details = { expected, received, locator };
  return problems.length === 0 && old ? warn(VIHF, details) : verify(VIHF, problems.length === 0, details);
}

function missing(name: string): Text {
  return text(`${name} absent`, `${name} missing`);
}
