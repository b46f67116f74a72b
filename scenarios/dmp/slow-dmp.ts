import type { Patient } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import type { ScenarioContext } from '../harness/index.js';
import { keepWorkingDuringDmpRequests } from './actions/consultation.js';
import { refOf } from '../record/index.js';

/** Tried in turn: on a machine too busy to change screens within the first one, the product is late, not blocked. */
const DELAYS_MS = [1_500, 6_000];

/** What came of working during slow requests. */
export interface SlowWork {
  observed: { usedElsewhereWhilePending: boolean; elsewhere: string; completed: boolean };
  /** DMP exchanges of the patient in the last try. */
  exchanges: Exchange[];
  /** Those the bench slowed down. */
  slow: Exchange[];
}

/** Has the user work elsewhere while the DMP answers the first request of an opening slowly; inside a step. */
export async function workDuringSlowRequests(t: ScenarioContext, person: Patient): Promise<SlowWork> {
  const [first = 0, ...longer] = DELAYS_MS;
  let work = await workDuringDelay(t, person, first);
  for (const delayMs of longer) {
    if (work.observed.usedElsewhereWhilePending || work.slow.length === 0) break;
    work = await workDuringDelay(t, person, delayMs);
  }
  return work;
}

async function workDuringDelay(t: ScenarioContext, person: Patient, delayMs: number): Promise<SlowWork> {
  const since = await t.mark();
  const keys = { patient: person.ins };
  await t.control('faults', 'add', { service: 'dmp', keys, times: 1, fault: { kind: 'delay', delayMs } });
  const observed = await t.act(keepWorkingDuringDmpRequests, { patient: refOf(person) });
  const exchanges = await t.exchanges({ service: 'dmp', keys, since });
  return { observed, exchanges, slow: exchanges.filter((exchange) => exchange.fault === 'delay') };
}
