import { afterAll, beforeAll, expect } from 'vitest';
import type { Verdict } from '../../reporters/model.js';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { inLang } from '../../scenarios/harness/text.js';
import { Lane, type LaneResult } from './lane.js';
import type { ReferenceSut } from './reference-suts.js';

/** Runs at the same time; each has its own mocks, so that they share nothing. */
const LANES = 4;
/** How long one product may be judged: the widest toggles concern every scenario. */
export const TIMEOUT_MS = 300_000;
/** What a conform product may get: a paper, or a published rule nobody could confirm, is for a human to judge. */
const GREEN: readonly Verdict[] = ['pass', 'warning', 'review', 'not-applicable'];

/** Lanes of one product, and what the conform product was found to do. */
export interface Judging {
  scenarios: readonly Scenario[];
  conform: readonly LaneResult[];
  /** Scenarios during which the conform product asked about the toggle, or that serve one of the proofs. */
  concernedBy(toggle: string, proofs?: readonly string[]): Scenario[];
  judge(scenarios: readonly Scenario[], options: Parameters<Lane['run']>[1]): Promise<LaneResult>;
}

/** Opens the lanes of a product before the tests of a file, judges it conform, closes them after. */
export function openJudging(sut: ReferenceSut): Judging {
  const free: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  const scenarios: Scenario[] = [];
  const conform: LaneResult[] = [];
  const consulted: LaneResult['consulted'] = new Map();

  const judge: Judging['judge'] = async (some, options) => {
    const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      return await lane.run(some, options);
    } finally {
      const next = waiting.shift();
      if (next) next(lane);
      else free.push(lane);
    }
  };

  beforeAll(async () => {
    const all = (await loadScenarios()).map(({ scenario }) => scenario);
    scenarios.push(...all.filter(({ actor }) => actor === sut.actor));
    for (let index = 0; index < LANES; index += 1) free.push(await Lane.open(sut));
    const shares = free.map((_, lane) => scenarios.filter((_scenario, index) => index % LANES === lane));
    conform.push(...(await Promise.all(shares.map((share) => judge(share, {})))));
    for (const [scenario, toggles] of conform.flatMap((result) => [...result.consulted])) {
      consulted.set(scenario, toggles);
    }
  }, TIMEOUT_MS);

  afterAll(async () => {
    await Promise.all(free.map((lane) => lane.close()));
  });

  return {
    scenarios,
    conform,
    judge,
    concernedBy: (toggle, proofs = []) =>
      scenarios.filter(
        (one) => consulted.get(one.id)?.has(toggle) === true || one.proofs.some((proof) => proofs.includes(proof)),
      ),
  };
}

/** Fails when the conform product has a proof that is not green, or none at all. */
export function expectConform({ conform }: Judging): void {
  expect(Object.assign({}, ...conform.map(notGreen))).toEqual({});
  expect(conform.flatMap((result) => [...result.proofs]).length).toBeGreaterThan(0);
}

/** What is not green, with the failures that explain it: the message of a failed assertion. */
export function notGreen(result: LaneResult): Record<string, string> {
  const entries = [...result.proofs].filter(([, verdict]) => !GREEN.includes(verdict));
  return Object.fromEntries(entries.map(([proof, verdict]) => [proof, `${verdict} ${why(result, proof)}`]));
}

function why(result: LaneResult, proof: string): string {
  return result.records
    .filter((record) => record.proofs.includes(proof))
    .flatMap((record) => [
      ...record.steps
        .flatMap((step) => step.findings)
        .filter((one) => one.proofs.includes(proof) && !GREEN.includes(one.finding.verdict))
        .map(
          ({ finding: { check, expected = '', received = '' } }) =>
            `${check.id} : attendu ${inLang(expected, 'fr')}, reçu ${inLang(received, 'fr')}`,
        ),
      ...(record.failure ? [`${record.scenario} : ${record.failure.message}`] : []),
    ])
    .join(' | ');
}
