import type { Directory } from '../../fixtures/directory/records.js';
import { type ScenarioContext, type Tenant, text } from '../harness/index.js';
import type { SearchCriteria } from './actions/criteria.js';
import { searchDirectory, type SearchObservation } from './actions/search.js';
import { remarkHygiene } from './checks/hygiene.js';
import { checkSearchResult } from './checks/search-result.js';
import { expectationOf } from './oracle.js';

/** Settings, copy and service of the directory, shared by all: scenarios about them go one after the other. */
export const DIRECTORY: Tenant = { name: 'setting:directory' };

/**
 * Searches, and judges what is shown against the records. A product may ask for more criteria than one: the same search
 * is then made with `complement`, which the person looked for answers too.
 */
export async function searchAndJudge(
  t: ScenarioContext,
  proof: string,
  directory: Directory,
  criteria: SearchCriteria,
  complement: SearchCriteria = {},
): Promise<SearchObservation> {
  const alone = await t.act(searchDirectory, { criteria });
  const both = { ...criteria, ...complement };
  const again = alone.refused && Object.keys(both).length > Object.keys(criteria).length;
  const asked = again ? both : criteria;
  const observed = again ? await t.act(searchDirectory, { criteria: both }) : alone;
  t.check(proof, ...checkSearchResult({ criteria: asked, observed, expected: expectationOf(directory, asked) }));
  return observed;
}

/** A step that shows the calls made to the directory since a position of the journal, with remarks about them. */
export async function tellTraffic(t: ScenarioContext, proof: string, since: number): Promise<void> {
  await t.step(
    text('Appels faits à l’annuaire', 'Calls made to the directory'),
    async () => {
      const exchanges = await t.exchanges({ service: 'annuaire', since });
      t.attachExchanges(proof, exchanges.slice(0, 20));
      t.check(proof, ...remarkHygiene(exchanges));
    },
    [proof],
  );
}

/** Does something while the mock has other modes, then puts them back. */
export async function whileDirectory(
  t: ScenarioContext,
  modes: Readonly<Record<string, string>>,
  body: () => Promise<void>,
): Promise<void> {
  await t.control('annuaire', 'set-mode', modes);
  try {
    await body();
  } finally {
    await t.control('annuaire', 'reset-modes', {});
  }
}

/** A fault of the directory, on every call or on those of a transaction. */
export interface FaultWanted {
  transaction?: string;
  fault: { kind: string };
}

/** Does something while every call of a kind meets a fault. */
export async function withFault(t: ScenarioContext, wanted: FaultWanted, body: () => Promise<void>): Promise<void> {
  const { id } = await t.control<{ id: string }>('faults', 'add', { service: 'annuaire', times: 0, ...wanted });
  try {
    await body();
  } finally {
    await t.control('faults', 'remove', { id });
  }
}
