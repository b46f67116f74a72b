import { createHash } from 'node:crypto';
import { parsePsIdNat } from '../wire/identifiers.js';
import type { Identity } from './identity.js';
import type { ClaimNames, Personality } from './provider-settings.js';
import type { PersonClaims } from './psc-claims.js';

/** Names of the claims by vendor's habit; the one of the RPPS may be renamed at each run (psc-ssi.md §4). */
export const IDP_CLAIM_NAMES: Readonly<
  Record<Exclude<Personality, 'psc'>, Required<Omit<ClaimNames, 'professionalReference'>>>
> = {
  plain: {
    nationalId: 'rpps',
    login: 'preferred_username',
    familyName: 'family_name',
    givenName: 'given_name',
    groups: 'groups',
  },
  entra: {
    nationalId: 'extension_rpps',
    login: 'upn',
    familyName: 'family_name',
    givenName: 'given_name',
    groups: 'roles',
  },
  adfs: {
    nationalId: 'numeroRpps',
    login: 'winaccountname',
    familyName: 'surname',
    givenName: 'givenname',
    groups: 'group',
  },
};

/** Tenant of the Entra-like personality. */
const TENANT = '5e90b2a4-0000-4000-8000-ba2c5e900001';
const MAIL_DOMAIN = 'etablissement.invalid';

/**
 * Claims of the hospital's own provider (psc-ssi.md §4): an opaque `sub`, a login name, groups, and the RPPS without
 * its prefix for a person who has one. The ID token says it all, as userinfo does.
 */
export function idpClaims(identity: Identity, names: ClaimNames, personality: Personality): PersonClaims {
  const { key, nationalId, familyName, givenName, groups, professional } = identity;
  const login = professional?.account?.login ?? key;
  const id = parsePsIdNat(nationalId);
  const person = {
    sub: identity.sub ?? pseudonym(nationalId).replaceAll('-', ''),
    name: `${givenName} ${familyName}`,
    [names.login]:
      personality === 'entra' ? `${login}@${MAIL_DOMAIN}` : personality === 'adfs' ? `ESSAIS\\${login}` : login,
    [names.givenName]: givenName,
    [names.familyName]: familyName,
    [names.nationalId]: id.kind === 'RPPS' ? id.value : nationalId,
    [names.groups ?? 'groups']: groups,
    ...(personality === 'plain' ? { email: `${login}@${MAIL_DOMAIN}`, email_verified: true } : {}),
    ...(personality === 'entra' ? { oid: pseudonym(nationalId), tid: TENANT, ver: '2.0' } : {}),
    ...(personality === 'adfs' ? { unique_name: `ESSAIS\\${login}`, authmethod: 'SmartcardPKI' } : {}),
  };
  return { idToken: { ...person, amr: ['sc', 'pin', 'mfa', 'hwk'] }, userinfo: person };
}

/** The same UUID for the same person at every run. */
function pseudonym(nationalId: string): string {
  const hex = createHash('sha256').update(`banc-segur idp ${nationalId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
