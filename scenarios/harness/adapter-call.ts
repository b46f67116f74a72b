import { setMaxListeners } from 'node:events';
import { BancError } from '../../mocks/wire/errors.js';
import type { Action } from './action.js';
import type { Adapter, AdapterContext } from './adapter.js';

/**
 * Has the adapter do an action, for at most `timeoutMs` and until `signal` aborts; resolves with what it observed, not
 * checked yet.
 * @throws BancError BANC_ADAPTER when it cannot do it, fails or is late; a BancError of the adapter's own as it is.
 */
export async function callAdapter<I>(
  adapter: Adapter | undefined,
  action: Action<I, unknown>,
  input: I,
  contextFor: (signal: AbortSignal) => AdapterContext,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<unknown> {
  const implementation = adapter?.actions[action.name];
  if (!implementation) throw new BancError('BANC_ADAPTER', `L'adaptateur ne sait pas faire ${action.name}.`);
  const late = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([late, signal]);
  // An adapter may make many requests in an action: each hangs on this signal until it is done. Not 0, which means
  // "no limit" but which Node 20 takes for "not a signal" when it is asked back.
  setMaxListeners(10_000, stop);
  try {
    const work = implementation(action.input.parse(input) as never, contextFor(stop));
    return await new Promise<unknown>((resolve, reject) => {
      const giveUp = () => reject(new Error(late.aborted ? `rien après ${timeoutMs} ms` : 'arrêt demandé'));
      stop.addEventListener('abort', giveUp, { once: true });
      work.then(resolve, reject).finally(() => stop.removeEventListener('abort', giveUp));
    });
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('BANC_')) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BancError('BANC_ADAPTER', `L'adaptateur n'a pas pu faire ${action.name} : ${reason}`, { cause: error });
  }
}
