import { describe, expect, test } from 'vitest';
import { checkContent, type ShownContent } from '../../../../scenarios/stat/checks/flow-content.js';
import { told } from './exports.js';

const shown = (sent: number, masked: number, maskedPercent: number): ShownContent => ({
  offered: true,
  sent,
  masked,
  maskedPercent,
});
const NOT_OFFERED: ShownContent = { offered: false, sent: 0, masked: 0, maskedPercent: 0 };
const GROWN = { sent: 2, masked: 1 };

describe('the share of masked documents (TBB/va1.04)', () => {
  test('follows what was sent: it passes', () => {
    expect(told(checkContent(shown(8, 1, 12.5), shown(10, 2, 20), GROWN))).toMatchObject({
      verdict: 'pass',
      expected: '+2 envois, dont +1 masqués ; 20.0 % masqués',
    });
  });

  test('may be shown without decimals, half a point off', () => {
    expect(checkContent(shown(6, 0, 0), shown(8, 1, 13), GROWN).verdict).toBe('pass');
    expect(checkContent(shown(6, 0, 0), shown(8, 1, 14), GROWN).verdict).toBe('fail');
  });

  test.each([
    ['a sending not counted', shown(9, 2, 22.2), '+1 envois, dont +1 masqués ; 22.2 % masqués'],
    ['a masked document not counted', shown(10, 1, 10), '+2 envois, dont +0 masqués ; 10 % masqués'],
    ['a share that stayed as it was', shown(10, 2, 12.5), '+2 envois, dont +1 masqués ; 12.5 % masqués'],
  ])('%s fails', (_what, after, received) => {
    expect(told(checkContent(shown(8, 1, 12.5), after, GROWN))).toMatchObject({ verdict: 'fail', received });
  });

  test('of nothing is zero', () => {
    expect(checkContent(shown(0, 0, 0), shown(0, 0, 0), { sent: 0, masked: 0 }).verdict).toBe('pass');
  });

  test('has no object in a product that does not offer it, but must not vanish', () => {
    expect(checkContent(NOT_OFFERED, NOT_OFFERED, GROWN).verdict).toBe('not-applicable');
    expect(checkContent(shown(8, 1, 12.5), NOT_OFFERED, GROWN).verdict).toBe('fail');
  });
});
