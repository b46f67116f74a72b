import { request as httpsRequest } from 'node:https';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorizationOf, openPscBench, signIn } from '../unit/mocks/psc/psc-bench.js';

let bench: Awaited<ReturnType<typeof openPscBench>>;
let config: client.Configuration;
beforeAll(async () => {
  bench = await openPscBench();
  config = await bench.discover(bench.psc);
});
afterAll(() => bench.close());

type Endpoint =
  | 'authorization_endpoint'
  | 'token_endpoint'
  | 'userinfo_endpoint'
  | 'introspection_endpoint'
  | 'revocation_endpoint'
  | 'end_session_endpoint'
  | 'backchannel_authentication_endpoint';

const endpoint = (name: Endpoint) => config.serverMetadata()[name] ?? '';

function post(name: Endpoint, form: Record<string, string> | string, headers = {}) {
  const body = typeof form === 'string' ? form : new URLSearchParams(form);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return bench.raw(endpoint(name), { method: 'POST', body, headers: { ...type, ...headers } });
}

/** No request of this file may be a fault of the bench. */
function benchFaults(): string[] {
  return bench.mocks.journal.list().flatMap(({ summary }) => (summary.includes('Erreur interne') ? [summary] : []));
}

/** Sends a request line as it is. */
function rawRequest(path: string): Promise<{ status: number | undefined; headers: string[] }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint('authorization_endpoint'));
    const sending = httpsRequest({ hostname, port, path, ca: bench.mocks.pki.caPem, agent: false }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.rawHeaders });
    });
    sending.on('error', reject).end();
  });
}

const GARBAGE: readonly [string, string][] = [
  ['nothing', ''],
  ['dots', '...'],
  ['five parts', 'a.b.c.d.e'],
  ['null bytes', '\0\0.\0.\0'],
  ['not base64', '%%%.%%%.%%%'],
  ['a number for claims', `${b64({ alg: 'RS256' })}.${b64(12)}.x`],
  ['alg none', `${b64({ alg: 'none' })}.${b64({ jti: 'x', sub: 'x' })}.`],
  ['HMAC of nothing', `${b64({ alg: 'HS512' })}.${b64({ jti: 'x' })}.AAAA`],
  ['a key of its own', `${b64({ alg: 'RS256', jwk: { kty: 'RSA' }, jku: 'https://mal.invalid' })}.${b64({})}.AAAA`],
  ['a critical header', `${b64({ alg: 'RS256', crit: ['x'], x: 1 })}.${b64({})}.AAAA`],
  ['sixty thousand characters', 'a'.repeat(60_000)],
  ['deep JSON', `${b64({ alg: 'RS256' })}.${Buffer.from('['.repeat(20_000)).toString('base64url')}.AAAA`],
];

function b64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('garbage instead of tokens', () => {
  test.each(GARBAGE)('%s is refused everywhere, and nothing breaks', async (_what, token) => {
    const credentials = { client_id: bench.psc.clientId, client_secret: bench.psc.clientSecret };
    const introspected = await post('introspection_endpoint', { ...credentials, token });
    expect([introspected.status, await introspected.json()]).toEqual([200, { active: false }]);
    expect((await post('revocation_endpoint', { ...credentials, token })).status).toBe(200);
    const refreshed = await post('token_endpoint', {
      ...credentials,
      grant_type: 'refresh_token',
      refresh_token: token,
    });
    expect(refreshed.status).toBe(400);
    expect((await post('userinfo_endpoint', { access_token: token })).status).toBe(401);
    expect((await post('end_session_endpoint', { id_token_hint: token })).status).toBe(400);
    const ended = await post('end_session_endpoint', { ...credentials, refresh_token: token });
    expect(ended.status).toBe(400);
    expect(benchFaults()).toEqual([]);
  });

  test('a token of the other provider opens nothing here', async () => {
    const other = await bench.discover(bench.idp);
    const { tokens } = await signIn(other, bench.idp, bench.browser());
    expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
    expect((await post('userinfo_endpoint', { access_token: tokens.access_token })).status).toBe(401);
    expect((await post('end_session_endpoint', { id_token_hint: tokens.id_token ?? '' })).status).toBe(400);
  });
});

