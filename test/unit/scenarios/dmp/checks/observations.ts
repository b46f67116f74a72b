import type { Exchange } from '../../../../../mocks/core/exchange.js';
import type { DmpNotice, RecordObservation } from '../../../../../scenarios/dmp/actions/consultation.js';

/** An exchange with the DMP at second `seq` of a fixed minute, answered 200 in 100 ms. */
export function exchange(seq: number, transaction: string, keys: Record<string, string> = {}): Exchange {
  const second = String(seq).padStart(2, '0');
  return {
    id: `x${String(seq).padStart(6, '0')}`,
    seq,
    service: 'dmp',
    transaction,
    protocol: 'https',
    startedAt: `2026-01-05T10:00:${second}.000Z`,
    finishedAt: `2026-01-05T10:00:${second}.100Z`,
    keys,
    summary: `résumé de ${transaction}`,
    request: { line: 'POST /dmp HTTP/1.1', headers: [] },
    response: { line: 'HTTP/1.1 200 OK', status: 200, headers: [] },
    tolerated: [],
    masked: [],
  };
}

/** A record as seen at opening, with nothing on it but what a test says. */
export function record(seen: Partial<RecordObservation> = {}): RecordObservation {
  return {
    dmpStatus: 'open-authorised',
    notices: [],
    newDocuments: { shown: false, byType: [], invisibleToPatient: 0, period: '' },
    localDocuments: [],
    ...seen,
  };
}

/** A notice about a document. */
export function notice(kind: DmpNotice['kind'], documentTitle: string, ...offers: DmpNotice['offers']): DmpNotice {
  return { kind, documentTitle, offers, text: 'avis affiché' };
}
