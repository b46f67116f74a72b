import { X509Certificate } from 'node:crypto';
import { dnValue } from './distinguished-name.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';

/** Whom a bench trusts, and when. Pure data: the caller knows the clock and the revocation lists. */
export interface Trust {
  /** Authorities, PEM, roots or intermediates. */
  anchorsPem: string;
  /** Whether the certificate of this serial number (hexadecimal) is revoked. */
  isRevoked: (serial: string) => boolean;
  /** The moment at which certificates must be valid. */
  at: Date;
}

/** The certificate a VIHF was signed with. */
export interface SignerCertificate {
  /** RFC 2253 order: `CN=…,OU=…,O=…,ST=…,C=FR`. */
  subject: string;
  /** Upper-case hexadecimal. */
  serial: string;
  /** OU: Struct_IdNat of a structure's certificate (dmp.md §3). Absent on a person's card. */
  structure?: string;
  /** What its extended key usage is for: IGC-Santé gives `emailProtection` to those that sign, `clientAuth` to the others. */
  usage: 'signature' | 'authentication' | 'other';
}

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_USAGE = '2.5.29.37.0';
const ORGANIZATIONAL_UNIT = '2.5.4.11';
/** Longest chain followed; IGC-Santé's has three certificates. */
const MAX_CHAIN = 6;
const LOCATOR = '//saml2:Assertion/ds:Signature/ds:KeyInfo/ds:X509Data/ds:X509Certificate';
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Parses certificates in base64 DER, as KeyInfo holds them; undefined when one is none, or has no key to read. */
export function readCertificates(base64: readonly string[]): X509Certificate[] | undefined {
  try {
    const certificates = base64.map((one) => new X509Certificate(Buffer.from(one, 'base64')));
    // Node reads the key when it is asked for, and throws then.
    return certificates.filter(({ publicKey }) => publicKey.type === 'public');
  } catch {
    return undefined;
  }
}

/** What is told of a certificate. */
export function describeSigner(certificate: X509Certificate): SignerCertificate {
  const subject = subjectOf(certificate);
  const structure = dnValue(subject, ORGANIZATIONAL_UNIT);
  return {
    subject,
    serial: certificate.serialNumber,
    usage: usageOf(certificate),
    ...(structure ? { structure } : {}),
  };
}

/**
 * What is wrong with a signing certificate: an authority's own, outside its validity, revoked, or with no chain to the
 * anchors (RFC 5280 §6.1; name constraints and policies, which IGC-Santé does not use, are not examined). `others` may
 * complete the chain, never end it.
 */
export function signerProblems(leaf: X509Certificate, others: readonly X509Certificate[], trust: Trust): VihfProblem[] {
  const problems: VihfProblem[] = [];
  if (leaf.ca) {
    const message = { fr: 'certificat d’une autorité', en: 'certificate of an authority' };
    problems.push(certificateProblem('vihf.certificate.authority', message, subjectOf(leaf)));
  }
  const anchors = (trust.anchorsPem.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
  const isAnchor = (one: X509Certificate): boolean =>
    anchors.some((anchor) => anchor.fingerprint256 === one.fingerprint256);
  let current: X509Certificate | undefined = leaf;
  for (let depth = 0; current && depth < MAX_CHAIN; depth += 1) {
    problems.push(...momentProblems(current, trust));
    // A leaf given as its own anchor would make any certificate trusted by listing it; only authorities are anchors.
    if (current !== leaf && isAnchor(current)) return problems;
    const subject: X509Certificate = current;
    current = [...anchors, ...others].find((one) => one !== subject && isIssuedBy(subject, one));
  }
  const message = {
    fr: 'certificat émis par une autorité inconnue',
    en: 'certificate issued by an unknown authority',
  };
  return [...problems, certificateProblem('vihf.certificate.chain', message, oneLine(leaf.issuer))];
}

function momentProblems(certificate: X509Certificate, { at, isRevoked }: Trust): VihfProblem[] {
  const problems: VihfProblem[] = [];
  const subject = subjectOf(certificate);
  // Written so that dates nobody can read are not taken as valid.
  if (!(at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo))) {
    const message = { fr: 'certificat expiré ou pas encore valide', en: 'certificate expired or not yet valid' };
    const validity = `${subject} : ${certificate.validFrom} – ${certificate.validTo}`;
    problems.push(certificateProblem('vihf.certificate.validity', message, validity));
  }
  if (isRevoked(certificate.serialNumber)) {
    const message = { fr: 'certificat révoqué', en: 'certificate revoked' };
    problems.push(certificateProblem('vihf.certificate.revoked', message, `${subject} (${certificate.serialNumber})`));
  }
  return problems;
}

/** Names, key identifiers and keyCertSign by checkIssued; basic constraints by `ca`; then the signature itself. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // OpenSSL throws for an algorithm it does not know: nothing is proven then.
    return false;
  }
}

function usageOf(certificate: X509Certificate): SignerCertificate['usage'] {
  // Undefined without the extension, whatever the types say: any usage then.
  const usages = (certificate.keyUsage as string[] | undefined) ?? [ANY_USAGE];
  if (usages.includes(EMAIL_PROTECTION) || usages.includes(ANY_USAGE)) return 'signature';
  return usages.includes(CLIENT_AUTH) ? 'authentication' : 'other';
}

/** Node gives one RDN a line in DER order. */
function subjectOf(certificate: X509Certificate): string {
  return oneLine(certificate.subject);
}

function oneLine(name: string | undefined): string {
  // Undefined for an empty name, whatever the types say.
  return (name ?? '')
    .split('\n')
    .toReversed()
    .map((rdn) => rdn.replaceAll(/ \+ (?=[A-Za-z0-9.]+=)/g, '+'))
    .join(',');
}

function certificateProblem(rule: string, message: VihfProblem['message'], received: string): VihfProblem {
  return vihfProblem(rule, message, { received, locator: LOCATOR, source: VIHF_SOURCES.certificates });
}
