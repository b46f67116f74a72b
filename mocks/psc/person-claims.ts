import type { Identity, Means } from './identity.js';
import { idpClaims } from './idp-claims.js';
import type { Provider } from './provider.js';
import { type PersonClaims, pscClaims } from './psc-claims.js';

/** Claims of a person as this provider names them, with what a scenario put in place of some. */
export function personClaims({ options }: Provider, identity: Identity, means: Means): PersonClaims {
  const { personality, claims: names } = options;
  const { idToken, userinfo } =
    personality === 'psc' ? pscClaims(identity, means, names) : idpClaims(identity, names, personality);
  return {
    idToken: replaced(idToken, identity.claims, identity.idTokenClaims),
    userinfo: replaced(userinfo, identity.claims, identity.userinfoClaims),
  };
}

/** Claims with others in their place; `null` removes one. */
export function replaced(
  claims: Record<string, unknown>,
  ...others: readonly Readonly<Record<string, unknown>>[]
): Record<string, unknown> {
  const all = Object.assign({}, claims, ...others) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}
