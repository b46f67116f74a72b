import { timingSafeEqual } from 'node:crypto';
import { headerOf } from '../core/http-message.js';
import { dnValue, isSameDn } from '../wire/distinguished-name.js';
import type { CertificateRule, Client } from './clients.js';
import type { EndpointCall, OAuthError } from './endpoint.js';

/** How a client proved itself (RFC 7591 names). */
export type ClientMethod = 'client_secret_basic' | 'client_secret_post' | 'tls_client_auth';

/** A client that proved itself, or the error to answer. */
export type ClientAuthentication =
  | { client: Client; method: ClientMethod; clientId: string }
  | { client?: undefined; clientId?: string; refusal: OAuthError };

const COMMON_NAME = '2.5.4.3';
const ORGANIZATIONAL_UNIT = '2.5.4.11';

/**
 * Authenticates the client of a back-channel request: Basic, or form fields, or the certificate of the connection with
 * `client_id` (RFC 6749 §2.3, RFC 8705 §2; psc-ssi.md §2.6).
 */
export function authenticateClient({ provider, request, parameters }: EndpointCall): ClientAuthentication {
  const basic = readBasic(headerOf(request, 'authorization'));
  const clientId = basic?.clientId ?? parameters.get('client_id') ?? undefined;
  const client = provider.clients.find(clientId);
  const refuse = (error: string, standardOnly = false): ClientAuthentication => ({
    ...(clientId === undefined ? {} : { clientId }),
    refusal: {
      status: 401,
      error,
      description: 'Invalid client or Invalid client credentials',
      ...(standardOnly ? { standard: { error: 'invalid_client' } } : {}),
    },
  });
  if (client === undefined || clientId === undefined) return refuse('invalid_client');
  const secret = basic?.secret ?? parameters.get('client_secret') ?? undefined;
  if (secret !== undefined) {
    // Keycloak says `unauthorized_client` of a wrong secret.
    if (client.secret === undefined || !sameText(secret, client.secret)) return refuse('unauthorized_client', true);
    return { client, clientId, method: basic === undefined ? 'client_secret_post' : 'client_secret_basic' };
  }
  const { tls } = request;
  if (
    client.certificate !== undefined &&
    tls?.authorized === true &&
    tls.clientSubject !== undefined &&
    certificateMatches(tls.clientSubject, client.certificate)
  ) {
    return { client, clientId, method: 'tls_client_auth' };
  }
  return refuse(client.certificate === undefined ? 'unauthorized_client' : 'invalid_client', true);
}

/** Whether the subject of a certificate is the one a client declared. */
export function certificateMatches(subject: string, { dn, cn, ou }: CertificateRule): boolean {
  if (dn !== undefined && !isSameDn(subject, dn)) return false;
  if (cn !== undefined && dnValue(subject, COMMON_NAME) !== cn) return false;
  return ou === undefined || dnValue(subject, ORGANIZATIONAL_UNIT) === ou;
}

function readBasic(header: string | undefined): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
}

/** RFC 6749 §2.3.1: both parts are form-encoded; what is no valid encoding is taken as it came. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
