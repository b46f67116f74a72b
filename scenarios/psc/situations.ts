import { professional } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/index.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { nationalId } from '../record/index.js';
import type { PersonRef, ProviderRef } from './actions/provider-ref.js';
import { signInWithProvider } from './actions/sign-in.js';
import type { SessionShown } from './actions/sign-in-session.js';

/** Pro Santé Connect, as the SUT names it. */
export const PSC: ProviderRef = { id: 'psc', name: 'Pro Santé Connect' };
/** The hospital's own provider. */
export const IDP: ProviderRef = { id: 'idp', name: 'fournisseur de l’établissement' };

/** What the sheet says of a provider; {@link sheetOf}. */
export interface ProviderSheet {
  discoveryUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  acrValues?: string;
  claims: { nationalId: string; familyName: string; givenName: string };
}

/** A professional who signs in with providers while a scenario runs: nobody else does so under this name meanwhile. */
export function holdIdentity(key: string): Tenant {
  return { name: `identity:${key}`, keys: { professional: nationalId(key) } };
}

/** A professional of the roster, as the page of a provider lists them. */
export function personOf(key: string): PersonRef {
  const { givenName, familyName } = professional(key);
  return { key, nationalId: nationalId(key), name: `${givenName} ${familyName}` };
}

/** A sign-in, as seen on screen and on the wire. */
export interface SeenSignIn {
  shown: SessionShown & { offered: boolean; authenticationAsked: boolean };
  /** What the SUT and its browser said to providers about this person, in order. */
  exchanges: Exchange[];
}

/** Signs in with a provider, and takes what was exchanged about the person meanwhile. Inside a step. */
export async function signInAndWatch(
  t: ScenarioContext,
  provider: ProviderRef,
  person: PersonRef,
): Promise<SeenSignIn> {
  const since = await t.mark();
  const shown = await t.act(signInWithProvider, { provider, person });
  return { shown, exchanges: await providerExchanges(t, since, person) };
}

/** What was exchanged with providers about a person since a mark. */
export async function providerExchanges(
  t: ScenarioContext,
  since: number,
  { nationalId: professionalId }: PersonRef,
): Promise<Exchange[]> {
  const all = await t.exchanges({ since, keys: { professional: professionalId } });
  return all.filter(({ service }) => service === 'psc' || service === 'idp');
}

/** What the sheet says of a provider, or of its renamed twin. */
export function sheetOf(
  t: ScenarioContext,
  service: 'psc' | 'idp',
  provider: 'main' | 'renamed' = 'main',
): Promise<ProviderSheet> {
  return t.control<ProviderSheet>(service, 'sheet', { provider });
}
