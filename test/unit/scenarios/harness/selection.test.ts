import { describe, expect, test } from 'vitest';
import { assembleBench } from '../../../../scenarios/bench.js';
import { selectScenarios } from '../../../../scenarios/harness/cli/selection.js';

const parts = assembleBench();
const select = (ids: string[], profiles?: string[]) => selectScenarios(ids, { actor: 'pfi', profiles }, parts, []);
const requirements = (selection: Awaited<ReturnType<typeof select>>): string[] =>
  selection.entries.map(({ scenario }) => scenario.requirement);

describe('what a run plays', () => {
  test('a product that names no profile is asked everything', async () => {
    const { undeclared } = await select([]);
    expect(undeclared).toEqual([]);
    expect(requirements(await select(['MSS/CONF.01']))).toContain('MSS/CONF.01');
  });

  test('a requirement of a profile that is not declared is left aside, and told', async () => {
    const declared = await select(['MSS/*'], ['Général', 'BAL PER-ORG']);
    const whole = await select(['MSS/*']);
    const left = declared.undeclared.map(({ requirement }) => requirement);
    expect(left.length).toBeGreaterThan(0);
    expect(new Set(declared.undeclared.map(({ profile }) => profile))).toEqual(new Set(['BAL APP']));
    expect([...new Set([...requirements(declared), ...left])].toSorted()).toEqual(
      [...new Set(requirements(whole))].toSorted(),
    );
  });

  test('a profile the catalogue does not know is a mistake of the configuration', async () => {
    await expect(select([], ['General'])).rejects.toMatchObject({ code: 'BANC_CONFIG_INVALID' });
  });

  test('what only lacks for the other product is not told as missing', async () => {
    const { uncovered } = await selectScenarios(['SSI/IE.38', 'SSI/IAM.91'], { actor: 'dpi' }, parts, []);
    expect(uncovered).toEqual([]);
    const other = await select(['SSI/IE.38', 'SSI/GEN.01']);
    expect(other.uncovered.map(({ requirement }) => requirement)).toEqual(['SSI/IE.38']);
  });

  test('scenarios for both products are played for each', async () => {
    expect(requirements(await select(['SSI/GEN.01']))).toEqual(['SSI/GEN.01']);
  });
});