describe('sizes and shapes', () => {
  test('forms and bodies over the limits are refused', async () => {
    expect((await post('token_endpoint', `x=${'a'.repeat(100_000)}`)).status).toBe(413);
    expect((await post('token_endpoint', `x=${'a'.repeat(200_000)}`)).status).toBe(413);
  });

  test('forms that are none are read as nothing', async () => {
    for (const body of ['%', '=&=&&&==', '\xff\xfe', '%00%00=%ff', 'grant_type[]=x', '{"grant_type":"x"}']) {
      expect((await post('token_endpoint', body)).status).toBe(400);
    }
    expect((await post('token_endpoint', '<a/>', { 'content-type': 'text/xml' })).status).toBe(400);
    expect(benchFaults()).toEqual([]);
  });

  test.each([
    'Basic',
    'Basic !!!',
    'Basic Og==',
    `Basic ${Buffer.from('%zz:%zz').toString('base64')}`,
    'Bearer x',
    `Basic ${'A'.repeat(20_000)}`,
  ])('Authorization « %.20s » proves nobody', async (authorization) => {
    const answer = await post('token_endpoint', { grant_type: 'authorization_code', code: 'x' }, { authorization });
    expect(answer.status).toBe(401);
  });

  test('names of objects are no clients, people or faults', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const page = await bench.raw(`${endpoint('authorization_endpoint')}?client_id=${name}`);
      expect(page.status).toBe(400);
      await expect(bench.command('psc/ecps', { professional: name, decision: 'approve' })).rejects.toThrow('inconnue');
    }
    bench.fault('toString', { provider: 'psc' });
    await signIn(config, bench.psc, bench.browser());
    bench.mocks.faults.clear();
  });

  test('a state or nonce of 10 000 characters is refused, without being sent back', async () => {
    const { url } = await authorizationOf(config, bench.psc, { state: 'x'.repeat(10_000) });
    const { location = '' } = await bench.browser().open(url);
    expect(new URL(location).searchParams.get('error')).toBe('invalid_request');
    expect(location.length).toBeLessThan(1_000);
  });

  test('a parameter given twice is refused', async () => {
    const { url } = await authorizationOf(config, bench.psc);
    const twice = await bench.browser().open(`${url}&scope=openid`);
    expect(new URL(twice.location ?? '').searchParams.get('error')).toBe('invalid_request');
    expect((await bench.browser().open(`${url}&redirect_uri=https://autre.invalid/`)).status).toBe(400);
  });
});

