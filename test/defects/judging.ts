import { afterAll, beforeAll } from 'vitest';
import type { Verdict } from '../../reporters/model.js';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { inLang } from '../../scenarios/harness/text.js';
import { conformRun, type ConformRun, LANES, scenariosOf } from './conform.js';
import { Lane, type LaneResult } from './lane.js';
import type { ReferenceSut } from './reference-suts.js';

/** How long one product may be judged: the widest toggles concern every scenario. */
export const TIMEOUT_MS = 900_000;
/** What a conform product may get: a paper, or a published rule nobody could confirm, is for a human to judge. */
const GREEN: readonly Verdict[] = ['pass', 'warning', 'review', 'not-applicable'];

/** What of a run is compared. */
export type Judged = Pick<LaneResult, 'proofs' | 'records'>;

/** Lanes of one product, and what the conform product was found to do. */
export interface Judging {
  scenarios: readonly Scenario[];
  conform: ConformRun;
  /** Scenarios during which the conform product asked about the toggle, or that serve one of the proofs. */
  concernedBy(toggle: string, proofs?: readonly string[]): Scenario[];
  judge(scenarios: readonly Scenario[], options: Parameters<Lane['run']>[1]): Promise<LaneResult>;
}

/** Opens the lanes of a product before the tests of a file, closes them after. */
export function openJudging(sut: ReferenceSut): Judging {
  const free: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  const scenarios: Scenario[] = [];
  const conform: ConformRun = { records: [], consulted: {} };

  beforeAll(async () => {
    scenarios.push(...(await scenariosOf(sut)));
    Object.assign(conform, await conformRun(sut));
    for (let index = 0; index < LANES; index += 1) free.push(await Lane.open(sut));
  }, TIMEOUT_MS);

  afterAll(async () => {
    await Promise.all(free.map((lane) => lane.close()));
  });

  return {
    scenarios,
    conform,
    judge: async (some, options) => {
      const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
      try {
        return await lane.run(some, options);
      } finally {
        const next = waiting.shift();
        if (next) next(lane);
        else free.push(lane);
      }
    },
    concernedBy: (toggle, proofs = []) =>
      scenarios.filter(
        (one) =>
          conform.consulted[one.id]?.includes(toggle) === true || one.proofs.some((proof) => proofs.includes(proof)),
      ),
  };
}

/** What is not green, with the failures that explain it: the message of a failed assertion. */
export function notGreen(result: Judged): Record<string, string> {
  const entries = [...result.proofs].filter(([, verdict]) => !GREEN.includes(verdict));
  return Object.fromEntries(entries.map(([proof, verdict]) => [proof, `${verdict} ${why(result, proof)}`]));
}

function why(result: Judged, proof: string): string {
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
