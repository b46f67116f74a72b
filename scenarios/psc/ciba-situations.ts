import type { Exchange } from '../../mocks/index.js';
import { type ScenarioContext } from '../harness/index.js';
import { startCiba } from './actions/ciba.js';
import type { PersonRef, ProviderRef } from './actions/provider-ref.js';
import type { CibaRequestSeen } from './checks/ciba-request.js';

/** A CIBA request, on screen and on the wire. */
export interface StartedCiba {
  shown: { offered: boolean; started: boolean; digits: string; message: string };
  /** Position before it. */
  since: number;
  request: CibaRequestSeen | undefined;
}

/** Asks for a sign-in by CIBA and reads the request that left. Inside a step. */
export async function askByCiba(t: ScenarioContext, provider: ProviderRef, person: PersonRef): Promise<StartedCiba> {
  // What an earlier request left waiting must not be approved in place of this one.
  await t.control('psc', 'expire', { what: 'ciba', professional: person.key });
  const since = await t.mark();
  const shown = await t.act(startCiba, { provider, person });
  const [exchange] = await cibaExchanges(t, since, person, 'ciba-auth');
  return { shown, since, request: exchange && (await readRequest(t, exchange)) };
}

/** Exchanges of CIBA about a person since a mark. */
export function cibaExchanges(
  t: ScenarioContext,
  since: number,
  { nationalId }: PersonRef,
  transaction: 'ciba-auth' | 'ciba-token',
): Promise<Exchange[]> {
  return t.exchanges({ service: 'psc', transaction, since, keys: { professional: nationalId } });
}

/** Answers on the person's e-CPS: what waits there, else in advance. The bench's doing, never the SUT's. */
export function answerOnEcps(
  t: ScenarioContext,
  { key }: PersonRef,
  decision: 'approve' | 'deny',
  provider: 'main' | 'renamed' = 'main',
): Promise<unknown> {
  return t.control('psc', 'ecps', { provider, professional: key, decision });
}

/** Watches for a while, in slices of the configured quiet time; the exchanges that came meanwhile. */
export async function watchPolls(t: ScenarioContext, person: PersonRef, ms: number): Promise<Exchange[]> {
  const since = await t.mark();
  const until = Date.now() + ms;
  while (Date.now() < until) {
    // Of no service: nothing matches, so that the whole quiet time passes.
    await t.watchQuiet({ service: 'aucun', since });
  }
  return cibaExchanges(t, since, person, 'ciba-token');
}

/** Waits for the poll that got this error; undefined when none came in time. */
export function awaitPollError(
  t: ScenarioContext,
  since: number,
  { nationalId }: PersonRef,
  error: string,
): Promise<Exchange | undefined> {
  return t.expectExchange({
    service: 'psc',
    transaction: 'ciba-token',
    since,
    keys: { professional: nationalId, error },
  });
}

async function readRequest(t: ScenarioContext, exchange: Exchange): Promise<CibaRequestSeen> {
  const form = new URLSearchParams((await t.body(exchange, 'request')).toString('utf8'));
  return { exchange, parameters: Object.fromEntries(form) };
}
