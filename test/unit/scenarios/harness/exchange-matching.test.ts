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
    expect(explained.fr.split('\n')).toEqual([
      'x2 td3-2 de B — patient B au lieu de A',
      'x1 td0-2 de B — transaction td0-2 au lieu de td3-2 ; patient B au lieu de A',
    ]);
    expect(explained.en.split('\n')).toEqual([
      'x2 dmp td3-2 — patient B instead of A',
      'x1 dmp td0-2 — transaction td0-2 instead of td3-2; patient B instead of A',
    ]);
  });

  test('says that nothing came at all', () => {
    const explained = explainNearMisses([exchange(1, 'td0-2', 'A')], { since: 1 });
    expect(explained.fr).toContain('Aucun échange');
    expect(explained.en).toContain('No exchange');
  });

  test('names in both languages a service, a transaction or a key that is not the one awaited', () => {
    const { transaction: _, ...unnamed } = exchange(1, '', 'A');
    const filter = { service: 'mssante', transaction: ['iti-43', 'iti-18'], keys: { user: '8997' } };
    expect(explainNearMisses([unnamed], filter)).toEqual({
      fr: 'x1  de A — service dmp au lieu de mssante ; transaction non reconnue au lieu de iti-43 ou iti-18 ; utilisateur absent au lieu de 8997',
      en: 'x1 dmp — service dmp instead of mssante; transaction not recognised instead of iti-43 or iti-18; user missing instead of 8997',
    });
  });
});
