import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../fixtures/directory/directory.js';
import { createPageTokens, MAX_TOKEN_CONTEXT, type PageContext } from '../../../../mocks/annuaire/page-token.js';
import { AnnuaireMocks, linkOf, resourcesOf } from './annuaire-mocks.js';

const { professionals, roles } = openDirectory('tiny');
const TOO_OLD = "The url can't be processed. Maybe it is too old or corrupted.";

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

describe('a search is read page by page', () => {
  test('fifty by default, absolute next on the public host, no next on the last page, one id and one total', async () => {
    const pages = await mocks.pages('/PractitionerRole');
    expect(pages.map(({ entry }) => entry.length)).toEqual([50, 50, 50, roles.count - 150]);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(1);
    expect(pages.every(({ total }) => total === roles.count)).toBe(true);
    for (const page of pages.slice(0, -1)) {
      expect(linkOf(page, 'next')).toMatch(new RegExp(`^${mocks.sheet.baseUrl}/_page\\?id=u[A-Za-z0-9_-]+={0,2}$`));
      expect(page.link.map(({ relation }) => relation)).toEqual(['next', 'self']);
    }
    expect(linkOf(pages[0], 'self')).toBe(`${mocks.sheet.baseUrl}/PractitionerRole`);
    expect(linkOf(pages[1], 'self')).toBe(linkOf(pages[0], 'next'));
    expect(linkOf(pages.at(-1), 'next')).toBeUndefined();
  });

  test('members come in the order of the service, entry even when nothing is found', async () => {
    const { body } = await mocks.ask('/Practitioner?family=nobodyiscalledthat');
    expect(body.toString()).toMatch(
      /^\{"resourceType":"Bundle","type":"searchset","id":"[^"]+","total":0,"entry":\[\],"link":\[\{"relation":"self"/,
    );
  });

  test('a page that is exactly full has no next, or an empty next page by the mode', async () => {
    const request = `/Practitioner?_count=${professionals.count / 2}`;
    expect((await mocks.pages(request)).map(({ entry }) => entry.length)).toEqual([100, 100]);
    await mocks.command('set-mode', { fullLastPage: 'empty-next' });
    expect((await mocks.pages(request)).map(({ entry }) => entry.length)).toEqual([100, 100, 0]);
    await mocks.command('reset-modes');
  });

  test('a long context stays in the server: token d, and the pages are the same', async () => {
    const ids = Array.from({ length: 60 }, (_, row) => professionals.at(row).id);
    const [first, second] = await mocks.pages(`/Practitioner?_id=${ids.join(',')}`);
    expect(linkOf(first, 'next')).toMatch(/\/_page\?id=d[0-9a-f-]{36}$/);
    expect(
      resourcesOf(
        [first, second].filter((page) => page !== undefined),
        'Practitioner',
      ).map(({ id }) => id),
    ).toEqual(ids);
  });

  test('_total=none leaves the total out, estimate and accurate count', async () => {
    expect(await mocks.search('/Practitioner?_total=none')).not.toHaveProperty('total');
    expect((await mocks.search('/Practitioner?_total=estimate')).total).toBe(professionals.count);
    expect((await mocks.search('/Practitioner?_total=accurate&_count=0')).total).toBe(professionals.count);
  });

  test('pages go on with the directory as it was on the first one, whatever changes', async () => {
    const first = await mocks.search('/Practitioner?family=PAGINELLE&_count=20');
    const total = first.total ?? 0;
    const [, , victim] = resourcesOf(
      await mocks.pages('/Practitioner?family=PAGINELLE&_count=1'),
      'Practitioner',
    ).slice(-5);
    await mocks.command('rename', { type: 'Practitioner', id: victim?.id, familyName: 'AUTREMENT' });
    const pages = [first];
    for (let next = linkOf(first, 'next'); next !== undefined; next = linkOf(pages.at(-1), 'next')) {
      pages.push(await mocks.search(next));
    }
    const found = resourcesOf(pages, 'Practitioner');
    expect(found).toHaveLength(total);
    expect(found.find(({ id }) => id === victim?.id)).toMatchObject({
      name: [{ family: 'PAGINELLE' }],
      meta: { versionId: '1' },
    });
    expect(await mocks.ids('/Practitioner?family=PAGINELLE')).toHaveLength(total - 1);
  });
});

describe('a page that cannot be read says so, as the service', () => {
  test.each([
    ['no id', '/_page', 400, 'Parameter id required to fetch the next page'],
    ['an empty id', '/_page?id=', 400, 'Parameter id required to fetch the next page'],
    ['an unknown first letter', '/_page?id=xABCD', 500, TOO_OLD],
    ['an unknown stored page', '/_page?id=d00000000-0000-4000-8000-000000000000', 500, TOO_OLD],
    ['a token that is nothing', '/_page?id=u', 500, TOO_OLD],
  ])('%s', async (_name, path, status, diagnostics) => {
    expect(await mocks.refusal(path)).toEqual({ status, diagnostics });
  });

  test('one character of a token altered, wherever it is', async () => {
    const token = linkOf(await mocks.search('/Practitioner'), 'next')?.split('id=')[1] ?? '';
    for (const at of [1, 2, 20, Math.floor(token.length / 2), token.length - 5]) {
      const altered = token.slice(0, at) + (token.charAt(at) === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await mocks.refusal(`/_page?id=${altered}`)).toEqual({ status: 500, diagnostics: TOO_OLD });
    }
  });

  test('tokens given before the service restarted', async () => {
    const next = linkOf(await mocks.search('/Practitioner'), 'next') ?? '';
    await mocks.command('expire-pages');
    expect(await mocks.refusal(next)).toEqual({ status: 500, diagnostics: TOO_OLD });
  });
});

describe('tokens', () => {
  const context: PageContext = { t: 'Practitioner', q: 'family=a', c: 50, p: 2, at: 0, k: 49, b: 'id' };

  test('a context is read back from its token, and by no other server', () => {
    const [tokens, others] = [createPageTokens(), createPageTokens()];
    const token = tokens.issue({ ...context, n: 118 });
    expect(tokens.read(token)).toEqual({ ...context, n: 118 });
    expect(others.read(token)).toBeUndefined();
    expect(token).not.toContain('family');
  });

  test('a context of more than 500 characters is kept, and forgotten when pages expire', () => {
    const tokens = createPageTokens();
    const long = { ...context, q: 'x'.repeat(MAX_TOKEN_CONTEXT) };
    const token = tokens.issue(long);
    expect(token).toMatch(/^d[0-9a-f-]{36}$/);
    expect(tokens.read(token)).toEqual(long);
    tokens.expire();
    expect(tokens.read(token)).toBeUndefined();
  });

  test('beyond ten thousand kept contexts the oldest are forgotten', () => {
    const tokens = createPageTokens();
    const long = { ...context, q: 'x'.repeat(MAX_TOKEN_CONTEXT) };
    const issued = Array.from({ length: 10_001 }, () => tokens.issue(long));
    expect(tokens.read(issued[0] ?? '')).toBeUndefined();
    expect(tokens.read(issued[1] ?? '')).toEqual(long);
  });
});
