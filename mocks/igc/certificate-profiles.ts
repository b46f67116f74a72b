import { professional, structure } from '../../fixtures/roster.js';
import type { CertificateName } from '../core/pki.js';

/** Certification authorities of the bench. `foreign` is a root nobody trusts. */
export type AuthorityName = 'root' | 'organisations' | 'personnes' | 'foreign';

/** Everything the bench generates: authorities, one OCSP signer per issuing authority, certificates of the sheet. */
export type ItemName = AuthorityName | CertificateName | 'ocspOrganisations' | 'ocspPersonnes';

/** One certificate to generate, as plain data: its digest names it in the cache. */
export interface CertificateProfile {
  name: ItemName;
  /** Absent for a root. */
  issuer?: AuthorityName;
  /** RDNs in DER order; an RDN of several attributes is one object. Names: short ones of RFC 4514, or OIDs. */
  subject: Record<string, string[]>[];
  /** Present for an authority. */
  authority?: { pathLength?: number };
  keyUsages: ('digitalSignature' | 'nonRepudiation' | 'keyEncipherment' | 'keyCertSign' | 'cRLSign')[];
  /** OIDs. */
  extendedKeyUsages?: string[];
  subjectAlternativeNames?: { type: 'dns' | 'ip'; value: string }[];
  /** Other extensions, not critical: OID → DER value in hexadecimal. */
  extensions?: Record<string, string>;
  validity: { days: number } | { from: string; to: string };
  /** Where revocation is served, under `--port-base` only. */
  revocation?: { crl: string; ocsp: string };
}

/** What changes a profile from one start to another. */
export interface ProfileSettings {
  /** Names and addresses of the server certificate, besides localhost. */
  publicHosts: readonly string[];
  /** Base URL of the IGC service when its port is fixed (`http://host:port`): certificates then carry CDP and AIA. */
  igcUrl?: string;
}

/** A server certificate made for one run: it knows where the run's IGC answers. */
export type TrialProfile = Omit<CertificateProfile, 'name'>;

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const SMARTCARD_LOGON = '1.3.6.1.4.1.311.20.2.2';

/** TRE_G01 CategorieProduit, OCTET STRING of one byte: 83 = software certificate of test, 80 = CPx of test (psc-ssi.md §6.4). */
const SOFTWARE_OF_TEST = { '1.2.250.1.71.1.2.5': '040183' };
const CARD_OF_TEST = { '1.2.250.1.71.1.2.5': '040180' };
/** Card type 0 (CPS) and TRE_G15 profession 10 (physician), INTEGER. */
const PHYSICIAN_CARD = { ...CARD_OF_TEST, '1.2.250.1.71.1.2.2': '020100', '1.2.250.1.71.1.2.7': '02010a' };

const TEN_YEARS = { days: 3650 };
/** Structure and person certificates of IGC-Santé last 3 years (psc-ssi.md §6.2). */
const THREE_YEARS = { days: 1095 };
/** Some TLS clients refuse server certificates of more than 825 days. */
const SERVER_VALIDITY = { days: 800 };
const LONG_PAST = { from: '2020-01-01T00:00:00Z', to: '2023-01-01T00:00:00Z' };

/**
 * The authorities. Shaped after IGC-Santé (psc-ssi.md §6.1: root, "organisations", "personnes", pathlen 0) under names
 * that say what they are: a bench's, without value. They never change, so a vendor trusts the root once.
 */
export function authorityProfiles(): CertificateProfile[] {
  const authority = (name: AuthorityName, cn: string, more: Partial<CertificateProfile>): CertificateProfile => ({
    name,
    subject: [{ C: ['FR'] }, { O: ['BANC SEGUR'] }, { OU: ['IGC DE TEST SANS VALEUR'] }, { CN: [cn] }],
    authority: {},
    keyUsages: ['keyCertSign', 'cRLSign'],
    validity: TEN_YEARS,
    ...more,
  });
  const issuing = { issuer: 'root', authority: { pathLength: 0 } } as const;
  return [
    authority('root', 'BANC SEGUR IGC DE TEST RACINE', {}),
    authority('foreign', 'BANC SEGUR IGC DE TEST ETRANGERE', {}),
    authority('organisations', 'BANC SEGUR IGC DE TEST ORGANISATIONS', issuing),
    authority('personnes', 'BANC SEGUR IGC DE TEST PERSONNES', issuing),
  ];
}

