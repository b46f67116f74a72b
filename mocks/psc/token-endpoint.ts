import type { HttpAnswer } from '../core/http-message.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { type CibaGrantCall, answerCibaGrant, CIBA_GRANT } from './ciba-grant.js';
import { authenticateClient, type ClientMethod } from './client-authentication.js';
import type { Client } from './clients.js';
import {
  type EndpointCall,
  errorAnswer,
  jsonAnswer,
  keysOf,
  notesOf,
  type OAuthError,
  type Subject,
} from './endpoint.js';
import { codeChallengeMatches } from './pkce.js';
import { endSession, isLive, type Provider, type RefreshToken } from './provider.js';
import { giveTokens, readRefreshToken } from './token-response.js';

/** A call of the token endpoint by a client that proved itself. */
export interface TokenCall extends EndpointCall {
  client: Client;
  method: ClientMethod;
}

const TOKEN_FAULTS = faultKinds('token');
const REFRESH_FAULTS = faultKinds('refresh');

/** Token endpoint: authorization code, refresh, CIBA poll (psc-ssi.md §§2.3, 2.7), with Keycloak's errors. */
export async function answerToken(call: EndpointCall): Promise<HttpAnswer> {
  const { provider, parameters } = call;
  const grant = parameters.get('grant_type');
  const transaction = grant === 'refresh_token' ? 'refresh' : grant === CIBA_GRANT ? 'ciba-token' : 'token';
  const authenticated = authenticateClient(call);
  const notes = notesOf(provider, transaction, `jetons demandés (${grant ?? 'sans grant_type'})`, authenticated);
  if (grant === null) {
    return errorAnswer(provider, invalidRequest('Missing form parameter: grant_type'), notes);
  }
  if (authenticated.client === undefined) return errorAnswer(provider, authenticated.refusal, notes);
  const proved: CibaGrantCall & TokenCall = { ...call, client: authenticated.client, method: authenticated.method };
  if (grant === 'authorization_code') return answerCode(proved);
  if (grant === 'refresh_token') return answerRefresh(proved);
  if (grant === CIBA_GRANT && provider.settings.paths.ciba !== undefined) return answerCibaGrant(proved);
  const unsupported = { status: 400, error: 'unsupported_grant_type', description: 'Unsupported grant_type' };
  return errorAnswer(provider, unsupported, notes);
}

async function answerCode({ provider, parameters, client, method }: TokenCall): Promise<HttpAnswer> {
  const value = parameters.get('code');
  const code = provider.codes.get(value ?? '');
  const subject: Subject = { clientId: client.clientId, session: code?.session, keys: { method } };
  const notes = notesOf(provider, 'token', `code échangé par ${client.clientId}`, subject);
  const fault = provider.fault('token', keysOf(provider, subject), TOKEN_FAULTS);
  if (fault?.kind === 'psc.token.503') return unavailable(provider, 'token', 'jetons', subject, fault);
  const refuse = (problem: OAuthError) => errorAnswer(provider, problem, notes);
  if (value === null) return refuse(invalidRequest('Missing parameter: code'));
  if (code === undefined || provider.now() >= code.issuedAt + provider.options.lifetimes.code * 1000) {
    return refuse(invalidGrant('Code not valid'));
  }
  const { request, session } = code;
  if (code.used) {
    // RFC 6749 §4.1.2: a code used twice may have been stolen; what it gave no longer works.
    endSession(provider, session);
    return refuse(invalidGrant('Code not valid'));
  }
  // Keycloak takes the code out first: a wrong attempt spends it.
  code.used = true;
  if (request.clientId !== client.clientId) return refuse(invalidGrant('Auth error'));
  if (!isLive(provider, session)) return refuse(invalidGrant('Session not active'));
  if (parameters.get('redirect_uri') !== request.redirectUri) return refuse(invalidGrant('Incorrect redirect_uri'));
  const verifier = parameters.get('code_verifier');
  if (request.codeChallenge !== undefined && verifier === null) {
    return refuse(invalidGrant('PKCE code verifier not specified'));
  }
  if (verifier !== null && !codeChallengeMatches(request.codeChallenge, verifier)) {
    return refuse(invalidGrant('PKCE verification failed: Code mismatch'));
  }
  const given = await giveTokens(
    provider,
    { session, clientId: client.clientId, scope: request.scope, nonce: request.nonce },
    'token',
    keysOf(provider, subject),
  );
  const applied = fault ?? given.fault;
  const body = fault?.kind === 'token.params.extra' ? { ...given.body, banc_inconnu: 'valeur' } : given.body;
  return jsonAnswer(200, body, { ...notes, ...(applied === undefined ? {} : { fault: applied }) });
}

async function answerRefresh({ provider, parameters, client, method }: TokenCall): Promise<HttpAnswer> {
  const presented = parameters.get('refresh_token');
  const jti = presented === null ? undefined : await readRefreshToken(provider, presented);
  const token = jti === undefined ? undefined : provider.refreshTokens.get(jti);
  const subject: Subject = { clientId: client.clientId, session: token?.session, keys: { method } };
  const notes = notesOf(provider, 'refresh', `jetons rafraîchis par ${client.clientId}`, subject);
  const refuse = (problem: OAuthError) => errorAnswer(provider, problem, notes);
  if (presented === null) return refuse(invalidRequest('No refresh token'));
  if (jti === undefined) return refuse(invalidGrant('Invalid refresh token'));
  const fault = provider.fault('refresh', keysOf(provider, subject), REFRESH_FAULTS);
  if (fault !== undefined) {
    return errorAnswer(provider, invalidGrant('Session not active'), { ...notes, fault }, { expected: true });
  }
  const problem = refreshProblem(provider, token, client);
  if (token === undefined || problem !== undefined) {
    // That a session ends is the ordinary course of things.
    return errorAnswer(provider, problem ?? invalidGrant('Session not active'), notes, { expected: true });
  }
  const { session, scope, nonce } = token;
  const given = await giveTokens(
    provider,
    { session, clientId: client.clientId, scope, nonce },
    'refresh',
    keysOf(provider, subject),
  );
  return jsonAnswer(200, given.body, { ...notes, ...(given.fault === undefined ? {} : { fault: given.fault }) });
}

function refreshProblem(provider: Provider, token: RefreshToken | undefined, client: Client): OAuthError | undefined {
  if (token === undefined || !isLive(provider, token.session)) return invalidGrant('Session not active');
  if (token.clientId !== client.clientId) {
    return invalidGrant("Invalid refresh token. Token client and authorized client don't match");
  }
  const expired = provider.now() >= token.issuedAt + provider.options.lifetimes.refreshToken * 1000;
  return expired ? invalidGrant('Token is not active') : undefined;
}

/** `invalid_request`, 400. */
export function invalidRequest(description: string): OAuthError {
  return { status: 400, error: 'invalid_request', description };
}

/** `invalid_grant`, 400. */
export function invalidGrant(description: string): OAuthError {
  return { status: 400, error: 'invalid_grant', description };
}

/** What a gateway answers while the provider is down: 503 unless told, and no JSON. */
export function unavailable(
  provider: Provider,
  transaction: string,
  what: string,
  subject: Subject,
  fault: { kind: string; status?: number; delayMs?: number },
): HttpAnswer {
  return {
    status: fault.status ?? 503,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: 'Service indisponible',
    exchange: notesOf(provider, transaction, `${what} en panne (anomalie demandée)`, subject, { fault }),
  };
}
