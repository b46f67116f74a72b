import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { remarkHygiene } from '../../../../scenarios/annuaire/checks/hygiene.js';
import { inLang } from '../../../../scenarios/harness/text.js';

const SEARCH = 'GET /fhir/v2/Practitioner?family=DURAND&_count=50 HTTP/1.1';

function call(at: number, line: string = SEARCH, status = 200): Exchange {
  return {
    id: `x${at}`,
    seq: at,
    service: 'annuaire',
    protocol: 'https',
    startedAt: new Date(at).toISOString(),
    finishedAt: new Date(at).toISOString(),
    keys: {},
    summary: '',
    request: { line, headers: [] },
    response: { line: '', status, headers: [] },
    tolerated: [],
    masked: [],
  };
}

/** What is remarked, in English: verdict, what came, the exchange it is about. */
const remarks = (...calls: Exchange[]): string[] =>
  remarkHygiene(calls).map(
    ({ verdict, received = '', exchange = '' }) => `${verdict}: ${inLang(received, 'en')} (${exchange})`,
  );
const many = (count: number, every: number): Exchange[] =>
  Array.from({ length: count }, (_none, nth) => call(nth * every, `${SEARCH}&page=${nth}`));

describe('how the service was called', () => {
  test('nothing is said of good calls, nor of none', () => {
    expect(remarks()).toEqual([]);
    expect(remarks(call(1))).toEqual([]);
    expect(remarks(call(1), call(2))).toEqual([]);
    expect(remarks(call(1, 'GET /fhir/v2/Practitioner?identifier=8%7C123&_count=200 HTTP/1.1'))).toEqual([]);
  });

  test.each(['ESANTE-API-KEY', 'apikey', 'esante_api-key'])('the key in the address, as %s', (name) => {
    expect(remarks(call(1, `GET /fhir/v2/Practitioner?${name}=xxx HTTP/1.1`))).toEqual([
      'warning: the key is in the address, which logs and proxies keep (x1)',
    ]);
  });

  test.each(['_sort=family', '_summary=count', '_has:PractitionerRole:practitioner:active=true'])(
    'a parameter the service refuses: %s',
    (parameter) => {
      const [remark] = remarks(call(1, `GET /fhir/v2/Practitioner?${parameter} HTTP/1.1`));
      expect(remark).toBe(`warning: ${parameter.replace(/[=:].*/, '')}, which it refuses (x1)`);
    },
  );

  test('a bar that is not encoded', () => {
    expect(remarks(call(1, 'GET /fhir/v2/Practitioner?identifier=8|123 HTTP/1.1'))).toEqual(['warning: | (x1)']);
  });

  test('pages larger than advised', () => {
    expect(remarks(call(1, 'GET /fhir/v2/Practitioner?_count=201 HTTP/1.1'))).toEqual(['warning: _count=201 (x1)']);
  });

  test('seventeen calls in a second are allowed, eighteen are not', () => {
    expect(remarks(...many(17, 10))).toEqual([]);
    expect(remarks(...many(18, 10))).toEqual(['warning: more calls in one second (x0)']);
    expect(remarks(...many(40, 60))).toEqual([]);
  });

  test('after a 429, a pause is made', () => {
    expect(remarks(call(0, SEARCH, 429), call(2_000))).toEqual([]);
    expect(remarks(call(0, SEARCH, 429), call(20, `${SEARCH}&other`))).toEqual([]);
    expect(remarks(call(0, SEARCH, 429), call(20))).toEqual([
      'warning: the same request leaves again at once after a 429 (x0)',
    ]);
    expect(remarks(call(0, SEARCH, 500), call(20))).toEqual([]);
  });

  test('a connection without a request is not a call', () => {
    expect(remarks(...Array.from({ length: 30 }, (_none, nth) => call(nth, '')))).toEqual([]);
  });

  test('each remark shows the address called', () => {
    const line = 'GET /fhir/v2/Practitioner?_sort=family HTTP/1.1';
    expect(remarkHygiene([call(1, line)])).toMatchObject([{ locator: line, exchange: 'x1' }]);
  });
});
