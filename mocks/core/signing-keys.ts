import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'jose';

/** Signature algorithms the bench's identity providers use. */
export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256';

/** A key pair and its public half as published. */
export interface SigningKey {
  kid: string;
  alg: SigningAlgorithm;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** With `kid`, `alg` and `use`. */
  publicJwk: JWK;
}

/** The signing keys of one issuer: one signs, all those published verify (RFC 7517). */
export interface SigningKeys {
  readonly alg: SigningAlgorithm;
  /** The key that signs now; made when first needed. */
  active(): Promise<SigningKey>;
  /** The key of this `kid`, whatever its age; the active one for a token that names none. */
  find(kid: string | undefined): Promise<SigningKey | undefined>;
  /** What the JWKS document holds: the active key first, then the former ones that are still published. */
  published(): Promise<JWK[]>;
  /** A new key signs from now on; the former one stays published unless `withdraw`, and still verifies here. */
  rotate(withdraw?: boolean): Promise<SigningKey>;
}

/** Keys of one algorithm, made when first needed: most runs never sign anything. */
export function createSigningKeys(alg: SigningAlgorithm): SigningKeys {
  let made: Promise<SigningKey[]> | undefined;
  const withdrawn = new Set<string>();
  const keys = () => (made ??= makeSigningKey(alg).then((key) => [key]));
  const active = async () => {
    const [first] = await keys();
    return first ?? makeSigningKey(alg);
  };
  return {
    alg,
    active,
    find: async (kid) => (kid === undefined ? active() : (await keys()).find((key) => key.kid === kid)),
    published: async () => (await keys()).filter(({ kid }) => !withdrawn.has(kid)).map(({ publicJwk }) => publicJwk),
    rotate: async (withdraw = false) => {
      const known = await keys();
      const key = await makeSigningKey(alg);
      if (withdraw) for (const { kid } of known) withdrawn.add(kid);
      known.unshift(key);
      return key;
    },
  };
}

/** One key pair: RSA 2048 or P-256. The `kid` is random, 43 characters as Keycloak's. */
export async function makeSigningKey(alg: SigningAlgorithm): Promise<SigningKey> {
  const generate = promisify(generateKeyPair);
  const [{ exportJWK }, { privateKey, publicKey }] = await Promise.all([
    import('jose'),
    alg === 'ES256' ? generate('ec', { namedCurve: 'P-256' }) : generate('rsa', { modulusLength: 2048 }),
  ]);
  const kid = randomBytes(32).toString('base64url');
  return { kid, alg, privateKey, publicKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
