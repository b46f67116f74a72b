import { SignedXml } from 'xml-crypto';
import type { Code } from './hl7-types.js';
import { declare } from './namespaces.js';
import { PURPOSE_OF_USE } from './oids.js';
import { VIHF_ATTRIBUTES } from './vihf.js';
import type { AuthenticationMode } from './vihf.js';
import { el, textEl } from './xml-builder.js';
import type { Xml, XmlContent } from './xml-builder.js';

/** What a DPI claims in a VIHF; the mode INDIRECTE_RENFORCEE (AIR) needs them all but those marked optional. */
export interface VihfClaims {
  /** An XML name, never reused: `_` + UUID. */
  id: string;
  /** UTC. */
  issueInstant: Date;
  /** Subject DN of the signing certificate, order CN, OU, O, ST, C. */
  issuer: string;
  /** PS_IdNat: `8` + RPPS. */
  nameId: string;
  /** When the user authenticated; issueInstant unless told. */
  authnInstant?: Date;
  /** `urn:oasis:names:tc:SAML:2.0:ac:classes:…` */
  authnContextClassRef: string;
  /** AIR only: `APP_BROWSER_AUTH` … */
  authnContextDecl?: string;
  structureId: string;
  /** `SA01^1.2.250.1.71.4.2.4` */
  sector: string;
  /** `NOM Prénom`; left out in direct mode. */
  subjectId?: string;
  /** Profession, then speciality. */
  roles: readonly Code[];
  /** `3.0` unless told. */
  vihfVersion?: string;
  authenticationMode: AuthenticationMode;
  /** CX of the patient's INS; left out when no patient is concerned (TD0.4). */
  resourceId?: string;
  /** `normal` unless told. */
  purposeOfUse?: Code;
  /** Required with `bris_de_glace`. */
  accessReason?: string;
  confidentialityCode?: string;
  lpsId?: string;
  lpsName: string;
  lpsVersion: string;
  lpsHomologation: string;
}

const X509_SUBJECT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
const PURPOSE_NORMAL: Code = { code: 'normal', scheme: PURPOSE_OF_USE, label: 'Accès normal' };

/** Writes an unsigned `saml2:Assertion` (dmp.md §5.2), stand-alone: it declares the namespaces it uses. */
export function buildVihf(claims: VihfClaims): string {
  const issueInstant = claims.issueInstant.toISOString();
  const string = (name: keyof typeof VIHF_ATTRIBUTES, value: string | undefined): Xml | undefined =>
    value === undefined ? undefined : attribute(name, el('saml2:AttributeValue', { 'xsi:type': 'xs:string' }, value));
  return el(
    'saml2:Assertion',
    { ...declare('saml2', 'xsi', 'xs'), ID: claims.id, IssueInstant: issueInstant, Version: '2.0' },
    el('saml2:Issuer', { Format: X509_SUBJECT }, claims.issuer),
    el('saml2:Subject', {}, el('saml2:NameID', {}, claims.nameId)),
    el(
      'saml2:AuthnStatement',
      { AuthnInstant: claims.authnInstant?.toISOString() ?? issueInstant },
      el(
        'saml2:AuthnContext',
        {},
        el('saml2:AuthnContextClassRef', {}, claims.authnContextClassRef),
        textEl('saml2:AuthnContextDecl', claims.authnContextDecl),
      ),
    ),
    el(
      'saml2:AttributeStatement',
      {},
      string('structureId', claims.structureId),
      string('sector', claims.sector),
      string('subjectId', claims.subjectId),
      attribute(
        'role',
        claims.roles.map((role) => el('saml2:AttributeValue', {}, coded('Role', role))),
      ),
      string('vihfVersion', claims.vihfVersion ?? '3.0'),
      string('authenticationMode', claims.authenticationMode),
      string('resourceId', claims.resourceId),
      string('resourceUrn', 'urn:dmp'),
      attribute(
        'purposeOfUse',
        el(
          'saml2:AttributeValue',
          {},
          coded('PurposeOfUse', claims.purposeOfUse ?? PURPOSE_NORMAL, 'mode acces VIHF 2.0'),
        ),
      ),
      string('accessReason', claims.accessReason),
      string('confidentialityCode', claims.confidentialityCode),
      string('lpsId', claims.lpsId),
      string('lpsName', claims.lpsName),
      string('lpsVersion', claims.lpsVersion),
      string('lpsHomologation', claims.lpsHomologation),
    ),
  ).text;
}

/**
 * Signs an assertion: enveloped signature right after Issuer, exclusive C14N, RSA-SHA256, certificate in KeyInfo
 * (dmp.md §5.1). `assertionXml` must be an assertion alone, with an ID attribute. `inclusivePrefixes`: those some
 * clients list in InclusiveNamespaces.
 */
export function signVihf(
  assertionXml: string,
  keys: { privateKeyPem: string; certificatePem: string; inclusivePrefixes?: string[] },
): string {
  const signer = new SignedXml({
    privateKey: keys.privateKeyPem,
    publicCert: keys.certificatePem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    ...(keys.inclusivePrefixes ? { inclusiveNamespacesPrefixList: keys.inclusivePrefixes } : {}),
  });
  signer.computeSignature(assertionXml, {
    prefix: 'ds',
    location: { reference: "/*[local-name(.)='Assertion']/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}

function attribute(name: keyof typeof VIHF_ATTRIBUTES, ...values: XmlContent[]): Xml {
  return el('saml2:Attribute', { Name: VIHF_ATTRIBUTES[name] }, ...values);
}

function coded(element: 'Role' | 'PurposeOfUse', { code, scheme, label }: Code, codeSystemName?: string): Xml {
  return el(element, {
    xmlns: 'urn:hl7-org:v3',
    code,
    codeSystem: scheme,
    codeSystemName,
    displayName: label,
    'xsi:type': 'CE',
  });
}
