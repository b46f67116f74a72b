import { expect, test } from 'vitest';
import { keepConform } from './conform.js';
import { notGreen, TIMEOUT_MS } from './judging.js';
import { summarize } from './lane.js';
import { NOT_OFFERED } from './not-offered.js';
import { REFERENCE_DPI, REFERENCE_PFI } from './reference-suts.js';

test.each([REFERENCE_DPI, REFERENCE_PFI])(
  '$name is conform when started with nothing: every proof is green',
  async (sut) => {
    const { records } = await keepConform(sut);
    const found = { records, ...summarize(records) };
    expect(notGreen(found)).toEqual({});
    const played = NOT_OFFERED[sut.actor].filter((proof) => found.proofs.get(proof) !== 'not-applicable');
    expect(played).toEqual([]);
    expect(found.proofs.size).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
