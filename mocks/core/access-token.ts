import { randomUUID } from 'node:crypto';
import { createSigningKeys, type SigningKeys } from './signing-keys.js';

/** What to put into an access token. */
export interface AccessTokenRequest {
  /** National identifier of the professional: `8` + RPPS (claim `SubjectNameID`). */
  subjectNameId: string;
  /** Seconds from now; zero or negative gives a token that is already expired. Default {@link ACCESS_TOKEN_LIFETIME_S}. */
  lifetimeS?: number;
  /** Claims beside those every token has, which they may replace (`sub`, `acr`, `azp`, `sid`, `scope` …). */
  claims?: Readonly<Record<string, unknown>>;
}

/** An access token and what identifies it without giving access. */
export interface IssuedAccessToken {
  /** Compact JWS (RS256). A secret: never journalled. */
  accessToken: string;
  /** Claim `jti`. */
  jti: string;
  /** ISO 8601, real time. */
  expiresAt: string;
}

/** What a resource server learns of a token. */
export type AccessTokenVerdict =
  | { valid: true; subjectNameId: string; jti: string; expiresAt: Date }
  | {
      valid: false;
      /** French. */ reason: string;
      /** Read from the token although it is refused, for the journal. */ jti?: string;
    };

/** Issues the access tokens that stand for those of Pro Santé Connect, and judges those it is shown. */
export interface AccessTokenAuthority {
  /** Claim `iss` of the tokens it issues. */
  readonly issuer: string;
  /** Keys it signs with; Pro Santé Connect publishes them and signs its ID tokens with them too, as Keycloak does. */
  readonly keys: SigningKeys;
  /** Tokens are issued under this name from now on; those issued before stay good. */
  setIssuer(issuer: string): void;
  issue(request: AccessTokenRequest): Promise<IssuedAccessToken>;
  /** Signature, issuer, expiry (real time), revocation and professional of a token. Never throws. */
  verify(accessToken: string): Promise<AccessTokenVerdict>;
  /** Refuses a token from now on (by `jti`), or every token issued so far to a professional. */
  revoke(target: { jti: string } | { subjectNameId: string }): void;
}

/** Lifetime of the access tokens of Pro Santé Connect seen by integrators (mssante.md §2.5, psc-ssi.md). */
export const ACCESS_TOKEN_LIFETIME_S = 120;

const TYPE = 'Bearer';
const MAX_TOKEN_CHARACTERS = 16_384;

/** A token names a key that is none of this authority's. */
class UnknownKey extends Error {
  readonly code = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
}

const REFUSALS: Record<string, string> = {
  ERR_JWT_EXPIRED: 'jeton expiré',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'jeton dont la signature n’est pas celle du banc',
  ERR_JWS_INVALID: 'jeton qui n’est pas un JWT',
  ERR_JWT_INVALID: 'jeton qui n’est pas un JWT',
  ERR_JOSE_ALG_NOT_ALLOWED: 'jeton signé par un autre algorithme que RS256',
};

/**
 * An authority with keys of its own, made when first needed. Tokens are shaped as those of Pro Santé Connect: RS256,
 * `typ` Bearer, `SubjectNameID` and `preferred_username` (psc-ssi.md). They are judged on real time, as certificates.
 */
export function createAccessTokenAuthority(firstIssuer: string): AccessTokenAuthority {
  const keys = createSigningKeys('RS256');
  const issuers = [firstIssuer];
  const issuer = () => issuers.at(-1) ?? firstIssuer;
  const revoked = new Set<string>();
  const revokedBefore = new Map<string, number>();
  let issued = 0;

  return {
    get issuer() {
      return issuer();
    },
    keys,
    setIssuer: (name) => {
      if (!issuers.includes(name)) issuers.push(name);
    },
    issue: async ({ subjectNameId, lifetimeS = ACCESS_TOKEN_LIFETIME_S, claims = {} }) => {
      const [{ SignJWT }, { privateKey, kid }] = await Promise.all([import('jose'), keys.active()]);
      const now = Math.floor(Date.now() / 1000);
      const jti = randomUUID();
      issued += 1;
      const accessToken = await new SignJWT({
        sub: `f:banc-segur:${subjectNameId}`,
        preferred_username: subjectNameId,
        acr: 'eidas1',
        scope: 'openid scope_all',
        ...claims,
        typ: TYPE,
        SubjectNameID: subjectNameId,
        // Order of issue: revoking a professional must not reach a token issued within the same second.
        banc_order: issued,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuer())
        .setJti(jti)
        .setIssuedAt(now + Math.min(0, lifetimeS))
        .setExpirationTime(now + lifetimeS)
        .sign(privateKey);
      return { accessToken, jti, expiresAt: new Date((now + lifetimeS) * 1000).toISOString() };
    },
    verify: async (accessToken) => {
      if (accessToken.length > MAX_TOKEN_CHARACTERS) return { valid: false, reason: 'jeton démesuré' };
      const { decodeJwt, jwtVerify } = await import('jose');
      const jti = jtiOf(decodeJwt, accessToken);
      const refuse = (reason: string): AccessTokenVerdict => ({
        valid: false,
        reason,
        ...(jti === undefined ? {} : { jti }),
      });
      try {
        const key = async ({ kid }: { kid?: string }) => {
          const found = await keys.find(kid);
          if (found === undefined) throw new UnknownKey();
          return found.publicKey;
        };
        const { payload } = await jwtVerify(accessToken, key, { issuer: issuers, algorithms: ['RS256'] });
        const { SubjectNameID: subject, banc_order: order, exp } = payload;
        if (payload.typ !== TYPE || jti === undefined || typeof subject !== 'string' || exp === undefined) {
          return refuse('jeton qui n’est pas un jeton d’accès');
        }
        const revokedOrder = revokedBefore.get(subject) ?? 0;
        if (revoked.has(jti) || (typeof order === 'number' && order <= revokedOrder)) return refuse('jeton révoqué');
        return { valid: true, subjectNameId: subject, jti, expiresAt: new Date(exp * 1000) };
      } catch (error) {
        const { code = '' } = error as { code?: string };
        if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') return refuse('jeton d’un autre émetteur');
        return refuse(REFUSALS[code] ?? 'jeton illisible');
      }
    },
    revoke: (target) => {
      if ('jti' in target) revoked.add(target.jti);
      else revokedBefore.set(target.subjectNameId, issued);
    },
  };
}

function jtiOf(decodeJwt: (token: string) => { jti?: unknown }, token: string): string | undefined {
  try {
    const { jti } = decodeJwt(token);
    return typeof jti === 'string' ? jti.slice(0, 100) : undefined;
  } catch {
    return undefined;
  }
}
