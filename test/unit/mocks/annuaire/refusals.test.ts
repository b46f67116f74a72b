import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRateLimit, DEFAULT_RATE_PER_SECOND } from '../../../../mocks/annuaire/rate-limit.js';
import { AnnuaireMocks } from './annuaire-mocks.js';

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());
afterEach(async () => {
  await mocks.command('reset-modes');
  await mocks.command('set-rate-limit', { perSecond: 0 });
});

const KNOWN = 'Server knows how to handle: [Device, HealthcareService, Organization, Practitioner, PractitionerRole]';
const BAD_COUNT = 'The _count parameter must be in the FHIR format with an integer value : "_count=30"';

describe('what the service does not accept gets its documented error', () => {
  test.each([
    ['/Practitioner?address-city=Paris', 500, 'Parameter address-city not found for resource Practitioner'],
    ['/Practitioner?_sort=family', 500, 'Parameter _sort not found for resource Practitioner'],
    ['/Practitioner?_summary=true', 500, 'Parameter _summary not found for resource Practitioner'],
    ['/Practitioner?_since=2026', 500, 'Parameter _since not found for resource Practitioner'],
    ['/Organization?_contained=true', 500, 'Parameter _contained not found for resource Organization'],
    [
      '/Practitioner?_include=PractitionerRole:practitioner',
      500,
      'Parameter PractitionerRole:practitioner not found for resource Practitioner',
    ],
    [
      '/Organization?_include=Device:organization',
      500,
      'Parameter Device:organization not found for resource Organization',
    ],
    ['/Organization?_revinclude=*', 500, 'Parameter * not found for resource Organization'],
    ['/Organization?_revinclude=Device:owner', 500, 'Parameter Device:owner not found for resource Organization'],
    [
      '/Practitioner?_has:PractitionerRole:practitioner:organization.address-city=x',
      500,
      'Parameter address-city not found for resource Practitioner',
    ],
    ['/Organization?address-line=rue', 500, 'Parameter address-line not found for resource Organization'],
    ['/Organization?mailbox-mss-type=PER', 500, 'Parameter mailbox-mss-type not found for resource Organization'],
    ['/PractitionerRole?type-smartcard=CPS', 500, 'Parameter type-smartcard not found for resource PractitionerRole'],
    ['/Practitioner?_count=1000000000', 500, BAD_COUNT],
    ['/Practitioner?_count=dix', 500, BAD_COUNT],
    ['/Practitioner?_count=-1', 500, BAD_COUNT],
    [
      '/Practitioner?_total=exact',
      500,
      'Bad value for the _total parameter. Allowed values are : accurate, none, estimate',
    ],
    ['/Practitioner?_lastUpdated=hier', 500, 'Bad parameter value.'],
    ['/PractitionerRole?organization=a/b/c', 500, 'Bad parameter value.'],
    ['/Patient', 500, `Can't process the request. Resource type not supported. ${KNOWN}`],
    ['/Patient?name=a', 500, 'Parameter name not found for resource Patient'],
    ['/Patient/1', 404, `Can't process the request. Resource type not supported. ${KNOWN}`],
    ['/Practitioner/003-0', 404, 'Resource not found with id: 003-0'],
  ])('%s', async (path, status, diagnostics) => {
    expect(await mocks.refusal(path)).toEqual({ status, diagnostics });
  });

  test('the same with 400 when the mode says that production follows FHIR', async () => {
    await mocks.command('set-mode', { badSearchStatus: '400' });
    expect((await mocks.refusal('/Practitioner?_sort=family')).status).toBe(400);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'POST'])('%s writes nothing: 403', async (method) => {
    const path = method === 'POST' ? '/Practitioner' : '/Practitioner/003-5000000-6000000';
    const { status } = await mocks.ask(path, { method, body: '{}', headers: { 'Content-Type': 'application/json' } });
    expect(status).toBe(403);
  });

  test('a POST that is no form is taken for a write; with a charset by the mode', async () => {
    const search = (contentType: string) =>
      mocks.ask('/Practitioner/_search', { body: 'family=tiers', headers: { 'Content-Type': contentType } });
    const form = 'application/x-www-form-urlencoded';
    expect((await search('application/json')).status).toBe(403);
    expect((await search(`${form};charset=UTF-8`)).status).toBe(200);
    await mocks.command('set-mode', { postCharset: 'refused' });
    expect((await search(`${form};charset=UTF-8`)).status).toBe(403);
    expect((await search(form)).status).toBe(200);
  });

  test('a page of 20 000 is too much for the gateway', async () => {
    expect((await mocks.ask('/Practitioner?_count=20000')).status).toBe(502);
    await mocks.command('set-mode', { largePage: 'cut' });
    expect((await mocks.ask('/Practitioner?_count=20000')).status).toBe(200);
  });

  test.each(['/', '/Practitioner/a/b', '/Practitioner/_history', '/$export'])('%s leads nowhere: 404', async (path) => {
    const { status, headers } = await mocks.ask(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/json');
  });

  test('version 1 is decommissioned; without a version it is the second', async () => {
    const root = mocks.sheet.baseUrl.replace('/fhir/v2', '/fhir');
    expect((await mocks.ask(`${root}/v1/Practitioner`)).status).toBe(404);
    expect((await mocks.ask(`${root}/Practitioner`)).status).toBe(200);
  });
});

describe('the gateway', () => {
  test('no key, an unknown key, a revoked key: 401', async () => {
    expect((await mocks.ask('/metadata', { apiKey: null })).status).toBe(401);
    expect((await mocks.ask('/metadata', { apiKey: 'another-key' })).status).toBe(401);
    await mocks.command('accept-api-key', { key: 'another-key' });
    expect((await mocks.ask('/metadata', { apiKey: 'another-key' })).status).toBe(200);
    await mocks.command('revoke-api-key', { key: 'another-key' });
    expect((await mocks.ask('/metadata', { apiKey: 'another-key' })).status).toBe(401);
  });

  test('a key in the URL is accepted or not by the mode, and never journalled', async () => {
    const mark = await mocks.control.mark();
    const path = `/Practitioner?family=tiers&api-key=${mocks.sheet.apiKey}`;
    expect((await mocks.ask(path, { apiKey: null })).status).toBe(200);
    await mocks.command('set-mode', { keyInUrl: 'refused' });
    expect((await mocks.ask(path, { apiKey: null })).status).toBe(401);
    const [accepted, refused] = await mocks.exchangesAfter(mark);
    expect(accepted).toMatchObject({ keys: { apiKey: 'url', family: 'tiers' }, masked: ['query api-key'] });
    expect(accepted?.tolerated).toHaveLength(1);
    expect(JSON.stringify([accepted, refused])).not.toContain(mocks.sheet.apiKey);
  });

  test('calls beyond the limit of a second are refused with 429, without Retry-After', async () => {
    await mocks.command('set-rate-limit', { perSecond: 2 });
    await mocks.command('accept-api-key', { key: 'quick-key' });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => mocks.ask('/metadata', { apiKey: 'quick-key' })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers).not.toHaveProperty('retry-after');
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
  });
});

test('the limit is seventeen calls a second for each key, on windows of one second', () => {
  const limit = createRateLimit(DEFAULT_RATE_PER_SECOND);
  const take = (key: string, now: number) => limit.take(key, now).allowed;
  expect(Array.from({ length: 18 }, () => take('one', 10_000)).filter((allowed) => allowed)).toHaveLength(17);
  expect(take('other', 10_999)).toBe(true);
  expect(take('one', 10_999)).toBe(false);
  expect(limit.take('one', 10_200).retryAfterS).toBe(1);
  expect(take('one', 11_000)).toBe(true);
});
