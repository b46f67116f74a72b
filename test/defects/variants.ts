import { describe, expect, test } from 'vitest';
import { notGreen, openJudging, TIMEOUT_MS } from './judging.js';
import type { ReferenceSut } from './reference-suts.js';

/** Declares the tests of the harmless variants of a reference product: whatever a conform vendor may choose stays green. */
export function describeVariants(sut: ReferenceSut): void {
  const judging = openJudging(sut);
  const variants = Object.values(sut.areas).flatMap((area) => area.variants);

  describe.concurrent(`${sut.name}, its variants`, () => {
    test.for(variants)('stays green with the harmless variant $id', { timeout: TIMEOUT_MS }, async ({ id }) => {
      const concerned = judging.concernedBy(id);
      expect(concerned.length, 'scenarios during which the product asks about this variant').toBeGreaterThan(0);
      expect(notGreen(await judging.judge(concerned, { variants: [id] }))).toEqual({});
    });
  });
}
