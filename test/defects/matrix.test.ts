import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFECTS, VARIANTS } from '../../fixtures/reference-dpi/defects.js';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';
import { inLang } from '../../scenarios/harness/text.js';
import { Lane, type LaneResult } from './lane.js';

/** Runs at the same time; each has its own mocks, so that they share nothing. */
const LANES = 6;
const TIMEOUT_MS = 120_000;

const free: Lane[] = [];
const waiting: ((lane: Lane) => void)[] = [];
/** Checks that some defect turned red. */
const redChecks = new Set<string>();
let conform: LaneResult | undefined;

beforeAll(async () => {
  for (let index = 0; index < LANES; index += 1) free.push(await Lane.open());
});

afterAll(async () => {
  await Promise.all(free.map((lane) => lane.close()));
});

async function judge(options: Parameters<Lane['run']>[0]): Promise<LaneResult> {
  const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
  try {
    return await lane.run(options);
  } finally {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  }
}

/** What is not green, with the failures that explain it: the message of a failed assertion. */
function notGreen(result: LaneResult): Record<string, string> {
  const entries = [...result.proofs].filter(([, verdict]) => verdict !== 'pass');
  return Object.fromEntries(entries.map(([proof, verdict]) => [proof, `${verdict} ${why(result, proof)}`]));
}

function why(result: LaneResult, proof: string): string {
  return result.records
    .filter((record) => record.proofs.includes(proof))
    .flatMap((record) => [
      ...record.steps
        .flatMap((step) => step.findings)
        .filter((one) => one.proofs.includes(proof) && one.finding.verdict !== 'pass')
        .map(
          ({ finding: { check, expected = '', received = '' } }) =>
            `${check.id} : attendu ${inLang(expected, 'fr')}, reçu ${inLang(received, 'fr')}`,
        ),
      ...(record.failure ? [`${record.scenario} : ${record.failure.message}`] : []),
    ])
    .join(' | ');
}

describe.concurrent('the reference DPI', () => {
  test('is conform when started with nothing: every proof is green', { timeout: TIMEOUT_MS }, async () => {
    conform = await judge({});
    expect(notGreen(conform)).toEqual({});
    expect(conform.proofs.size).toBeGreaterThan(0);
  });

  test.for(VARIANTS)('stays green with the harmless variant $id', { timeout: TIMEOUT_MS }, async ({ id }) => {
    expect(notGreen(await judge({ variants: [id] }))).toEqual({});
  });

  test.for(DEFECTS)('with defect $id turns exactly its proofs red', { timeout: TIMEOUT_MS }, async ({ id, breaks }) => {
    const result = await judge({ defects: [id] });
    for (const [check, verdict] of result.checks) if (verdict === 'fail') redChecks.add(check);
    const red = [...result.proofs].filter(([, verdict]) => verdict === 'fail').map(([proof]) => proof);
    expect({ red: red.toSorted(), why: notGreen(result) }).toEqual({
      red: [...breaks].toSorted(),
      why: Object.fromEntries(breaks.map((proof) => [proof, expect.stringMatching(/^fail /)])),
    });
  });
});

describe('the matrix', () => {
  test('every check of every scenario has a defect that turns it red', () => {
    const checks = [...(conform?.checks.keys() ?? [])];
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((check) => !redChecks.has(check))).toEqual([]);
  });

  test('holds at least 25 defects and 8 variants, and defects name proofs that scenarios serve', async () => {
    const served = (await loadScenarios()).flatMap(({ scenario }) => scenario.proofs);
    expect(DEFECTS.length).toBeGreaterThanOrEqual(25);
    expect(VARIANTS.length).toBeGreaterThanOrEqual(8);
    expect(DEFECTS.flatMap((defect) => defect.breaks).filter((proof) => !served.includes(proof))).toEqual([]);
  });
});
