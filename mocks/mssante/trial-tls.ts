import type { TlsOptions } from 'node:tls';
import type { Pki, TrialCertificateKind } from '../core/pki.js';
import { ALLOWED_SUITES, mutualTls, TLS13_SUITES } from './operator-tls.js';

/**
 * How the trial operator behaves (mssante.md §2.3): `conform`, TLS 1.2 with the six suites; `tls11-only`; `tls13-only`; `forbidden-suite`,
 * TLS 1.2 with suites of no other kind than RSA key exchange; `weak-dh`, DHE with a group of 1024 bits; or `conform` with
 * a certificate that is not.
 */
export const TRIAL_BEHAVIOURS = [
  'conform',
  'tls11-only',
  'tls13-only',
  'forbidden-suite',
  'weak-dh',
  'expired',
  'revoked',
  'wrong-host',
  'other-authority',
  'wrong-branch',
  'crl-unreachable',
] as const;

/** One of {@link TRIAL_BEHAVIOURS}. */
export type TrialBehaviour = (typeof TRIAL_BEHAVIOURS)[number];

/** TLS of the trial operator's listeners, which a scenario changes. */
export interface TrialTls {
  readonly behaviour: TrialBehaviour;
  /** For the connections to come. */
  readonly options: TlsOptions;
  /** Changes the behaviour; resolves when {@link options} has it. */
  set(behaviour: TrialBehaviour): Promise<void>;
}

/** 1024 bits, safe prime, made for this bench: public parameters, of no use elsewhere. */
const WEAK_DH = `-----BEGIN DH PARAMETERS-----
MIGHAoGBAP9pdn01MaanGKoc3b5664hJ0J2u34+CEJ1aRXuFmZjLqciXLyq7lvH2
kzAb8gpzh1pRgF3Q+QxTjpeqPT4EqTppWlnMqysEkUnNzx9OsMKaSLhCEYaCWwmE
Q+EsBsjB9RL5XctQ0AVC76SmSU4ZucCHksUunstGLnceT12NATovAgEC
-----END DH PARAMETERS-----
`;

const TLS12 = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
const SETTINGS: Partial<Record<TrialBehaviour, TlsOptions>> = {
  // OpenSSL only speaks TLS 1.1 at its lowest level.
  'tls11-only': {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ECDHE-RSA-AES128-SHA:AES128-SHA:@SECLEVEL=0',
  },
  'tls13-only': { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', ciphers: TLS13_SUITES.join(':') },
  'forbidden-suite': { ...TLS12, ciphers: 'AES256-GCM-SHA384:AES128-GCM-SHA256:AES256-SHA:AES128-SHA' },
  // The group is below what OpenSSL takes at its default level.
  'weak-dh': { ...TLS12, ciphers: 'DHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0', dhparam: WEAK_DH },
};

/** A trial operator that conforms, with the bench's own certificate until its own is made. */
export function createTrialTls(pki: Pki): TrialTls {
  let behaviour: TrialBehaviour = 'conform';
  let options = optionsOf(pki, 'conform', pki.certificates.server);
  let last = Promise.resolve();
  return {
    get behaviour() {
      return behaviour;
    },
    get options() {
      return options;
    },
    set: (wanted) => {
      const made = pki.trialCertificate(certificateOf(wanted));
      // In the order asked for, whatever the time each certificate takes.
      last = last
        .catch(() => undefined)
        .then(async () => {
          const identity = await made;
          behaviour = wanted;
          options = optionsOf(pki, wanted, identity);
        });
      return last;
    },
  };
}

function certificateOf(behaviour: TrialBehaviour): TrialCertificateKind {
  switch (behaviour) {
    case 'conform':
    case 'tls11-only':
    case 'tls13-only':
    case 'forbidden-suite':
    case 'weak-dh':
      return 'conform';
    default:
      return behaviour;
  }
}

function optionsOf(pki: Pki, behaviour: TrialBehaviour, identity: { keyPem: string; chainPem: string }): TlsOptions {
  return {
    ...mutualTls(pki, identity),
    ...TLS12,
    ciphers: ALLOWED_SUITES.join(':'),
    ...SETTINGS[behaviour],
  };
}
