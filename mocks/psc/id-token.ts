import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Fault } from '../core/fault.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { damageIdToken, type IdTokenDraft } from './id-token-faults.js';
import { personClaims, replaced } from './person-claims.js';
import { issuerOf, type Provider, type Session } from './provider.js';

/** Kinds of fault an ID token may suffer. */
export const ID_TOKEN_FAULT_KINDS = faultKinds('id-token');

/**
 * An ID token (psc-ssi.md §2.3), signed by the active key, or as the fault says. Times are real ones: the client judges
 * them on its own clock.
 */
export async function makeIdToken(
  provider: Provider,
  about: { session: Session; clientId: string; nonce?: string | undefined; accessToken: string },
  fault: Fault | undefined,
): Promise<string> {
  const { session, clientId, nonce, accessToken } = about;
  if (fault?.kind === 'jwks.rotate' || fault?.kind === 'idt.kid.absent-several') await provider.keys.rotate();
  const key = await provider.keys.active();
  const now = Math.floor(Date.now() / 1000);
  const draft: IdTokenDraft = {
    header: { alg: key.alg, typ: 'JWT', kid: key.kid },
    claims: replaced(
      {
        exp: now + provider.options.lifetimes.idToken,
        iat: now,
        auth_time: session.authTime,
        jti: randomUUID(),
        iss: issuerOf(provider),
        aud: clientId,
        typ: 'ID',
        azp: clientId,
        nonce,
        session_state: session.id,
        at_hash: leftHalfHash(accessToken),
        sid: session.id,
      },
      personClaims(provider, session.identity, session.means).idToken,
    ),
    signedBy: key.privateKey,
  };
  return serialise(await damageIdToken(provider, draft, fault));
}

/** `at_hash`: left half of the SHA-256, the hash of every algorithm used here (OIDC Core 3.1.3.6). */
function leftHalfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

/** Signs a JWT: `none` leaves it unsigned. */
export async function serialise({ header, claims, signedBy, altered }: IdTokenDraft): Promise<string> {
  const { CompactSign } = await import('jose');
  const payload = Buffer.from(JSON.stringify(claims));
  if (signedBy === 'none') {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ ...header, alg: 'none' })}.${payload.toString('base64url')}.`;
  }
  const key = signedBy === 'other-secret' ? randomBytes(32) : signedBy;
  const jwt = await new CompactSign(payload).setProtectedHeader(header).sign(key);
  if (altered !== true) return jwt;
  const [first = '', second = '', signature = ''] = jwt.split('.');
  // The suite of the OpenID Foundation: every byte XOR 0x5A.
  const bytes = Buffer.from(signature, 'base64url').map((byte) => byte ^ 0x5a);
  return `${first}.${second}.${Buffer.from(bytes).toString('base64url')}`;
}
