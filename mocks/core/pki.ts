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

/**
 * Server certificates of a listener that is put to the test of its clients, made for the run (mssante.md §2.3):
 * - `conform`: as it should be;
 * - `expired`, `revoked`, `wrong-host` (another name);
 * - `other-authority`: of a root nobody trusts;
 * - `wrong-branch`: of the bench's IGC, but not of its branch of organisations (ECO.1.1.10);
 * - `crl-unreachable`: as it should be, but neither its CRL nor its OCSP responder ever answers.
 */
export type TrialCertificateKind =
  'conform' | 'expired' | 'revoked' | 'wrong-host' | 'other-authority' | 'wrong-branch' | 'crl-unreachable';

/** A server certificate made for the run, PEM. */
export interface TrialCertificate {
  keyPem: string;
  /** Leaf, then its authority when that is not a root. */
  chainPem: string;
  /** Upper-case hexadecimal. */
  serial: string;
}

/** The bench's PKI, ready to use. */
export interface Pki {
  /** Root and intermediates, PEM: what a SUT must trust. */
  caPem: string;
  /** Absolute path of {@link caPem}. */
  caFile: string;
  certificates: Record<CertificateName, PkiCertificate>;
  /**
   * A server certificate of this kind, the same during a run, made when first asked for. When the run has an IGC service
   * it says where its CRL and its OCSP responder answer, `--port-base` or not.
   */
  trialCertificate(kind: TrialCertificateKind): Promise<TrialCertificate>;
  /** Whether the certificate of this serial number (hexadecimal, any case) is revoked now. */
  isRevoked: (serial: string) => boolean;
  /** Revokes or restores a certificate by serial number, for this process only. */
  setRevoked: (serial: string, revoked: boolean) => void;
  /** Removes what was written to a temporary folder; a cached PKI stays. */
  close(): Promise<void>;
}
