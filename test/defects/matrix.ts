import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { type Judging, notGreen, openJudging, TIMEOUT_MS } from './judging.js';
import type { ReferenceSut } from './reference-suts.js';

/**
 * Declares the tests of one area of a reference product. With a defect exactly the proofs it names turn red. A toggle is
 * only tried on the scenarios during which the conform product asked about it: on the others it cannot change anything
 * (decision 0004).
 */
export function describeMatrix(sut: ReferenceSut, area: string): void {
  const judging = openJudging(sut);
  const defects = sut.areas[area]?.defects ?? [];
  /** Checks that some defect turned red. */
  const redChecks = new Set<string>();

  describe.concurrent(`${sut.name}, ${area}`, () => {
    test.for(defects)('with defect $id turns exactly its proofs red', { timeout: TIMEOUT_MS }, async (defect) => {
      const { id, breaks } = defect;
      const result = await judging.judge(judging.concernedBy(id, breaks), { defects: [id] });
      for (const [check, verdict] of result.checks) if (verdict === 'fail') redChecks.add(check);
      const red = [...result.proofs].filter(([, verdict]) => verdict === 'fail').map(([proof]) => proof);
      expect({ red: red.toSorted(), why: notGreen(result) }).toEqual({
        red: [...breaks].toSorted(),
        why: Object.fromEntries(breaks.map((proof) => [proof, expect.stringMatching(/^fail /)])),
      });
    });
  });

  describe(`the matrix, ${area}`, () => {
    test(
      'every check of the scenarios of this area has a defect that turns it red',
      { timeout: TIMEOUT_MS },
      async () => {
        const own = judging.scenarios.filter(
          ({ id, proofs }) => areaOf(sut, proofs, judging.conform.consulted[id] ?? []) === area,
        );
        const missing = new Map<string, Scenario[]>();
        for (const scenario of own) {
          for (const check of passing(judging, scenario)) missing.set(check, [...(missing.get(check) ?? []), scenario]);
        }
        expect(missing.size).toBeGreaterThan(0);
        for (const check of redChecks) missing.delete(check);
        for (const [check, scenarios] of missing) {
          if (await turnedRedElsewhere(judging, { sut, area }, check, scenarios)) missing.delete(check);
        }
        expect([...missing.keys()]).toEqual([]);
      },
    );
  });
}

/** Checks the conform product passes in a scenario. */
function passing({ conform }: Judging, { id }: Scenario): string[] {
  return conform.records
    .filter((record) => record.scenario === id)
    .flatMap((record) => record.steps.flatMap((step) => step.findings))
    .filter(({ finding }) => finding.verdict === 'pass')
    .map(({ finding }) => finding.check.id);
}

/** Whether a defect of another area turns a check of some scenarios red: two areas may meet in one scenario. */
async function turnedRedElsewhere(
  judging: Judging,
  { sut, area }: { sut: ReferenceSut; area: string },
  check: string,
  scenarios: readonly Scenario[],
): Promise<boolean> {
  const others = Object.entries(sut.areas).flatMap(([name, { defects }]) => (name === area ? [] : defects));
  for (const { id, breaks } of others) {
    const concerned = scenarios.filter(
      (one) =>
        judging.conform.consulted[one.id]?.includes(id) === true && breaks.some((proof) => one.proofs.includes(proof)),
    );
    if (concerned.length === 0) continue;
    const { checks } = await judging.judge(concerned, { defects: [id] });
    if (checks.get(check) === 'fail') return true;
  }
  return false;
}

/**
 * The area of a scenario: the one with most defects that break its proofs and that the product asks about during it. Two
 * areas may serve the same proofs, each with a scenario of its own. None when no defect breaks them.
 */
function areaOf(sut: ReferenceSut, proofs: readonly string[], consulted: readonly string[]): string | undefined {
  const counts = Object.entries(sut.areas).map(([area, { defects }]) => {
    const breaking = defects.filter(({ breaks }) => breaks.some((one) => proofs.includes(one)));
    return { area, asked: breaking.filter(({ id }) => consulted.includes(id)).length, all: breaking.length };
  });
  const [most] = counts.filter(({ all }) => all > 0).toSorted((a, b) => b.asked - a.asked || b.all - a.all);
  return most?.area;
}
