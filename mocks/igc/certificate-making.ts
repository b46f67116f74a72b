// @peculiar/x509 2.x throws when this polyfill is not loaded first.
import 'reflect-metadata';
import { createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertificateProfile } from './certificate-profiles.js';

/** A key and its certificate, PEM with a final line feed. The key is PKCS#8. */
export interface KeyAndCertificate {
  keyPem: string;
  certPem: string;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

const KEY_USAGES = {
  digitalSignature: x509.KeyUsageFlags.digitalSignature,
  nonRepudiation: x509.KeyUsageFlags.nonRepudiation,
  keyEncipherment: x509.KeyUsageFlags.keyEncipherment,
  keyCertSign: x509.KeyUsageFlags.keyCertSign,
  cRLSign: x509.KeyUsageFlags.cRLSign,
};

const ONE_DAY_MS = 86_400_000;

/**
 * Makes a certificate signed by `issuer`, or by itself when there is none, for a fresh RSA-2048 key or for the one given
 * (PKCS#8, PEM).
 */
export async function makeCertificate(
  profile: Omit<CertificateProfile, 'name'>,
  issuer: KeyAndCertificate | undefined,
  keyPem?: string,
): Promise<KeyAndCertificate> {
  const keys =
    keyPem === undefined ? await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']) : await keysOf(keyPem);
  const issuerCert = issuer === undefined ? undefined : new x509.X509Certificate(issuer.certPem);
  const subject = new x509.Name(profile.subject.map(asUtf8));
  const certificate = await x509.X509CertificateGenerator.create({
    // Positive and of constant length: first byte below 0x80 and not zero.
    serialNumber: `4b${randomBytes(15).toString('hex')}`,
    subject,
    // The Name object, not its text: the issuer is then byte for byte the authority's subject.
    issuer: issuerCert?.subjectName ?? subject,
    ...validityOf(profile),
    publicKey: keys.publicKey,
    signingKey: issuer === undefined ? keys.privateKey : await importSigningKey(issuer.keyPem),
    signingAlgorithm: RSA,
    extensions: await extensionsOf(profile, keys.publicKey, issuerCert),
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  // toString('pem') has no final line feed, and two PEMs glued together break TLS.
  return { keyPem: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`, certPem: `${certificate.toString('pem')}\n` };
}

async function keysOf(keyPem: string): Promise<Pick<webcrypto.CryptoKeyPair, 'privateKey' | 'publicKey'>> {
  const spki = createPublicKey(keyPem).export({ type: 'spki', format: 'der' });
  const pkcs8 = x509.PemConverter.decodeFirst(keyPem);
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, RSA, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, RSA, true, ['verify']),
  };
}

/** Imports a PKCS#8 PEM to sign certificates, CRLs and OCSP answers (RSA, SHA-256). */
export function importSigningKey(keyPem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(keyPem), RSA, false, ['sign']);
}

/** Signs an empty or full CRL of an authority, DER. `number` must grow from one CRL to the next (RFC 5280 §5.2.3). */
export async function makeCrl(
  authority: KeyAndCertificate,
  revoked: readonly { serial: string; date: Date }[],
  number: number,
): Promise<Buffer> {
  const cert = new x509.X509Certificate(authority.certPem);
  const now = wholeSecond(Date.now());
  const crl = await x509.X509CrlGenerator.create({
    issuer: cert.subjectName,
    thisUpdate: now,
    // IGC-Santé's CRLs are valid 6 days (psc-ssi.md §6.4).
    nextUpdate: new Date(now.getTime() + 6 * ONE_DAY_MS),
    signingKey: await importSigningKey(authority.keyPem),
    signingAlgorithm: RSA,
    entries: revoked.map(({ serial, date }) => ({
      serialNumber: serial,
      revocationDate: wholeSecond(date.getTime()),
      reason: x509.X509CrlReason.keyCompromise,
    })),
    extensions: [
      await x509.AuthorityKeyIdentifierExtension.create(cert.publicKey),
      new x509.Extension('2.5.29.20', false, derInteger(number)),
    ],
  });
  return Buffer.from(crl.rawData);
}

function asUtf8(rdn: Record<string, string[]>): Record<string, { printableString?: string; utf8String?: string }[]> {
  return Object.fromEntries(
    Object.entries(rdn).map(([name, values]) => [
      name,
      values.map((value) => (name === 'C' ? { printableString: value } : { utf8String: value })),
    ]),
  );
}

function validityOf({ validity }: Pick<CertificateProfile, 'validity'>): { notBefore: Date; notAfter: Date } {
  if ('from' in validity) return { notBefore: new Date(validity.from), notAfter: new Date(validity.to) };
  const now = wholeSecond(Date.now());
  // A day early: the SUT's machine may be a little behind.
  return {
    notBefore: new Date(now.getTime() - ONE_DAY_MS),
    notAfter: new Date(now.getTime() + (validity.days - 1) * ONE_DAY_MS),
  };
}

async function extensionsOf(
  profile: Omit<CertificateProfile, 'name'>,
  publicKey: webcrypto.CryptoKey,
  issuer: x509.X509Certificate | undefined,
): Promise<x509.Extension[]> {
  const { authority, extendedKeyUsages, subjectAlternativeNames, revocation } = profile;
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(authority !== undefined, authority?.pathLength, authority !== undefined),
    new x509.KeyUsagesExtension(
      profile.keyUsages.map((usage) => KEY_USAGES[usage]).reduce((flags, flag) => flags | flag),
      true,
    ),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(issuer?.publicKey ?? publicKey),
  ];
  if (extendedKeyUsages !== undefined) extensions.push(new x509.ExtendedKeyUsageExtension(extendedKeyUsages));
  if (subjectAlternativeNames !== undefined) {
    extensions.push(new x509.SubjectAlternativeNameExtension(subjectAlternativeNames));
  }
  if (revocation !== undefined) {
    extensions.push(new x509.CRLDistributionPointsExtension([revocation.crl]));
    extensions.push(new x509.AuthorityInfoAccessExtension({ ocsp: [revocation.ocsp] }));
  }
  for (const [oid, hex] of Object.entries(profile.extensions ?? {})) {
    extensions.push(new x509.Extension(oid, false, Uint8Array.from(Buffer.from(hex, 'hex'))));
  }
  return extensions;
}

function derInteger(value: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const positive = (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
  return Uint8Array.from([0x02, positive.length, ...positive]);
}

/** RFC 5280 and 6960 forbid fractions of a second. */
function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}
