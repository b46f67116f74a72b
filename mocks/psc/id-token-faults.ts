import type { KeyObject } from 'node:crypto';
import type { CompactJWSHeaderParameters } from 'jose';
import type { Fault } from '../core/fault.js';
import { makeSigningKey } from '../core/signing-keys.js';
import type { Provider } from './provider.js';

/** A JWT before it is signed. */
export interface IdTokenDraft {
  header: CompactJWSHeaderParameters;
  claims: Record<string, unknown>;
  /** `none`: not at all; `other-secret`: HMAC of a secret nobody has. */
  signedBy: KeyObject | 'none' | 'other-secret';
  /** The signature is then altered. */
  altered?: boolean;
}

const HOUR = 3_600;
const WEEK = 7 * 24 * HOUR;
const OTHER_CLIENT = 'autre-client';

/** Claims each fault puts in place of the right ones; `undefined` removes (psc-ssi.md §3, mutations of the suite). */
const CLAIM_FAULTS: Readonly<
  Record<string, (claims: Record<string, unknown>, now: number) => Record<string, unknown>>
> = {
  'idt.iss.wrong': ({ iss }) => ({ iss: `${String(iss)}1` }),
  'idt.iss.slash': ({ iss }) => ({ iss: `${String(iss)}/` }),
  'idt.aud.wrong': ({ aud }) => ({ aud: `${String(aud)}1` }),
  'idt.aud.missing': () => ({ aud: undefined }),
  'idt.aud.extra': ({ aud }) => ({ aud: [aud, OTHER_CLIENT], azp: undefined }),
  'idt.aud.extra-azp-other': ({ aud }) => ({ aud: [aud, OTHER_CLIENT], azp: OTHER_CLIENT }),
  'idt.aud.extra-azp-client': ({ aud }) => ({ aud: [aud, OTHER_CLIENT], azp: aud }),
  'idt.azp.other': () => ({ azp: OTHER_CLIENT }),
  'idt.aud.array1': ({ aud }) => ({ aud: [aud] }),
  'idt.nonce.wrong': ({ nonce }) => ({ nonce: `${String(nonce)}1` }),
  'idt.nonce.missing': () => ({ nonce: undefined }),
  'idt.sub.missing': () => ({ sub: undefined }),
  'idt.iat.missing': () => ({ iat: undefined }),
  'idt.exp.missing': () => ({ exp: undefined }),
  'idt.exp.past': (_claims, now) => ({ exp: now - 360 }),
  'idt.exp.past20': (_claims, now) => ({ exp: now - 20 }),
  'idt.iat.old': (_claims, now) => ({ iat: now - WEEK }),
  'idt.iat.future1h': (_claims, now) => ({ iat: now + HOUR, exp: now + HOUR + 120 }),
  'idt.nbf.future': (_claims, now) => ({ nbf: now + HOUR, exp: now + HOUR + 120 }),
  'idt.athash.bad': ({ at_hash: hash }) => ({ at_hash: `${String(hash)}1` }),
  'idt.acr.missing': () => ({ acr: undefined }),
  'idt.acr.lower': () => ({ acr: '0' }),
  'idt.acr.eidas2': () => ({ acr: 'eidas2' }),
  'idt.acr.eidas3': () => ({ acr: 'eidas3' }),
  'idt.claims.extra': () => ({ banc_inconnu: 'valeur', banc_liste: [{ a: 1 }] }),
};

/** The draft as the fault wants it; unchanged without one. */
export async function damageIdToken(
  provider: Provider,
  draft: IdTokenDraft,
  fault: Fault | undefined,
): Promise<IdTokenDraft> {
  const kind = fault?.kind ?? '';
  const change = Object.hasOwn(CLAIM_FAULTS, kind) ? CLAIM_FAULTS[kind] : undefined;
  if (change !== undefined) {
    const now = Math.floor(Date.now() / 1000);
    return { ...draft, claims: { ...draft.claims, ...change(draft.claims, now) } };
  }
  switch (kind) {
    case 'idt.sig.bad':
      return { ...draft, altered: true };
    case 'idt.sig.rogue':
      return { ...draft, signedBy: (await makeSigningKey(provider.keys.alg)).privateKey };
    case 'idt.alg.none':
      // No hash exists for "none": a client that checks at_hash would refuse for that reason alone.
      return { ...draft, signedBy: 'none', claims: { ...draft.claims, at_hash: undefined } };
    case 'idt.alg.unexpected': {
      const { alg, kid, privateKey } = await provider.otherKey();
      return { ...draft, header: { alg, typ: 'JWT', kid }, signedBy: privateKey };
    }
    case 'idt.alg.hs256':
      return { ...draft, header: { alg: 'HS256', typ: 'JWT' }, signedBy: 'other-secret' };
    case 'idt.kid.absent':
    case 'idt.kid.absent-several':
      return { ...draft, header: { alg: draft.header.alg, typ: 'JWT' } };
    default:
      return draft;
  }
}
