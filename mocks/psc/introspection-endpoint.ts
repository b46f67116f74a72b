import type { HttpAnswer } from '../core/http-message.js';
import { authenticateClient } from './client-authentication.js';
import { type EndpointCall, errorAnswer, jsonAnswer, notesOf, type Subject } from './endpoint.js';
import { isLive, issuerOf, type Provider, type Session } from './provider.js';
import { personClaims } from './person-claims.js';
import { invalidRequest } from './token-endpoint.js';
import { MAX_TOKEN, readRefreshToken } from './token-response.js';
import { liveAccessToken } from './userinfo-endpoint.js';

/** What a presented token is, when it is one of this provider that still works. */
interface LiveToken {
  typ: 'Bearer' | 'Refresh';
  jti: string;
  session: Session;
  clientId: string;
  scope: string;
}

/**
 * Introspection (RFC 7662, psc-ssi.md §2.5): the national identifier is given for an access token only. A token that
 * does not work is `{"active":false}`, and nothing wrong.
 */
export async function answerIntrospection(call: EndpointCall): Promise<HttpAnswer> {
  const { provider, parameters } = call;
  const authenticated = authenticateClient(call);
  const token = parameters.get('token');
  const live = token === null ? undefined : await liveToken(provider, token);
  const subject: Subject = { clientId: authenticated.clientId, session: live?.session };
  const notes = notesOf(provider, 'introspect', 'état d’un jeton', subject);
  if (authenticated.client === undefined) return errorAnswer(provider, authenticated.refusal, notes);
  if (token === null) return errorAnswer(provider, invalidRequest('Token not provided'), notes);
  if (live === undefined) return jsonAnswer(200, { active: false }, notes);
  const { typ, jti, session, clientId, scope } = live;
  const { login, nationalId } = provider.options.claims;
  const { idToken } = personClaims(provider, session.identity, session.means);
  return jsonAnswer(
    200,
    {
      active: true,
      typ,
      jti,
      iss: issuerOf(provider),
      sub: idToken.sub,
      azp: clientId,
      client_id: clientId,
      username: idToken[login],
      [login]: idToken[login],
      ...(typ === 'Bearer' ? { [nationalId]: idToken[nationalId] } : {}),
      acr: idToken.acr,
      auth_time: session.authTime,
      session_state: session.id,
      email_verified: false,
      scope,
    },
    notes,
  );
}

/** Revocation (RFC 7009): 200 for any token; an access token stops opening anything, a refresh token too. */
export async function answerRevocation(call: EndpointCall): Promise<HttpAnswer> {
  const { provider, parameters } = call;
  const authenticated = authenticateClient(call);
  const token = parameters.get('token');
  const live = token === null ? undefined : await liveToken(provider, token);
  const subject: Subject = { clientId: authenticated.clientId, session: live?.session };
  const notes = notesOf(provider, 'revoke', 'jeton révoqué', subject);
  if (authenticated.client === undefined) return errorAnswer(provider, authenticated.refusal, notes);
  if (token === null) return errorAnswer(provider, invalidRequest('Token not provided'), notes);
  if (live !== undefined && live.clientId !== authenticated.clientId) {
    return errorAnswer(provider, { status: 400, error: 'invalid_token', description: 'Unmatching clients' }, notes);
  }
  if (live?.typ === 'Bearer') {
    provider.tokens.revoke({ jti: live.jti });
    provider.accessTokens.delete(live.jti);
  }
  if (live?.typ === 'Refresh') provider.refreshTokens.delete(live.jti);
  return { status: 200, headers: [['Cache-Control', 'no-store']], body: '', exchange: notes };
}

async function liveToken(provider: Provider, token: string): Promise<LiveToken | undefined> {
  if (token.length > MAX_TOKEN) return undefined;
  const access = await liveAccessToken(provider, token);
  if (access !== undefined) return { ...access, typ: 'Bearer' };
  const refresh = provider.refreshTokens.get((await readRefreshToken(provider, token)) ?? '');
  if (refresh === undefined || !isLive(provider, refresh.session)) return undefined;
  const expired = provider.now() >= refresh.issuedAt + provider.options.lifetimes.refreshToken * 1000;
  return expired ? undefined : { ...refresh, typ: 'Refresh' };
}
