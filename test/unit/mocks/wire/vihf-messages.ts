import { SignedXml } from 'xml-crypto';
import type { PkiCertificate } from '../../../../mocks/core/pki.js';
import { buildEnvelope } from '../../../../mocks/wire/soap.js';
import { buildVihf, signVihf, type VihfClaims } from '../../../../mocks/wire/vihf-build.js';

/** Claims of a physician of the roster's hospital, in AIR, conform in every respect for the bench's `sign` certificate. */
export function airClaims(certificate: PkiCertificate, given: Partial<VihfClaims> = {}): VihfClaims {
  return {
    id: '_a1',
    issueInstant: new Date('2026-11-21T08:15:30.000Z'),
    issuer: certificate.subject,
    nameId: '810999999906',
    authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered',
    authnContextDecl: 'APP_BROWSER_AUTH',
    structureId: '1750990012',
    sector: 'SA01^1.2.250.1.71.4.2.4',
    subjectId: 'ESSAI Camille',
    roles: [
      { code: '10', scheme: '1.2.250.1.71.1.2.7', label: 'Médecin' },
      { code: 'SM26', scheme: '1.2.250.1.71.4.2.5', label: 'Qualifié en Médecine Générale (SM)' },
    ],
    authenticationMode: 'INDIRECTE_RENFORCEE',
    resourceId: '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH',
    lpsName: 'DPI ESSAI',
    lpsVersion: '4.2',
    lpsHomologation: 'HOM-0001',
    ...given,
  };
}

/** An assertion signed with a certificate of the bench. */
export function signedBy(certificate: PkiCertificate, given: Partial<VihfClaims> = {}): string {
  return signVihf(buildVihf(airClaims(certificate, given)), {
    privateKeyPem: certificate.keyPem,
    certificatePem: certificate.certPem,
  });
}

/** A request that carries it. */
export function inEnvelope(securityXml: string): string {
  return buildEnvelope({ action: 'a', messageId: 'urn:uuid:1', to: '', securityXml, bodyXml: '<a xmlns="urn:test"/>' });
}

/** How an unusual sender signs. */
export interface UnusualSignature {
  transforms?: string[];
  canonicalization?: string;
  signatureMethod?: string;
  digestMethod?: string;
  prefixes?: string[];
  /** Other elements signed besides the assertion, by XPath. */
  alsoSigns?: string[];
  emptyUri?: boolean;
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** Signs the assertion of a document in another way than signVihf. */
export function signUnusually(xml: string, certificate: PkiCertificate, how: UnusualSignature = {}): string {
  const signer = new SignedXml({
    privateKey: certificate.keyPem,
    publicCert: certificate.certPem,
    signatureAlgorithm: how.signatureMethod ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: how.canonicalization ?? EXCLUSIVE,
  });
  if (how.signatureMethod?.includes('hmac')) signer.enableHMAC();
  const digestAlgorithm = how.digestMethod ?? SHA256;
  signer.addReference({
    xpath: "//*[local-name(.)='Assertion']",
    digestAlgorithm,
    transforms: how.transforms ?? [`${DSIG}enveloped-signature`, EXCLUSIVE],
    inclusiveNamespacesPrefixList: how.prefixes ?? [],
    isEmptyUri: how.emptyUri ?? false,
  });
  for (const xpath of how.alsoSigns ?? []) {
    signer.addReference({ xpath, digestAlgorithm, transforms: [EXCLUSIVE] });
  }
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "//*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}
