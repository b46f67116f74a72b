import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../../mocks/core/exchange.js';
import type { DocumentEntry } from '../../../../../mocks/wire/ebrim-objects.js';
import type { Feeding } from '../../../../../scenarios/dmp/checks/feeding.js';
import { checkRate, checkSelection } from '../../../../../scenarios/dmp/checks/history-feeding.js';
import { checkIndicator } from '../../../../../scenarios/dmp/checks/history-indicator.js';
import { text } from '../../../../../scenarios/harness/index.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

function sentEvery(ms: number, count: number): Exchange[] {
  const start = Date.parse('2026-01-05T10:00:00.000Z');
  return Array.from({ length: count }, (_, index) => ({
    ...exchange(index + 1, 'td2-1a'),
    startedAt: new Date(start + index * ms).toISOString(),
  }));
}

describe('the rate of the historical feeding', () => {
  test('holds at four a second, as many documents as there are', () => {
    expectFinding(checkRate(sentEvery(250, 12)), 'pass', ['expected', 'received', 'locator']);
  });

  test('fails when one second holds five, even with a slow average', () => {
    expectFinding(checkRate(sentEvery(249, 5)), 'fail', ['expected', 'received', 'locator']);
    const burst = sentEvery(10, 5).concat(sentEvery(5_000, 4).slice(1));
    expect(checkRate(burst).verdict).toBe('fail');
  });

  test('proves nothing with four documents', () => {
    expect(checkRate(sentEvery(10, 4)).verdict).toBe('not-observed');
  });
});

describe('what a run sends', () => {
  const kept = { title: 'Gardé' };
  const deceased = { title: 'Décédé', excluded: text('patient décédé', 'patient deceased') };
  const sent = (title: string): Feeding => ({
    exchange: exchange(1, 'td2-1a'),
    accepted: true,
    mtom: true,
    document: { title } as DocumentEntry,
  });
  const said = [{ title: 'Gardé', outcome: 'sent' }];

  test('is exactly what the filters keep, on the wire and on screen', () => {
    expectFinding(checkSelection([kept, deceased], [sent('Gardé')], said), 'pass', ['expected', 'received', 'locator']);
  });

  test('fails for a document too many, one too few, and one the screen does not tell', () => {
    const tooMany = checkSelection([kept, deceased], [sent('Gardé'), sent('Décédé')], said);
    expectFinding(tooMany, 'fail', ['expected', 'received', 'locator']);
    expect(tooMany.received).toMatchObject({ fr: '« Décédé » envoyé (patient décédé)' });
    expect(checkSelection([kept], [], said).verdict).toBe('fail');
    expect(checkSelection([kept], [sent('Gardé')], []).verdict).toBe('fail');
    expect(checkSelection([kept], [sent('Gardé'), sent('Gardé')], said).verdict).toBe('fail');
  });
});

describe('the indicator', () => {
  const before = { period: '2026-01', eligibleStays: 2, fedStays: 1, sharePercent: 50 };
  const caused = { month: '2026-01', eligibleStays: 2, fedStays: 1 };
  const after = { period: '2026-01', eligibleStays: 4, fedStays: 2, sharePercent: 50 };

  test('grew by what was caused', () => {
    expectFinding(checkIndicator(before, after, caused), 'pass', ['expected', 'received', 'locator']);
  });

  test.each([
    ['stays', { eligibleStays: 5 }],
    ['stays with history', { fedStays: 3 }],
    ['share', { sharePercent: 75 }],
    ['month', { period: '2025-12' }],
  ])('fails when its %s is wrong', (_what, wrong) => {
    expect(checkIndicator(before, { ...after, ...wrong }, caused).verdict).toBe('fail');
  });
});
