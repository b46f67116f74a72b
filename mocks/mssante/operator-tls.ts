import type { TlsOptions } from 'node:tls';
import type { Pki } from '../core/pki.js';

/** The six suites of the espace de confiance, in their order (ECO.1.1.3, MSS/CONF.03; mssante.md §§1.3, 2.3). */
export const ALLOWED_SUITES = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
] as const;

/** Suites of TLS 1.3, which MSS/CONF.02 allows. */
export const TLS13_SUITES = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'] as const;

/** Key and certificate of a listener, PEM. */
export interface ServerIdentity {
  keyPem: string;
  /** Leaf, then its authority. */
  chainPem: string;
}

/** What every listener of an operator has: its certificate, the authorities of its clients, a certificate asked for. */
export function mutualTls({ caPem }: Pick<Pki, 'caPem'>, { keyPem, chainPem }: ServerIdentity): TlsOptions {
  return {
    key: keyPem,
    cert: chainPem,
    ca: caPem,
    requestCert: true,
    // A PER or ORG mailbox has none; an APP mailbox is refused without one, at its authentication.
    rejectUnauthorized: false,
    honorCipherOrder: true,
    dhparam: 'auto',
  };
}

/** TLS of the ordinary operator: 1.2 with the six suites, or 1.3. */
export function ordinaryTls(pki: Pki): TlsOptions {
  return {
    ...mutualTls(pki, pki.certificates.server),
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: [...TLS13_SUITES, ...ALLOWED_SUITES].join(':'),
  };
}
