import { expect, test } from 'vitest';
import { keepConform } from './conform.js';
import { notGreen, TIMEOUT_MS } from './judging.js';
import { summarize } from './lane.js';
import { REFERENCE_DPI, REFERENCE_PFI } from './reference-suts.js';

test.each([REFERENCE_DPI, REFERENCE_PFI])(
  '$name is conform when started with nothing: every proof is green',
  async (sut) => {
    const { records } = await keepConform(sut);
    const found = { records, ...summarize(records) };
    expect(notGreen(found)).toEqual({});
    expect(found.proofs.size).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
