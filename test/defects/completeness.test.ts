import { expect, test } from 'vitest';
import { DEFECTS, VARIANTS } from '../../fixtures/reference-dpi/defects.js';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';

test('defects name proofs that scenarios serve, and every proof judged by a machine has a defect', async () => {
  const scenarios = (await loadScenarios()).map(({ scenario }) => scenario);
  const served = scenarios.flatMap(({ proofs }) => proofs);
  const broken: readonly string[] = DEFECTS.flatMap((defect) => defect.breaks);
  expect(broken.filter((proof) => !served.includes(proof))).toEqual([]);
  const automatic = scenarios.filter(({ drive }) => drive === 'automatic').flatMap(({ proofs }) => proofs);
  expect([...new Set(automatic)].filter((proof) => !broken.includes(proof))).toEqual([]);
});

test('every toggle has its own id', () => {
  const ids = [...DEFECTS, ...VARIANTS].map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
});
