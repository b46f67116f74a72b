import { randomUUID } from 'node:crypto';
import type { Fault } from '../core/fault.js';
import { ID_TOKEN_FAULT_KINDS, makeIdToken } from './id-token.js';
import { personClaims } from './person-claims.js';
import { issuerOf, type Provider, type Session } from './provider.js';

/** What the tokens are for. */
export interface Granted {
  session: Session;
  clientId: string;
  scope: string;
  nonce?: string | undefined;
}

/** Body of a token answer (psc-ssi.md §2.3), and the fault its ID token suffered. */
export interface TokenResponse {
  body: Record<string, unknown>;
  fault?: Fault;
}

/**
 * Gives an access token, a refresh token and an ID token. `transaction` and `keys` choose the fault of the ID token.
 */
export async function giveTokens(
  provider: Provider,
  granted: Granted,
  transaction: string,
  keys: Record<string, string>,
): Promise<TokenResponse> {
  const { session, clientId, scope, nonce } = granted;
  const { lifetimes } = provider.options;
  const accessToken = await giveAccessToken(provider, granted);
  const fault = provider.fault(transaction, keys, ID_TOKEN_FAULT_KINDS);
  const idToken = await makeIdToken(provider, { session, clientId, nonce, accessToken }, fault);
  session.usedAt = provider.now();
  session.clients.add(clientId);
  return {
    body: {
      access_token: accessToken,
      expires_in: lifetimes.accessToken,
      refresh_expires_in: lifetimes.refreshToken,
      refresh_token: await giveRefreshToken(provider, granted),
      token_type: 'Bearer',
      id_token: idToken,
      'not-before-policy': 0,
      session_state: session.id,
      scope,
    },
    ...(fault === undefined ? {} : { fault }),
  };
}

async function giveAccessToken(provider: Provider, { session, clientId, scope, nonce }: Granted): Promise<string> {
  const { identity, means } = session;
  const {
    sub,
    acr,
    authMode,
    [provider.options.claims.login]: login,
  } = personClaims(provider, identity, means).idToken;
  const { accessToken, jti, expiresAt } = await provider.tokens.issue({
    subjectNameId: identity.nationalId,
    lifetimeS: provider.options.lifetimes.accessToken,
    claims: {
      sub,
      acr,
      authMode,
      [provider.options.claims.login]: login,
      auth_time: session.authTime,
      azp: clientId,
      nonce,
      session_state: session.id,
      sid: session.id,
      scope,
    },
  });
  provider.accessTokens.set(jti, { jti, session, clientId, scope, expiresAt: Date.parse(expiresAt) });
  return accessToken;
}

/** A refresh token as Keycloak's: an HS512 JWT only the realm reads. It can be used until it or its session ends. */
async function giveRefreshToken(provider: Provider, { session, clientId, scope, nonce }: Granted): Promise<string> {
  const { SignJWT } = await import('jose');
  const jti = randomUUID();
  const issuer = issuerOf(provider);
  provider.refreshTokens.set(jti, {
    jti,
    session,
    clientId,
    scope,
    issuedAt: provider.now(),
    ...(nonce === undefined ? {} : { nonce }),
  });
  return new SignJWT({ typ: 'Refresh', azp: clientId, session_state: session.id, sid: session.id, scope })
    .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setJti(jti)
    .setIssuedAt()
    .setExpirationTime(`${provider.options.lifetimes.refreshToken}s`)
    .sign(provider.refreshSecret);
}

/** `jti` of a refresh token of this provider, undefined for anything else. Its expiry is not looked at. */
export async function readRefreshToken(provider: Provider, token: string): Promise<string | undefined> {
  if (token.length > MAX_TOKEN) return undefined;
  const { compactVerify } = await import('jose');
  try {
    const { payload } = await compactVerify(token, provider.refreshSecret, { algorithms: ['HS512'] });
    const { jti } = JSON.parse(Buffer.from(payload).toString('utf8')) as { jti?: unknown };
    return typeof jti === 'string' ? jti : undefined;
  } catch {
    return undefined;
  }
}

/** Longest token read; none of ours has a quarter of that. */
export const MAX_TOKEN = 16_384;
