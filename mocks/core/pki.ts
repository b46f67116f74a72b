/**
 * What services see of the bench's PKI (made by `mocks/igc`). Types only, so that a service never imports another one.
 * It is a bench PKI ("BANC SEGUR IGC DE TEST"), shaped after IGC-Santé (psc-ssi.md §6) and without any value outside.
 */

/**
 * Certificates by name: `server` (listeners), `authCli*` (structure, mutual TLS; `Revoked`, `Expired`, `Foreign` = other
 * root), `sign*` (structure, signs VIHF and lots), `cpsAuth1`/`cpsSign1` (CPS-like person).
 */
export type CertificateName =
  | 'server'
  | 'authCli'
  | 'authCliRevoked'
  | 'authCliExpired'
  | 'authCliForeign'
  | 'sign'
  | 'signRevoked'
  | 'cpsAuth1'
  | 'cpsSign1';

/** One certificate with its private key, in memory and on disk. */
export interface PkiCertificate {
  name: CertificateName;
  /** The leaf alone, PEM. */
  certPem: string;
  /** PKCS#8, PEM. */
  keyPem: string;
  /** Leaf then intermediate, PEM: what a TLS peer presents. */
  chainPem: string;
  /** Upper-case hexadecimal. */
  serial: string;
  /** RFC 2253 order: `CN=…,OU=…,O=…,ST=…,C=FR`. */
  subject: string;
  /** Absolute paths: `cert` is the chain, `p12` holds key and chain. */
  files: { cert: string; key: string; p12: string };
  /** Password of the PKCS#12. */
  password: string;
}

/** The bench's PKI, ready to use. */
export interface Pki {
  /** Root and intermediates, PEM: what a SUT must trust. */
  caPem: string;
  /** Absolute path of {@link caPem}. */
  caFile: string;
  certificates: Record<CertificateName, PkiCertificate>;
  /** Whether the certificate of this serial number (hexadecimal, any case) is revoked now. */
  isRevoked: (serial: string) => boolean;
  /** Revokes or restores a certificate by serial number, for this process only. */
  setRevoked: (serial: string, revoked: boolean) => void;
  /** Removes what was written to a temporary folder; a cached PKI stays. */
  close(): Promise<void>;
}
