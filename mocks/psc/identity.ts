import type { Professional } from '../../fixtures/people.js';
import { ROSTER } from '../../fixtures/roster.js';
import { psIdNat } from '../wire/identifiers.js';

/** How a person proved who they are (claim `authMode` of Pro Santé Connect). */
export type Means = 'CARD' | 'MOBILE';

/** A person who may sign in. */
export interface Identity {
  /** Key of the roster, or the one a scenario chose. Value of the list of the sign-in page. */
  key: string;
  /** National identifier: `8` + RPPS, or another form of psc-ssi.md §2.4. */
  nationalId: string;
  /** Claim `sub` when it is not made of the national identifier. */
  sub?: string;
  familyName: string;
  givenName: string;
  /** Entry of the roster this identity is made from: profession, specialty, structure. */
  professional?: Professional;
  /** How many `exercices` the professional reference holds (Pro Santé Connect). Default 1, 0 without a profession. */
  exercices?: number;
  /** Groups and permissions the hospital's own provider gives (SSI/IAM.83). */
  groups: readonly string[];
  /** Claims put in place of those of the identity, in the ID token and in userinfo; `null` removes one. */
  claims: Readonly<Record<string, unknown>>;
  /** The same in the ID token only. */
  idTokenClaims: Readonly<Record<string, unknown>>;
  /** The same in userinfo only. */
  userinfoClaims: Readonly<Record<string, unknown>>;
}

/** The people a provider knows. */
export interface IdentityDirectory {
  list(): Identity[];
  /** By key or by national identifier. */
  find(keyOrNationalId: string): Identity | undefined;
  /** Adds an identity, or replaces the one of this key. */
  set(identity: Identity): void;
  /** Back to what the roster says; removes an identity the roster does not have. False when unknown. */
  reset(key: string): boolean;
}

/** Most identities scenarios may add to a provider. */
export const MAX_IDENTITIES = 2_000;

const NOTHING = { groups: [], claims: {}, idTokenClaims: {}, userinfoClaims: {} } as const;

/** Identities beside the roster: no RPPS, an employee of a structure, a test identity (psc-ssi.md §2.4). */
const OTHERS: readonly Identity[] = [
  { ...NOTHING, key: 'employee', nationalId: '3750990012/CPET0002', familyName: 'ESSAI-EMPLOYE', givenName: 'Lou' },
  { ...NOTHING, key: 'edit', nationalId: 'ANS20260101000000', familyName: 'ESSAI-EDIT', givenName: 'Charlie' },
];

/** A directory of the roster's professionals and of {@link OTHERS}. */
export function createIdentityDirectory(): IdentityDirectory {
  const own = new Map([...ROSTER.professionals.map(fromRoster), ...OTHERS].map((one) => [one.key, one]));
  const identities = new Map(own);
  return {
    list: () => [...identities.values()],
    // The identity set last wins: a scenario's own stands before the roster's of the same national identifier.
    find: (wanted) =>
      identities.get(wanted) ?? [...identities.values()].reverse().find(({ nationalId }) => nationalId === wanted),
    set: (identity) => {
      identities.set(identity.key, identity);
    },
    reset: (key) => {
      const first = own.get(key);
      if (first === undefined) return identities.delete(key);
      identities.set(key, first);
      return true;
    },
  };
}

/** Shown to people: `Camille ESSAI-PREMIER – 899790000212`. */
export function identityLabel({ givenName, familyName, nationalId }: Identity): string {
  return `${givenName} ${familyName} – ${nationalId}`;
}

function fromRoster(professional: Professional): Identity {
  const { key, rpps, familyName, givenName, account } = professional;
  return {
    ...NOTHING,
    key,
    nationalId: psIdNat(rpps),
    familyName,
    givenName,
    professional,
    groups: account === undefined ? [] : ['DPI_UTILISATEURS', `SERVICE_${account.service}`],
  };
}
