import type { OidcFault } from '../../mocks/wire/oidc-faults.js';
import type { ScenarioContext } from '../harness/index.js';
import type { PersonRef, ProviderRef } from './actions/provider-ref.js';
import type { FaultOutcome } from './checks/relying-party.js';
import { callbackOf } from './checks/code-flow.js';
import { type SeenSignIn, signInAndWatch } from './situations.js';

/** Who signs in, with which provider, and how the mocks name them in faults. */
export interface FaultTarget {
  provider: ProviderRef;
  service: 'psc' | 'idp';
  /** Keys of the fault: those of this scenario's person, or of a provider nobody else uses. */
  keys: Record<string, string>;
  person: PersonRef;
  rpps: string;
}

/** Has a provider misbehave once, signs in, and tells what came of it. Inside a step. */
export async function tryFault(t: ScenarioContext, target: FaultTarget, fault: OidcFault): Promise<FaultOutcome> {
  const { service, keys, provider, person } = target;
  const since = await t.mark();
  const { id } = await t.control<{ id: string }>('faults', 'add', {
    service,
    keys,
    times: 1,
    fault: { kind: fault.id },
  });
  try {
    const seen = await signInAndWatch(t, provider, person);
    const ofProvider = await t.exchanges({ service, since, keys });
    const exercised = ofProvider.some((exchange) => exchange.fault === fault.id) && appliesTo(fault, seen);
    return outcomeOf(fault, exercised, seen, target);
  } finally {
    await t.control('faults', 'remove', { id });
  }
}

/** Judges what was seen: a session of the person is no proof against an answer that only may not add to it. */
function outcomeOf(
  fault: OidcFault,
  exercised: boolean,
  { shown, exchanges }: SeenSignIn,
  { rpps }: FaultTarget,
): FaultOutcome {
  // The ID token alone identifies the person: only the values of that userinfo may not be used (OIDC Core 5.3.2).
  const byIdToken = fault.id === 'ui.sub.mismatch' && shown.rpps === rpps;
  return {
    fault,
    exercised,
    accepted: shown.signedIn && !byIdToken,
    tokenUsed: fault.at === 'id-token' && exchanges.some(({ transaction }) => transaction === 'userinfo'),
    message: shown.message,
  };
}

/** A product that sends no nonce has none to compare (OIDC Core 3.1.3.7 §11). */
function appliesTo({ id }: OidcFault, { exchanges }: SeenSignIn): boolean {
  const sentNoNonce = callbackOf(exchanges)?.tolerated.includes('nonce absent') === true;
  return !(id.startsWith('idt.nonce.') && sentNoNonce);
}