describe('headers and pages', () => {
  test('what a client puts into state or the address cannot end a header', async () => {
    const split = 'x\r\nSet-Cookie: mal=1\r\n\r\n<script>';
    const { url } = await authorizationOf(config, bench.psc, { state: split, response_type: 'none' });
    const { location = '' } = await bench.browser().open(url);
    expect(location).not.toMatch(/[\r\n<]/);
    expect(new URL(location).searchParams.get('state')).toBe(split);
    const forged = encodeURIComponent('https://dpi.invalid/\r\nSet-Cookie: mal=1');
    const { pathname } = new URL(endpoint('authorization_endpoint'));
    const answer = await rawRequest(`${pathname}?client_id=${bench.psc.clientId}&redirect_uri=${forged}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.join('\n')).not.toContain('mal=1');
  });

  test.each([
    'https://dpi.invalid\\@mal.invalid/',
    'http://localhost.mal.invalid/',
    'http://localhost@mal.invalid/',
    'http://127.0.0.1.mal.invalid/',
    'data:text/html,x',
    '//mal.invalid/',
    'https:/\t/mal.invalid',
    ' https://dpi.invalid/',
    'http://[::1%25lo]/',
  ])('« %s » is no address to come back to', async (redirect) => {
    const { url } = await authorizationOf(config, bench.psc, { redirect_uri: redirect });
    expect(await bench.browser().open(url)).toMatchObject({ status: 400, location: undefined });
  });

  test('pages show what clients and people are called, as text, and load nothing', async () => {
    const name = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    await bench.command('psc/register-client', { clientId: name, secret: 's', redirectUris: ['loopback'], ciba: true });
    await bench.command('psc/set-identity', {
      key: name,
      basedOn: 'ps1',
      familyName: name,
      nationalId: name.slice(0, 90),
    });
    const mine = await bench.discover(bench.psc, { clientId: name, auth: client.ClientSecretPost('s') });
    const { url } = await authorizationOf(mine, bench.psc);
    const browser = bench.browser();
    const page = await browser.open(url);
    const waiting = await browser.send(page, 'ecps', { identity: name, means: 'MOBILE' });
    const phone = await browser.open(bench.psc.ecps ?? '');
    const posted = await authorizationOf(mine, bench.psc, { response_mode: 'form_post', state: name, prompt: 'none' });
    const formPost = await browser.open(posted.url);
    const logout = `${endpoint('end_session_endpoint')}?client_id=${encodeURIComponent(name)}&state=${encodeURIComponent(name)}`;
    const unknown = await browser.open(`${endpoint('authorization_endpoint')}?client_id=${encodeURIComponent(name)}x`);
    for (const { html } of [page, waiting, phone, formPost, unknown, await browser.open(logout)]) {
      expect(html).toContain('<!DOCTYPE html>');
      expect(html).not.toContain('<script');
      expect(html).not.toContain('<img');
    }
    const answer = await bench.raw(url);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    await bench.command('psc/reset-identity', { key: name });
  });

  test('a form of the sign-in page that was made up signs nobody in', async () => {
    const browser = bench.browser();
    const page = new URL('/login-page', endpoint('authorization_endpoint')).href;
    const forms: Record<string, string>[] = [
      {},
      { interaction: 'x', identity: 'ps1', means: 'CARD' },
      { interaction: '__proto__' },
    ];
    for (const form of forms) {
      expect(await browser.open(page, form)).toMatchObject({ status: 400, location: undefined });
    }
    const { url } = await authorizationOf(config, bench.psc);
    const shown = await browser.open(url);
    for (const wrong of [
      { identity: 'personne', means: 'CARD' },
      { identity: 'ps1', means: 'AUTRE' },
    ]) {
      expect((await browser.send(shown, 'cps', wrong)).status).toBe(400);
    }
  });

  test('a cookie that was made up is no session', async () => {
    const browser = bench.browser();
    browser.cookies.set('BANC_PSC_IDENTITY', 'x'.repeat(43));
    const { url } = await authorizationOf(config, bench.psc);
    expect((await browser.open(url)).location).toBeUndefined();
  });
});

test('thousands of sign-ins and CIBA requests that nobody ends are bounded, and the last ones still work', async () => {
  const credentials = { client_id: bench.psc.clientId, client_secret: bench.psc.clientSecret };
  const form = {
    ...credentials,
    scope: bench.psc.scope,
    login_hint: '899790000410',
    binding_message: '00',
    channel: 'CARD',
  };
  const { url } = await authorizationOf(config, bench.psc);
  const browser = bench.browser();
  for (let batch = 0; batch < 50; batch += 1) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        await (await post('backchannel_authentication_endpoint', form)).body?.cancel();
        await browser.open(url);
      }),
    );
  }
  const waiting = await bench.command<unknown[]>('psc/requests');
  expect(waiting.length).toBeLessThanOrEqual(2_000);
  expect((await browser.open(bench.psc.ecps ?? '')).html.length).toBeLessThan(200_000);
  await signIn(config, bench.psc, bench.browser());
  expect(await bench.command('psc/expire', { what: 'ciba', professional: 'ps2' })).toEqual({ expired: waiting.length });
});

test('a client certificate of anybody else is no client', async () => {
  const { sign } = bench.mocks.pki.certificates;
  const agent = bench.agentWith(sign);
  const options = { clientId: bench.psc.clientId, auth: client.TlsClientAuth(), agent };
  const byCertificate = await bench.discover(bench.psc, options);
  await expect(signIn(byCertificate, bench.psc, bench.browser())).rejects.toMatchObject({ status: 401 });
});
