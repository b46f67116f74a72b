import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../../../mocks/index.js';
import { unzip } from '../../../../mocks/wire/xdm-zip.js';
import { AnnuaireMocks, linkOf } from './annuaire-mocks.js';

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());
afterEach(() => mocks.faults.clear());

const plan = (transaction: string, fault: Fault, keys: Record<string, string> = {}) =>
  mocks.faults.add({ service: 'annuaire', transaction, keys, times: 1, fault });

test.each<[Fault, number, RegExp]>([
  [{ kind: 'gateway-timeout' }, 504, /Gateway Timeout/],
  [{ kind: 'gateway-timeout', delayMs: 5 }, 504, /Gateway Timeout/],
  [{ kind: 'bad-gateway' }, 502, /Bad Gateway/],
  [{ kind: 'too-many-requests' }, 429, /Rate limit/],
  [{ kind: 'server-error' }, 500, /OperationOutcome.*Unknown error/],
  [{ kind: 'bad-key' }, 401, /Unauthorized/],
  [{ kind: 'html' }, 200, /<!DOCTYPE html>/],
  [{ kind: 'empty-bundle' }, 200, /"total":0,"entry":\[\]/],
  [{ kind: 'mode', code: 'total', message: 'never' }, 200, /"id":"[^"]+","entry"/],
  [{ kind: 'mode', code: 'gatewayErrors', message: 'text' }, 200, /"total":4/],
])('%j hits the search it aims at, once, and stands in the journal', async (fault, status, body) => {
  plan('search-practitioner', fault, { family: 'tiers', 'given:contains': 'a' });
  const mark = await mocks.control.mark();
  expect((await mocks.ask('/Practitioner?family=other')).status).toBe(200);
  const hit = await mocks.ask('/Practitioner?family=tiers&given:contains=a');
  expect(hit.status).toBe(status);
  expect(hit.body.toString()).toMatch(body);
  expect((await mocks.search('/Practitioner?family=tiers&given:contains=a')).total).toBe(4);
  const faults = (await mocks.exchangesAfter(mark)).map((exchange) => exchange.fault);
  expect(faults).toEqual([undefined, fault.kind, undefined]);
});

test('a 429 tells when to come back, when the plan says so', async () => {
  plan('metadata', { kind: 'too-many-requests', code: '3' });
  expect((await mocks.ask('/metadata')).headers['retry-after']).toBe('3');
});

test('a page is aimed at by the search it continues, and its number', async () => {
  plan('page', { kind: 'stale-page' }, { resource: 'PractitionerRole', page: '3' });
  const first = await mocks.search('/PractitionerRole?active=true');
  const second = await mocks.search(linkOf(first, 'next') ?? '');
  expect(await mocks.refusal(linkOf(second, 'next') ?? '')).toMatchObject({ status: 500 });
});

test('a body well delivered and cut in its middle is no JSON', async () => {
  plan('search-organization', { kind: 'truncated-body' });
  const { status, body } = await mocks.ask('/Organization');
  expect(status).toBe(200);
  expect(() => JSON.parse(body.toString()) as unknown).toThrow();
});

test('an archive with bytes reversed cannot be opened; a transport fault is core’s', async () => {
  const { psLibreAcces } = mocks.sheet.extractions;
  plan('extraction-ps-libre-acces', { kind: 'corrupt-archive' });
  const { body } = await mocks.ask(psLibreAcces);
  await expect(unzip(body)).rejects.toThrow();
  plan('extraction-ps-libre-acces', { kind: 'close-before-answer' });
  await expect(mocks.ask(psLibreAcces)).rejects.toThrow();
  expect((await mocks.ask(psLibreAcces)).status).toBe(200);
});

test('searches, pages and reads are journalled under their names, with what was asked', async () => {
  const mark = await mocks.control.mark();
  const first = await mocks.search('/Organization?name:contains=CENTRE%20H&address-postalcode=75&_count=1');
  await mocks.ask(linkOf(first, 'next') ?? '');
  await mocks.ask(`/Organization/${first.entry[0]?.resource.id ?? ''}`);
  await mocks.ask('/Device/_search', { body: 'type=05602' });
  const exchanges = await mocks.exchangesAfter(mark);
  expect(exchanges.map(({ transaction, keys }) => [transaction, keys])).toEqual([
    [
      'search-organization',
      {
        resource: 'Organization',
        page: '1',
        'name:contains': 'CENTRE H',
        'address-postalcode': '75',
        _count: '1',
        apiKey: 'header',
      },
    ],
    [
      'page',
      {
        resource: 'Organization',
        page: '2',
        'name:contains': 'CENTRE H',
        'address-postalcode': '75',
        _count: '1',
        apiKey: 'header',
      },
    ],
    ['read-organization', { resource: 'Organization', id: first.entry[0]?.resource.id, apiKey: 'header' }],
    ['search-device', { resource: 'Device', page: '1', type: '05602', apiKey: 'header' }],
  ]);
  expect(exchanges.every(({ unexpected }) => unexpected === undefined)).toBe(true);
  expect(JSON.stringify(exchanges)).not.toContain(mocks.sheet.apiKey);
});
