import { describe, expect, test } from 'vitest';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';
import { NOT_OFFERED } from './not-offered.js';
import { REFERENCE_DPI, REFERENCE_PFI } from './reference-suts.js';

describe.each([REFERENCE_DPI, REFERENCE_PFI])('$name', ({ actor, areas }) => {
  const defects = Object.values(areas).flatMap((area) => area.defects);
  const variants = Object.values(areas).flatMap((area) => area.variants);

  test('defects name proofs that scenarios serve, and every proof judged by a machine has a defect', async () => {
    const scenarios = (await loadScenarios())
      .map(({ scenario }) => scenario)
      .filter((scenario) => scenario.actor === actor || scenario.actor === 'both');
    const served = scenarios.flatMap(({ proofs }) => proofs);
    const broken = defects.flatMap((defect) => defect.breaks);
    expect(broken.filter((proof) => !served.includes(proof))).toEqual([]);
    const automatic = scenarios.filter(({ drive }) => drive === 'automatic').flatMap(({ proofs }) => proofs);
    const withoutMistake = [...new Set(automatic)].filter((proof) => !broken.includes(proof));
    expect(withoutMistake.toSorted()).toEqual(NOT_OFFERED[actor].toSorted());
  });

  test('every toggle has its own id', () => {
    const ids = [...defects, ...variants].map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });
});
