/** Why a connection failed before it gave a whole request, and the HTTP status to close with (absent: nothing to say). */
export interface ConnectionFailure {
  /** French, for the journal. */
  reason: string;
  status?: number;
}

interface SocketError extends Error {
  code?: string;
  reason?: string;
}

const KNOWN: Record<string, ConnectionFailure> = {
  HPE_HEADER_OVERFLOW: { reason: 'en-têtes HTTP trop longs', status: 431 },
  ERR_HTTP_REQUEST_TIMEOUT: { reason: 'requête trop lente ou jamais terminée', status: 408 },
  HPE_INVALID_EOF_STATE: { reason: 'connexion fermée au milieu de la requête', status: 400 },
  ECONNRESET: { reason: 'connexion coupée par le client' },
  EPIPE: { reason: 'connexion coupée par le client' },
  ERR_TLS_HANDSHAKE_TIMEOUT: { reason: 'négociation TLS jamais terminée' },
  ERR_SSL_HTTP_REQUEST: { reason: 'requête HTTP en clair sur un port TLS' },
  ERR_SSL_WRONG_VERSION_NUMBER: { reason: 'octets qui ne sont pas du TLS' },
  ERR_SSL_UNSUPPORTED_PROTOCOL: { reason: 'version de TLS trop ancienne' },
  ERR_SSL_NO_SHARED_CIPHER: { reason: 'aucune suite de chiffrement commune' },
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: {
    reason:
      "le client ne fait pas confiance au certificat du banc (alerte unknown_ca) : y installer l'autorité du banc",
  },
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: {
    reason: 'le client refuse le certificat du banc (alerte certificate_unknown)',
  },
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: { reason: 'le client refuse le certificat du banc (alerte bad_certificate)' },
};

/** A client that leaves during the handshake without a TLS alert, as Node's does when it refuses a certificate. */
export const CUT_HANDSHAKE: ConnectionFailure = {
  reason:
    'connexion coupée pendant la négociation TLS : le client refuse peut-être le certificat du banc (y installer son autorité)',
};

/** A client that leaves once TLS is set up, before any request: many libraries refuse a certificate that way. */
export const UNUSED_TLS =
  'Connexion TLS fermée sans requête : le client refuse peut-être le certificat du banc (y installer son autorité)';

/** Explains an error of `clientError` or `tlsClientError` (node:http, node:tls). */
export function explainFailure(error: Error): ConnectionFailure {
  const { code = '', reason, message } = error as SocketError;
  const known = KNOWN[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return { reason: `requête HTTP illisible (${reason ?? message})`, status: 400 };
  if (code.startsWith('ERR_SSL_')) return { reason: `échec TLS (${reason ?? code})` };
  return { reason: `connexion en échec (${code === '' ? message : code})` };
}

/** First line of what was received, printable and short; for the journal when nothing could be parsed. */
export function firstLine(packet: Buffer | undefined): string {
  if (packet === undefined || packet.length === 0) return '(aucun octet lisible)';
  const line = packet.subarray(0, 200).toString('latin1').split(/\r?\n/, 1)[0] ?? '';
  return line.replaceAll(/[^\x20-\x7e]/g, '·');
}
