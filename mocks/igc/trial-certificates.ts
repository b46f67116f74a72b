import { X509Certificate } from 'node:crypto';
import type { TrialCertificate, TrialCertificateKind } from '../core/pki.js';
import type { CachedCertificate } from './certificate-cache.js';
import { makeCertificate } from './certificate-making.js';
import { type AuthorityName, serverProfile, type TrialProfile } from './certificate-profiles.js';

/** Paths of the IGC service that trial certificates name. */
export const TRIAL_PATHS = {
  crl: '/crl/trial.crl',
  ocsp: '/trial-ocsp',
  unreachableCrl: '/crl/unreachable.crl',
  unreachableOcsp: '/unreachable-ocsp',
} as const;

/** What trial certificates are made of. */
export interface TrialIssuing {
  authorities: Record<AuthorityName, CachedCertificate>;
  /** Names and addresses of the bench. */
  publicHosts: readonly string[];
  /** Key of the bench's server certificate: making one takes longer than starting the bench. */
  keyPem: string;
  /** Base URL of the run's IGC service, absent when it has none. */
  igcUrl: string | undefined;
}

const ONE_DAY_MS = 86_400_000;

/** Makes a server certificate of this kind, and says who issued it. */
export async function makeTrialCertificate(
  kind: TrialCertificateKind,
  { authorities, publicHosts, keyPem, igcUrl }: TrialIssuing,
): Promise<TrialCertificate & { issuer: AuthorityName }> {
  const profile = profileOf(kind, publicHosts, igcUrl);
  const issuer = profile.issuer ?? 'organisations';
  const authority = authorities[issuer];
  const { certPem } = await makeCertificate(profile, authority, keyPem);
  return {
    keyPem,
    chainPem: certPem + (authority.profile.issuer === undefined ? '' : authority.certPem),
    serial: new X509Certificate(certPem).serialNumber,
    issuer,
  };
}

function profileOf(
  kind: TrialCertificateKind,
  publicHosts: readonly string[],
  igcUrl: string | undefined,
): TrialProfile {
  const server = { ...serverProfile({ publicHosts }), ...revocationOf(kind, igcUrl) };
  switch (kind) {
    case 'expired':
      return { ...server, validity: { from: daysAgo(400), to: daysAgo(35) } };
    case 'wrong-host':
      return { ...server, subjectAlternativeNames: [{ type: 'dns', value: 'autre-operateur.mssante.fr' }] };
    case 'other-authority':
      return { ...server, issuer: 'foreign' };
    case 'wrong-branch':
      return { ...server, issuer: 'personnes' };
    case 'conform':
    case 'revoked':
    case 'crl-unreachable':
      return server;
  }
}

function revocationOf(kind: TrialCertificateKind, igcUrl: string | undefined): Pick<TrialProfile, 'revocation'> {
  if (igcUrl === undefined || kind === 'other-authority') return {};
  if (kind === 'wrong-branch') return { revocation: { crl: `${igcUrl}/crl/personnes.crl`, ocsp: `${igcUrl}/ocsp` } };
  const unreachable = kind === 'crl-unreachable';
  return {
    revocation: {
      crl: igcUrl + (unreachable ? TRIAL_PATHS.unreachableCrl : TRIAL_PATHS.crl),
      ocsp: igcUrl + (unreachable ? TRIAL_PATHS.unreachableOcsp : TRIAL_PATHS.ocsp),
    },
  };
}

function daysAgo(days: number): string {
  return new Date(Math.floor((Date.now() - days * ONE_DAY_MS) / 1000) * 1000).toISOString();
}
