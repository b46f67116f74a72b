import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DefectDeclaration, VariantDeclaration } from '../../fixtures/reference-dpi/defects/toggle.js';
import type { DefectId, VariantId } from '../../fixtures/reference-dpi/defects.js';
import type { Verdict } from '../../reporters/model.js';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { inLang } from '../../scenarios/harness/text.js';
import { Lane, type LaneResult } from './lane.js';

/** Runs at the same time; each has its own mocks, so that they share nothing. */
const LANES = 4;
const TIMEOUT_MS = 180_000;
/** What a conform product may get: a paper, or a published rule nobody could confirm, is for a human to judge. */
const GREEN: readonly Verdict[] = ['pass', 'warning', 'review', 'not-applicable'];

const free: Lane[] = [];
const waiting: ((lane: Lane) => void)[] = [];

/**
 * Declares the tests of one area of the reference DPI. Started with nothing, every proof is green. With a variant it
 * stays so. With a defect exactly the proofs it names turn red. A toggle is only tried on the scenarios during which
 * the conform product asked about it: on the others it cannot change anything.
 */
export function describeMatrix(
  area: string,
  defects: readonly DefectDeclaration<DefectId>[],
  variants: readonly VariantDeclaration<VariantId>[],
): void {
  const scenarios: Scenario[] = [];
  const consulted: LaneResult['consulted'] = new Map();
  const conform: LaneResult[] = [];
  /** Checks that some defect turned red. */
  const redChecks = new Set<string>();

  beforeAll(async () => {
    scenarios.push(...(await loadScenarios()).map(({ scenario }) => scenario));
    for (let index = 0; index < LANES; index += 1) free.push(await Lane.open());
    const shares = free.map((_, lane) => scenarios.filter((_scenario, index) => index % LANES === lane));
    conform.push(...(await Promise.all(shares.map((share) => judge(share, {})))));
    for (const [scenario, toggles] of conform.flatMap((result) => [...result.consulted])) {
      consulted.set(scenario, toggles);
    }
  }, TIMEOUT_MS);

  afterAll(async () => {
    await Promise.all(free.map((lane) => lane.close()));
  });

  const concernedBy = (toggle: DefectId | VariantId, proofs: readonly string[] = []): Scenario[] =>
    scenarios.filter(
      (one) => consulted.get(one.id)?.has(toggle) === true || one.proofs.some((proof) => proofs.includes(proof)),
    );

  describe.concurrent(`the reference DPI, ${area}`, () => {
    test('is conform when started with nothing: every proof is green', () => {
      expect(Object.assign({}, ...conform.map(notGreen))).toEqual({});
      expect(conform.flatMap((result) => [...result.proofs]).length).toBeGreaterThan(0);
    });

    test.for(variants)('stays green with the harmless variant $id', { timeout: TIMEOUT_MS }, async ({ id }) => {
      const concerned = concernedBy(id);
      expect(concerned.length, 'scenarios during which the product asks about this variant').toBeGreaterThan(0);
      expect(notGreen(await judge(concerned, { variants: [id] }))).toEqual({});
    });

    test.for(defects)('with defect $id turns exactly its proofs red', { timeout: TIMEOUT_MS }, async (defect) => {
      const { id, breaks } = defect;
      const result = await judge(concernedBy(id, breaks), { defects: [id] });
      for (const [check, verdict] of result.checks) if (verdict === 'fail') redChecks.add(check);
      const red = [...result.proofs].filter(([, verdict]) => verdict === 'fail').map(([proof]) => proof);
      expect({ red: red.toSorted(), why: notGreen(result) }).toEqual({
        red: [...breaks].toSorted(),
        why: Object.fromEntries(breaks.map((proof) => [proof, expect.stringMatching(/^fail /)])),
      });
    });
  });

  describe(`the matrix, ${area}`, () => {
    test('every check of the scenarios of this area has a defect that turns it red', () => {
      const proofs = defects.flatMap((defect) => defect.breaks);
      const own = scenarios.filter((one) => one.proofs.some((proof) => proofs.includes(proof)));
      const checks = conform
        .flatMap((result) => result.records)
        .filter((record) => own.some((one) => one.id === record.scenario))
        .flatMap((record) => record.steps.flatMap((step) => step.findings))
        .filter(({ finding }) => finding.verdict === 'pass')
        .map(({ finding }) => finding.check.id);
      expect(checks.length).toBeGreaterThan(0);
      expect([...new Set(checks)].filter((check) => !redChecks.has(check))).toEqual([]);
    });
  });
}

async function judge(scenarios: readonly Scenario[], options: Parameters<Lane['run']>[1]): Promise<LaneResult> {
  const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
  try {
    return await lane.run(scenarios, options);
  } finally {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  }
}

/** What is not green, with the failures that explain it: the message of a failed assertion. */
function notGreen(result: LaneResult): Record<string, string> {
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
