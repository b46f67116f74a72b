import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ExchangeTls } from './exchange.js';

/** The TLS facts of a connection, and the client's certificate when it presented one. */
export interface TlsClient {
  tls: ExchangeTls;
  /** DER. */
  certificate?: Buffer;
}

const REFUSALS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'certificat client expiré',
  CERT_NOT_YET_VALID: 'certificat client pas encore valide',
  CERT_REVOKED: 'certificat client révoqué',
  INVALID_PURPOSE: "certificat client dont l'usage n'est pas l'authentification cliente",
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificat client auto-signé',
  SELF_SIGNED_CERT_IN_CHAIN: "certificat client issu d'une autre autorité que l'IGC du banc",
  UNABLE_TO_GET_ISSUER_CERT: "certificat client issu d'une autre autorité que l'IGC du banc",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificat client issu d'une autre autorité que l'IGC du banc",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificat client issu d'une autre autorité que l'IGC du banc",
};

/**
 * Examines a client: chain to the CA the listener trusts, validity window on real time, purpose (all by OpenSSL during
 * the handshake), then revocation by `isRevoked(serial)`. Call it for every request: a certificate may be revoked while
 * the connection lives.
 */
export function examineTlsClient(socket: TLSSocket, isRevoked: (serial: string) => boolean): TlsClient {
  const tls: ExchangeTls = { authorized: false };
  const protocol = socket.getProtocol();
  if (protocol !== null) tls.protocol = protocol;
  // Undefined once the socket is destroyed, whatever the types say.
  const cipher = socket.getCipher() as { standardName?: string } | undefined;
  if (cipher?.standardName !== undefined) tls.cipher = cipher.standardName;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { tls: { ...tls, refusal: 'aucun certificat client présenté' } };
  tls.clientSubject = subjectRfc2253(certificate);
  tls.clientSerial = certificate.serialNumber;
  tls.clientFingerprint256 = certificate.fingerprint256;
  const refusal = refusalOf(socket, certificate, isRevoked);
  if (refusal === undefined) tls.authorized = true;
  else tls.refusal = refusal;
  return { tls, certificate: certificate.raw };
}

/**
 * Subject in RFC 2253 order, the form DMP samples and RFC 8705 use: `CN=…,OU=…,O=…,ST=…,C=FR`, RDNs of several
 * attributes joined by `+`.
 */
export function subjectRfc2253(certificate: Pick<X509Certificate, 'subject'>): string {
  // Node gives one RDN a line in DER order, attributes of one RDN joined by " + ".
  return certificate.subject
    .split('\n')
    .reverse()
    .map((rdn) => rdn.replaceAll(/ \+ (?=[A-Za-z0-9.]+=)/g, '+'))
    .join(',');
}

function refusalOf(socket: TLSSocket, certificate: X509Certificate, isRevoked: (serial: string) => boolean) {
  if (!socket.authorized) {
    // Declared Error, but a code string in practice (node:tls sets verifyError.code).
    const error = socket.authorizationError as unknown;
    const code = typeof error === 'string' ? error : error instanceof Error ? error.message : 'refus sans motif';
    return REFUSALS[code] ?? `certificat client refusé (${code})`;
  }
  return isRevoked(certificate.serialNumber) ? REFUSALS.CERT_REVOKED : undefined;
}
