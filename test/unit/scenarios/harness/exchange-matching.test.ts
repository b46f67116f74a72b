import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { explainNearMisses } from '../../../../scenarios/harness/exchange-matching.js';

function exchange(seq: number, transaction: string, patient: string): Exchange {
  return {
    id: `x${seq}`,
    seq,
    service: 'dmp',
    transaction,
    protocol: 'https',
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:00.010Z',
    keys: { patient },
    summary: `${transaction} de ${patient}`,
    request: { line: 'POST / HTTP/1.1', headers: [] },
    tolerated: [],
    masked: [],
  };
}

describe('when an expected exchange does not come', () => {
  test('says which field of the nearest exchange differs, nearest first', () => {
    const seen = [exchange(1, 'td0-2', 'B'), exchange(2, 'td3-2', 'B')];
    const explained = explainNearMisses(seen, { service: 'dmp', transaction: 'td3-2', keys: { patient: 'A' } });
    expect(explained.split('\n')).toEqual([
      'x2 td3-2 de B — patient B au lieu de A',
      'x1 td0-2 de B — transaction td0-2 au lieu de td3-2 ; patient B au lieu de A',
    ]);
  });

  test('says that nothing came at all', () => {
    expect(explainNearMisses([exchange(1, 'td0-2', 'A')], { since: 1 })).toContain('Aucun échange');
  });
});