/** Certificates of the connection sheet and the OCSP signers (psc-ssi.md §§6.2–6.4, dmp.md §3). */
export function leafProfiles(settings: ProfileSettings): CertificateProfile[] {
  return [
    serverProfile(settings),
    authCli('authCli', 'BANC SEGUR LPS'),
    authCli('authCliRevoked', 'BANC SEGUR LPS REVOQUE'),
    { ...authCli('authCliExpired', 'BANC SEGUR LPS EXPIRE'), validity: LONG_PAST },
    { ...authCli('authCliForeign', 'BANC SEGUR LPS ETRANGER'), issuer: 'foreign' as const },
    sign('sign', 'BANC SEGUR CACHET'),
    sign('signRevoked', 'BANC SEGUR CACHET REVOQUE'),
    card('cpsAuth1', ['digitalSignature'], [CLIENT_AUTH, SMARTCARD_LOGON]),
    card('cpsSign1', ['nonRepudiation'], [EMAIL_PROTECTION]),
    ocspSigner('ocspOrganisations', 'organisations'),
    ocspSigner('ocspPersonnes', 'personnes'),
  ].map((profile) => withRevocation(profile, settings.igcUrl));
}

/** DN `CN=…,OU=<Struct_IdNat>,O=…,ST=<Département (nn)>,C=FR`; the certificate is at the EJ since 2023 (dmp.md §3). */
function structureSubject(cn: string): Record<string, string[]>[] {
  const { finessEj, name } = structure('hospital');
  return [{ C: ['FR'] }, { ST: ['Paris (75)'] }, { O: [name] }, { OU: [`1${finessEj}`] }, { CN: [cn] }];
}

/** Certificate of the bench's listeners. */
export function serverProfile({ publicHosts }: ProfileSettings): CertificateProfile {
  const hosts = [...new Set([...publicHosts, 'localhost', '127.0.0.1', '::1'])];
  return {
    name: 'server',
    issuer: 'organisations',
    subject: structureSubject(publicHosts[0] ?? 'localhost'),
    keyUsages: ['digitalSignature', 'keyEncipherment'],
    extendedKeyUsages: [SERVER_AUTH, CLIENT_AUTH],
    subjectAlternativeNames: hosts.map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value })),
    extensions: SOFTWARE_OF_TEST,
    validity: SERVER_VALIDITY,
  };
}

function authCli(name: CertificateName, cn: string): CertificateProfile {
  return {
    name,
    issuer: 'organisations',
    subject: structureSubject(cn),
    keyUsages: ['digitalSignature'],
    extendedKeyUsages: [CLIENT_AUTH],
    extensions: SOFTWARE_OF_TEST,
    validity: THREE_YEARS,
  };
}

function sign(name: CertificateName, cn: string): CertificateProfile {
  return {
    ...authCli(name, cn),
    keyUsages: ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsages: [EMAIL_PROTECTION],
  };
}

/** Health professional's card: title (2.5.4.12), then one RDN {GN + CN=8<RPPS> + SN} (psc-ssi.md §6.3). */
function card(
  name: CertificateName,
  keyUsages: CertificateProfile['keyUsages'],
  extendedKeyUsages: string[],
): CertificateProfile {
  const { rpps, familyName, givenName, professionLabel } = professional('ps1');
  return {
    name,
    issuer: 'personnes',
    subject: [
      { C: ['FR'] },
      { '2.5.4.12': [professionLabel] },
      { '2.5.4.42': [givenName], CN: [`8${rpps}`], '2.5.4.4': [familyName] },
    ],
    keyUsages,
    extendedKeyUsages,
    extensions: PHYSICIAN_CARD,
    validity: THREE_YEARS,
  };
}

/** Dedicated OCSP certificate of an authority (psc-ssi.md §6.1), with id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1). */
function ocspSigner(name: 'ocspOrganisations' | 'ocspPersonnes', issuer: AuthorityName): CertificateProfile {
  return {
    name,
    issuer,
    subject: [{ C: ['FR'] }, { O: ['BANC SEGUR'] }, { CN: [`BANC SEGUR OCSP ${issuer.toUpperCase()}`] }],
    keyUsages: ['digitalSignature'],
    extendedKeyUsages: [OCSP_SIGNING],
    extensions: { '1.3.6.1.5.5.7.48.1.5': '0500' },
    validity: THREE_YEARS,
  };
}

function withRevocation(profile: CertificateProfile, igcUrl: string | undefined): CertificateProfile {
  if (igcUrl === undefined || profile.issuer === undefined || profile.name.startsWith('ocsp')) return profile;
  return { ...profile, revocation: { crl: `${igcUrl}/crl/${profile.issuer}.crl`, ocsp: `${igcUrl}/ocsp` } };
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(\.\d+){3}$/.test(host);
}
