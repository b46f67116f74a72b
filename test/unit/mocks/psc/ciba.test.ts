import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { startPscBench } from './psc-bench.js';

const REQUEST = {
  scope: 'openid scope_all',
  login_hint: '899790000212',
  binding_message: '42',
  acr_values: 'eidas1',
  channel: 'MOBILE',
};

/** A bench whose CIBA polls need not wait, and raw calls of its endpoints. */
async function ready(cibaInterval = 0) {
  const bench = await startPscBench(['psc']);
  await bench.command('psc/set-options', { lifetimes: { cibaInterval } });
  const config = await bench.discover(bench.psc);
  const { token_endpoint: token = '', backchannel_authentication_endpoint: ciba = '' } = config.serverMetadata();
  const credentials = { client_id: bench.psc.clientId, client_secret: bench.psc.clientSecret };
  const post = async (url: string, form: Record<string, string | undefined>) => {
    const fields = Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const answer = await bench.raw(url, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const ask = (more: Record<string, string | undefined> = {}) => post(ciba, { ...credentials, ...REQUEST, ...more });
  const poll = (id: unknown, more: Record<string, string | undefined> = {}) => {
    const grant = { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: id as string | undefined };
    return post(token, { ...credentials, ...grant, ...more });
  };
  return { bench, config, ask, poll };
}

describe('CIBA', () => {
  test('openid-client polls until the e-CPS approves, and gets tokens without nonce', async () => {
    const { bench, config } = await ready(1);
    const asked = await client.initiateBackchannelAuthentication(config, REQUEST);
    expect(asked).toMatchObject({ expires_in: 120, interval: 1 });
    expect(await bench.command('psc/requests')).toMatchObject([{ professional: '899790000212', bindingMessage: '42' }]);
    await bench.command('psc/ecps', { professional: 'ps1', decision: 'approve', bindingMessage: '42' });
    const tokens = await client.pollBackchannelAuthenticationGrant(config, asked);
    expect(tokens.claims()).toMatchObject({ SubjectNameID: '899790000212', authMode: 'MOBILE' });
    expect(tokens.claims()).not.toHaveProperty('nonce');
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(userinfo.SubjectNameID).toBe('899790000212');
    expect(bench.exchanges('ciba-auth', { channel: 'MOBILE', professional: '899790000212' })).toHaveLength(1);
  });

  test('a decision told in advance answers the next request; approving opens no SSO session', async () => {
    const { bench, ask, poll } = await ready();
    expect(await bench.command('psc/ecps', { professional: 'ps1', decision: 'approve' })).toEqual({
      answered: 0,
      inAdvance: true,
    });
    const { body } = await ask({ channel: 'CARD' });
    expect((await poll(body.auth_req_id)).status).toBe(200);
    expect(await poll(body.auth_req_id)).toMatchObject({
      status: 400,
      body: { error_description: 'Invalid auth_req_id' },
    });
    expect(await bench.command('psc/sessions')).toMatchObject([{ means: 'CARD' }]);
  });

  test('polls answer in Keycloak’s words and order', async () => {
    const { bench, ask, poll } = await ready();
    const { body } = await ask();
    const id = body.auth_req_id;
    const told = async (answer: ReturnType<typeof poll>) => Object.values((await answer).body);
    expect(await told(poll(undefined))).toEqual(['invalid_request', 'Missing parameter: auth_req_id']);
    expect(await told(poll('n’importe quoi'))).toEqual(['invalid_grant', 'Invalid Auth Req ID']);
    expect(await told(poll('a.b.c.d.e'))).toEqual(['invalid_grant', 'Invalid auth_req_id']);
    expect(await told(poll(id))).toEqual([
      'authorization_pending',
      "The authorization request is still pending as the end-user hasn't yet been authenticated.",
    ]);
    await bench.command('psc/ecps', { professional: 'ps1', decision: 'deny' });
    expect(await told(poll(id))).toEqual(['access_denied', 'not authorized']);
    await bench.command('psc/expire', { what: 'ciba', professional: 'ps1' });
    expect(await told(poll(id))).toEqual(['expired_token', 'authentication timed out']);
    await bench.command('psc/register-client', { clientId: 'sans-ciba', secret: 's', redirectUris: ['https'] });
    expect(await told(poll(id, { client_id: 'sans-ciba', client_secret: 's' }))).toEqual([
      'invalid_grant',
      'Client not allowed OIDC CIBA Grant',
    ]);
  });

  test('a request expires after 120 s of the injected clock, and is forgotten ten seconds later', async () => {
    const { bench, ask, poll } = await ready();
    const { body } = await ask();
    await bench.command('clock/advance', { ms: 120_000 });
    expect((await poll(body.auth_req_id)).body.error).toBe('expired_token');
    await bench.command('clock/advance', { ms: 10_000 });
    expect((await poll(body.auth_req_id)).body.error).toBe('invalid_grant');
  });

  test('a poll before the interval gets slow_down, told as unexpected, and five more seconds to wait', async () => {
    const { bench, ask, poll } = await ready(31);
    const { body } = await ask();
    await poll(body.auth_req_id);
    expect((await poll(body.auth_req_id)).body).toEqual({
      error: 'slow_down',
      error_description: 'too early to access',
    });
    const [first, second] = bench.exchanges('ciba-token');
    expect(first?.tolerated).toEqual(['première demande avant l’intervalle annoncé (CIBA §7.3)']);
    expect(second?.unexpected).toContain('plus tôt que l’intervalle');
  });

  test.each([
    ['no login_hint', { login_hint: undefined }, 400, 'invalid_request', 'missing parameter : login_hint'],
    ['an unknown person', { login_hint: '899700000000' }, 400, 'invalid_request', 'invalid user'],
    ['no scope', { scope: undefined }, 400, 'invalid_request', 'missing parameter : scope'],
    ['an unknown scope', { scope: 'openid autre' }, 400, 'invalid_scope', 'Invalid scopes: openid autre'],
    ['a message with spaces', { binding_message: '4 2' }, 400, 'invalid_binding_message', expect.any(String)],
    [
      'a notification token',
      { client_notification_token: 'x' },
      400,
      'invalid_request',
      'Client Notification token supported only for the ping mode',
    ],
    ['a user code', { user_code: '1' }, 400, 'invalid_request', 'User code not supported'],
    ['a wrong secret', { client_secret: 'faux' }, 401, 'unauthorized_client', expect.any(String)],
  ])('a request with %s is refused in Keycloak’s words', async (_what, wrong, status, error, description: unknown) => {
    const { ask } = await ready();
    expect(await ask(wrong)).toEqual({ status, body: { error, error_description: description } });
  });

  test('with the codes of the standard, an unknown person is unknown_user_id', async () => {
    const { bench, ask } = await ready();
    await bench.command('psc/set-options', { errors: 'standard' });
    expect((await ask({ login_hint: '899700000000' })).body.error).toBe('unknown_user_id');
  });

  test('what Pro Santé Connect asks for beside the standard is told', async () => {
    const { bench, ask } = await ready();
    await ask({ channel: undefined, binding_message: 'bonjour' });
    expect(bench.exchanges('ciba-auth')[0]?.tolerated).toEqual([
      'channel : CARD ou MOBILE attendu',
      'binding_message : deux chiffres attendus',
    ]);
  });

  test('the simulated e-CPS answers on its page, in French, and its page lets nobody poll', async () => {
    const { bench, ask, poll } = await ready();
    const { body } = await ask();
    const browser = bench.browser();
    const page = await browser.open(bench.psc.ecps ?? '');
    expect(page.html).toContain('Camille ESSAI-PREMIER – 899790000212');
    expect(page.html).not.toContain(String(body.auth_req_id));
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(page.html) ?? [];
    expect((await browser.open(page.url, { id, decision: 'approve' })).html).toContain('Demande approuvée.');
    expect((await poll(body.auth_req_id)).status).toBe(200);
  });
});

describe('CIBA faults', () => {
  const of = { professional: '899790000212' };

  test.each([
    ['ciba.invalid-user', 400, 'invalid_request'],
    ['ciba.unknown-user-id', 400, 'unknown_user_id'],
    ['ciba.unavailable', 503, 'server_error'],
  ])('%s', async (kind, status, error) => {
    const { bench, ask } = await ready();
    bench.fault(kind, of);
    expect(await ask()).toMatchObject({ status, body: { error } });
    expect(bench.exchanges('ciba-auth')[0]).toMatchObject({ fault: kind });
    expect((await ask()).status).toBe(200);
  });

  test.each([
    ['ciba.ack.no-auth-req-id', 'auth_req_id', undefined],
    ['ciba.ack.no-expires-in', 'expires_in', undefined],
    ['ciba.interval-absent', 'interval', undefined],
    ['ciba.interval-31', 'interval', 31],
  ])('%s', async (kind, field, value) => {
    const { bench, ask } = await ready(1);
    bench.fault(kind, of);
    expect((await ask()).body[field]).toBe(value);
    expect((await ask()).body[field]).toBeDefined();
  });

  test.each([
    ['ciba.slow-down', ['authorization_pending', 'slow_down']],
    ['ciba.access-denied', ['authorization_pending', 'authorization_pending', 'access_denied']],
    ['ciba.expired-token', ['authorization_pending', 'authorization_pending', 'expired_token']],
    ['ciba.invalid-request', ['authorization_pending', 'authorization_pending', 'invalid_request']],
  ])('%s', async (kind, errors) => {
    const { bench, ask, poll } = await ready();
    bench.fault(kind, of);
    const { body } = await ask();
    const told: unknown[] = [];
    while (told.length < errors.length) told.push((await poll(body.auth_req_id)).body.error);
    expect(told).toEqual(errors);
  });

  test.each([
    ['ciba.token.no-scope', 'scope'],
    ['ciba.token.no-expires-in', 'expires_in'],
  ])('%s', async (kind, field) => {
    const { bench, ask, poll } = await ready();
    bench.fault(kind, of);
    await bench.command('psc/ecps', { professional: 'ps1', decision: 'approve' });
    const { body } = await ask();
    const { status, body: tokens } = await poll(body.auth_req_id);
    expect([status, tokens[field]]).toEqual([200, undefined]);
  });
});
