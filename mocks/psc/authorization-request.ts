import { isRegisteredUri } from './clients.js';
import type { OAuthError } from './endpoint.js';
import { readCodeChallenge } from './pkce.js';
import type { AuthorizationRequest, Provider } from './provider.js';

/** What reading an authorization request gave. */
export type AuthorizationReading =
  | { request: AuthorizationRequest; problem?: undefined }
  /** To tell the client, at its address. */
  | { request: AuthorizationRequest; problem: OAuthError }
  /** To show the person: the address cannot be trusted. Keycloak's text. */
  | { request?: undefined; page: string };

const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;
/** Response types that bring tokens to the browser: advertised, refused here, and answered in the fragment. */
const IMPLICIT = /^(code )?(id_token|token)( token)?$/;
const MAX_STATE = 4_096;

/**
 * Reads an authorization request in Keycloak's order: client, address, response type, scope, PKCE (psc-ssi.md §2.3).
 * `state` and `nonce` go back as they came, up to 4 096 characters.
 */
export function readAuthorizationRequest(
  provider: Provider,
  parameters: URLSearchParams,
  repeated: readonly string[],
): AuthorizationReading {
  const clientId = parameters.get('client_id');
  if (clientId === null) return { page: 'Missing parameters: client_id' };
  const client = provider.clients.find(clientId);
  if (client === undefined) return { page: 'Client not found.' };
  const redirectUri = parameters.get('redirect_uri');
  if (redirectUri === null || repeated.includes('redirect_uri') || !isRegisteredUri(redirectUri, client.redirectUris)) {
    return { page: 'Invalid parameter: redirect_uri' };
  }
  const mode = parameters.get('response_mode');
  const responseType = parameters.get('response_type');
  const implicit = responseType !== null && IMPLICIT.test(responseType);
  const responseMode = RESPONSE_MODES.find((known) => known === mode) ?? (implicit ? 'fragment' : 'query');
  const challenge = readCodeChallenge(parameters);
  const request: AuthorizationRequest = { clientId, redirectUri, responseMode, scope: parameters.get('scope') ?? '' };
  const [state, nonce, acrValues] = ['state', 'nonce', 'acr_values'].map((name) => parameters.get(name));
  if (typeof state === 'string') request.state = state;
  if (typeof nonce === 'string') request.nonce = nonce;
  if (typeof acrValues === 'string') request.acrValues = acrValues;
  if (challenge !== undefined && !('problem' in challenge)) request.codeChallenge = challenge;
  const refuse = (error: string, description: string) => ({ request, problem: { status: 400, error, description } });
  if (repeated.length > 0) return refuse('invalid_request', 'duplicated parameter');
  if (mode !== null && mode !== responseMode) return refuse('invalid_request', 'Invalid parameter: response_mode');
  if ((state?.length ?? 0) > MAX_STATE || (nonce?.length ?? 0) > MAX_STATE) {
    delete request.state;
    return refuse('invalid_request', 'Invalid parameter: too long');
  }
  if (responseType === null) return refuse('invalid_request', 'Missing parameter: response_type');
  if (implicit && provider.options.errors === 'keycloak') {
    return refuse(
      'unauthorized_client',
      'Client is not allowed to initiate browser login with given response_type. Implicit flow is disabled for the client.',
    );
  }
  if (responseType !== 'code') return refuse('unsupported_response_type', 'Unsupported response type');
  const scope = scopeProblem(provider, request.scope);
  if (scope !== undefined) return refuse('invalid_scope', scope);
  if (challenge !== undefined && 'problem' in challenge) return refuse('invalid_request', challenge.problem);
  return { request };
}

/** Keycloak's text when a scope is unknown, or one this provider requires is missing. */
export function scopeProblem({ settings }: Provider, scope: string): string | undefined {
  const asked = scope.split(' ').filter((one) => one !== '');
  const { required, supported } = settings.scopes;
  const right = asked.every((one) => supported.includes(one)) && required.every((one) => asked.includes(one));
  return right ? undefined : `Invalid scopes: ${scope.slice(0, 500)}`;
}
