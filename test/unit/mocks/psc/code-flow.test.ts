import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { authorizationOf, type PscBench, readForm, REDIRECT_URI, signIn, startPscBench } from './psc-bench.js';

const INVALID_GRANT = { error: 'invalid_grant' };

async function ready() {
  const bench = await startPscBench(['psc']);
  return { bench, config: await bench.discover(bench.psc, { strict: true }), browser: bench.browser() };
}

/** Exchanges nobody expected. */
function unexpected({ mocks }: PscBench): (string | undefined)[] {
  return mocks.journal.list().flatMap(({ unexpected: reason }) => (reason === undefined ? [] : [reason]));
}

describe('signing in with an authorization code', () => {
  test.each(['psc', 'psc.renamed', 'idp', 'idp.renamed'])(
    '%s: code, PKCE and userinfo, by its sheet alone',
    async (name) => {
      const bench = await startPscBench();
      const [service = '', renamed] = name.split('.');
      const first = service === 'psc' ? bench.psc : bench.idp;
      const sheet = renamed === undefined ? first : first.renamed;
      const config = await bench.discover(sheet, { strict: true });
      const { tokens, userinfo } = await signIn(config, sheet, bench.browser());
      expect(tokens.claims()).toMatchObject({ iss: sheet.issuer, aud: sheet.clientId });
      expect(userinfo[sheet.claims.nationalId ?? '']).toBe(service === 'psc' ? '899790000212' : '99790000212');
      expect(userinfo[sheet.claims.familyName ?? '']).toBe('ESSAI-PREMIER');
      expect(unexpected(bench)).toEqual([]);
      expect(bench.exchanges('token', { provider: name })).toHaveLength(1);
    },
  );

  test('the tokens and userinfo of Pro Santé Connect have its claims and lifetimes', async () => {
    const { bench, config, browser } = await ready();
    const { tokens, userinfo, callback } = await signIn(config, bench.psc, browser);
    expect([...callback.searchParams.keys()]).toEqual(['state', 'session_state', 'iss', 'code']);
    expect(tokens).toMatchObject({
      expires_in: 120,
      refresh_expires_in: 1800,
      'not-before-policy': 0,
      token_type: 'bearer',
    });
    const claims = tokens.claims();
    expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBe(120);
    expect(claims).toMatchObject({
      typ: 'ID',
      azp: 'banc-dpi',
      acr: 'eidas1',
      authMode: 'CARD',
      SubjectNameID: '899790000212',
      preferred_username: '899790000212',
      sub: expect.stringMatching(/^f:[0-9a-f-]{36}:899790000212$/) as string,
    });
    expect(claims?.sid).toBe(callback.searchParams.get('session_state'));
    expect(userinfo).toMatchObject({
      SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
      otherIds: [{ identifiant: '899790000212', origine: 'RPPS', qualite: 1 }],
      SubjectRefPro: {
        exercices: [{ codeProfession: '10', codeSavoirFaire: 'SM26', activities: [{ codeModeExercice: 'S' }] }],
      },
    });
    expect(userinfo).not.toHaveProperty('email');
  });

  test('a second sign-in of the same browser shows no page, unless the client asks for one', async () => {
    const { bench, config, browser } = await ready();
    await signIn(config, bench.psc, browser);
    const { url } = await authorizationOf(config, bench.psc);
    expect((await browser.open(url)).location).toContain('code=');
    expect(bench.exchanges('authorize', { sso: 'true', outcome: 'callback' })).toHaveLength(1);
    const again = await authorizationOf(config, bench.psc, { prompt: 'login' });
    expect((await browser.open(again.url)).html).toContain('Se connecter avec ma carte CPS');
  });

  test('prompt=none without a session comes back with login_required', async () => {
    const { bench, config, browser } = await ready();
    const { url } = await authorizationOf(config, bench.psc, { prompt: 'none' });
    const { location } = await browser.open(url);
    expect(new URL(location ?? '').searchParams.get('error')).toBe('login_required');
  });

  test('the e-CPS is approved on its page, refused by command, or not answered', async () => {
    const { bench, config, browser } = await ready();
    const first = await authorizationOf(config, bench.psc);
    const asked = await browser.send(await browser.open(first.url), 'ecps', { identity: 'ps2', means: 'MOBILE' });
    const [pending] = await bench.command<{ professional: string; bindingMessage: string }[]>('psc/requests');
    expect(asked.html).toContain(`>${pending?.bindingMessage ?? 'none'}<`);
    expect((await browser.send(asked, 'again', {})).html).toContain('Répondez sur votre e-CPS');
    const approved = await browser.send(asked, 'phone', { decision: 'approve' });
    const tokens = await client.authorizationCodeGrant(config, new URL(approved.location ?? ''), first.checks);
    expect(tokens.claims()).toMatchObject({ authMode: 'MOBILE', SubjectNameID: '899790000410' });

    const other = bench.browser();
    const second = await authorizationOf(config, bench.psc);
    const waiting = await other.send(await other.open(second.url), 'ecps', { identity: 'nurse', means: 'MOBILE' });
    expect(await bench.command('psc/ecps', { professional: 'nurse', decision: 'deny' })).toEqual({
      answered: 1,
      inAdvance: false,
    });
    const refused = await other.send(waiting, 'again', {});
    expect(new URL(refused.location ?? '').searchParams.get('error')).toBe('access_denied');
  });

  test('leaving the sign-in page comes back with access_denied, and its forms serve once', async () => {
    const { bench, config, browser } = await ready();
    const { url } = await authorizationOf(config, bench.psc);
    const page = await browser.open(url);
    const left = await browser.send(page, 'cancel', { means: 'CANCEL' });
    expect(new URL(left.location ?? '').searchParams.get('error')).toBe('access_denied');
    expect(await browser.send(page, 'cps', { identity: 'ps1', means: 'CARD' })).toMatchObject({ status: 400 });
  });

  test('form_post and fragment bring the same parameters', async () => {
    const { bench, config, browser } = await ready();
    await signIn(config, bench.psc, browser);
    const fragment = await authorizationOf(config, bench.psc, { response_mode: 'fragment' });
    const { location = '' } = await browser.open(fragment.url);
    expect(new URLSearchParams(new URL(location).hash.slice(1)).get('code')).toBeTruthy();
    const posted = await authorizationOf(config, bench.psc, { response_mode: 'form_post' });
    const { action, hidden } = readForm(await browser.open(posted.url), 'form-post');
    expect([action, Object.keys(hidden)]).toEqual([REDIRECT_URI, ['state', 'session_state', 'iss', 'code']]);
  });
});

describe('authorization requests that are refused', () => {
  test.each([
    ['an unknown client', { client_id: 'inconnu' }, 'Client not found.'],
    ['an address of another scheme', { redirect_uri: 'javascript:alert(1)' }, 'Invalid parameter: redirect_uri'],
    ['plain HTTP elsewhere', { redirect_uri: 'http://ailleurs.invalid/' }, 'Invalid parameter: redirect_uri'],
    ['an address with a fragment', { redirect_uri: 'https://dpi.invalid/#x' }, 'Invalid parameter: redirect_uri'],
    ['an address with a password', { redirect_uri: 'https://a:b@dpi.invalid/' }, 'Invalid parameter: redirect_uri'],
  ])('%s: told on a page, never at the address', async (_what, wrong, told) => {
    const { bench, config, browser } = await ready();
    const { url } = await authorizationOf(config, bench.psc, wrong);
    const page = await browser.open(url);
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(page.html).toContain(told);
    expect(unexpected(bench)).toEqual([told]);
  });

  test.each([
    ['scope without scope_all', { scope: 'openid' }, 'invalid_scope'],
    ['an unknown scope', { scope: 'openid scope_all autre' }, 'invalid_scope'],
    ['another response type', { response_type: 'none' }, 'unsupported_response_type'],
    ['another response mode', { response_mode: 'jwt' }, 'invalid_request'],
    ['a challenge of another method', { code_challenge_method: 'S1' }, 'invalid_request'],
    ['a challenge too short', { code_challenge: 'court' }, 'invalid_request'],
  ])('%s: told at the address, with the state', async (_what, wrong, error) => {
    const { bench, config, browser } = await ready();
    const { url, checks } = await authorizationOf(config, bench.psc, wrong);
    const { searchParams } = new URL((await browser.open(url)).location ?? '');
    expect([searchParams.get('error'), searchParams.get('state'), searchParams.get('iss')]).toEqual([
      error,
      checks.expectedState,
      bench.psc.issuer,
    ]);
  });

  test('the implicit flow, although advertised, is refused in the fragment in Keycloak’s words', async () => {
    const { bench, config, browser } = await ready();
    const { url } = await authorizationOf(config, bench.psc, { response_type: 'id_token token' });
    const { location = '' } = await browser.open(url);
    const told = new URLSearchParams(new URL(location).hash.slice(1));
    expect([told.get('error'), told.get('error_description')]).toEqual([
      'unauthorized_client',
      expect.stringContaining('Implicit flow is disabled'),
    ]);
  });

  test('an address registered exactly is the only one accepted', async () => {
    const { bench, browser } = await ready();
    const redirectUris = [REDIRECT_URI];
    await bench.command('psc/register-client', { clientId: 'exact', secret: 'secret-exact', redirectUris });
    const config = await bench.discover(bench.psc, {
      clientId: 'exact',
      auth: client.ClientSecretPost('secret-exact'),
    });
    await signIn(config, bench.psc, browser);
    const { url } = await authorizationOf(config, bench.psc, { redirect_uri: `${REDIRECT_URI}/` });
    expect((await browser.open(url)).status).toBe(400);
  });

  test('acr_values other than eidas1 is accepted and told', async () => {
    const { bench, config, browser } = await ready();
    const { url } = await authorizationOf(config, bench.psc, { acr_values: 'eidas2' });
    expect((await browser.open(url)).status).toBe(200);
    const [exchange] = bench.exchanges('authorize', { acrValues: 'eidas2' });
    expect(exchange?.tolerated).toEqual(['acr_values « eidas2 » : eidas1 attendu (PSC.08)']);
  });
});

describe('codes', () => {
  test('a code serves once; used again it ends what it gave', async () => {
    const { bench, config, browser } = await ready();
    const { url, checks } = await authorizationOf(config, bench.psc);
    const page = await browser.send(await browser.open(url), 'cps', { identity: 'ps1', means: 'CARD' });
    const callback = new URL(page.location ?? '');
    const { refresh_token: refresh = '' } = await client.authorizationCodeGrant(config, callback, checks);
    await expect(client.authorizationCodeGrant(config, callback, checks)).rejects.toMatchObject(INVALID_GRANT);
    await expect(client.refreshTokenGrant(config, refresh)).rejects.toMatchObject(INVALID_GRANT);
  });

  test.each([
    ['after 60 s of the injected clock', async (bench: PscBench) => bench.command('clock/advance', { ms: 60_000 })],
    [
      'when a command ends it',
      async (bench: PscBench) => bench.command('psc/expire', { what: 'code', professional: 'ps1' }),
    ],
  ])('a code no longer serves %s', async (_when, end) => {
    const { bench, config, browser } = await ready();
    const { url, checks } = await authorizationOf(config, bench.psc);
    const page = await browser.send(await browser.open(url), 'cps', { identity: 'ps1', means: 'CARD' });
    await end(bench);
    const grant = client.authorizationCodeGrant(config, new URL(page.location ?? ''), checks);
    await expect(grant).rejects.toMatchObject({ ...INVALID_GRANT, error_description: 'Code not valid' });
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'PKCE verification failed: Code mismatch'],
    ['no verifier', { code_verifier: undefined }, 'PKCE code verifier not specified'],
    ['another address', { redirect_uri: 'https://ailleurs.invalid/' }, 'Incorrect redirect_uri'],
    ['another client', { client_id: 'autre', client_secret: 'secret-autre' }, 'Auth error'],
  ])('a code is refused with %s', async (_what, wrong, told) => {
    const { bench, config, browser } = await ready();
    await bench.command('psc/register-client', { clientId: 'autre', secret: 'secret-autre', redirectUris: ['https'] });
    const { url, checks } = await authorizationOf(config, bench.psc);
    const page = await browser.send(await browser.open(url), 'cps', { identity: 'ps1', means: 'CARD' });
    const form = {
      grant_type: 'authorization_code',
      code: new URL(page.location ?? '').searchParams.get('code') ?? '',
      redirect_uri: REDIRECT_URI,
      client_id: bench.psc.clientId,
      client_secret: bench.psc.clientSecret,
      code_verifier: checks.pkceCodeVerifier as string | undefined,
      ...wrong,
    };
    const body = new URLSearchParams(
      Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const answer = await bench.raw(config.serverMetadata().token_endpoint ?? '', { method: 'POST', body });
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_grant', error_description: told }]);
  });
});

describe('tokens and sessions', () => {
  test('refresh gives new tokens of the same session; the national identifier is read by introspection', async () => {
    const { bench, config, browser } = await ready();
    const { tokens } = await signIn(config, bench.psc, browser);
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.claims()?.sid).toBe(tokens.claims()?.sid);
    expect(await client.tokenIntrospection(config, renewed.access_token)).toMatchObject({
      active: true,
      typ: 'Bearer',
      client_id: 'banc-dpi',
      SubjectNameID: '899790000212',
    });
    const ofRefresh = await client.tokenIntrospection(config, renewed.refresh_token ?? '');
    expect([ofRefresh.active, ofRefresh.SubjectNameID]).toEqual([true, undefined]);
    expect(await client.tokenIntrospection(config, 'pas-un-jeton')).toEqual({ active: false });
    await client.tokenRevocation(config, renewed.access_token);
    expect(await client.tokenIntrospection(config, renewed.access_token)).toEqual({ active: false });
  });

  test.each([
    ['a refresh token after 30 minutes', { advance: 1_800_000 }, 'Session not active'],
    ['a refresh token ended by command', { what: 'refresh-token' }, 'Token is not active'],
    ['a session ended by command', { what: 'session' }, 'Session not active'],
  ])('%s is refused', async (_what, how, told) => {
    const { bench, config, browser } = await ready();
    const { tokens } = await signIn(config, bench.psc, browser);
    if ('advance' in how) await bench.command('clock/advance', { ms: how.advance });
    else await bench.command('psc/expire', { ...how, session: tokens.claims()?.sid });
    const refresh = client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    await expect(refresh).rejects.toMatchObject({ ...INVALID_GRANT, error_description: told });
    expect(unexpected(bench)).toEqual([]);
  });

  test.each([
    ['four hours', 14_400_000, 20],
    ['thirty minutes without use', 1_800_000, 1],
  ])('the browser is asked again after %s', async (_what, ms, steps) => {
    const { bench, config, browser } = await ready();
    await signIn(config, bench.psc, browser);
    const { url } = await authorizationOf(config, bench.psc);
    for (let step = 1; step <= steps; step += 1) {
      const { location } = await browser.open(url);
      expect(location).toBeDefined();
      await bench.command('clock/advance', { ms: ms / steps });
    }
    expect((await browser.open(url)).html).toContain('Se connecter avec ma carte CPS');
  });

  test('killing a session ends its tokens, and only its own', async () => {
    const { bench, config } = await ready();
    const mine = await signIn(config, bench.psc, bench.browser(), 'ps1');
    const other = await signIn(config, bench.psc, bench.browser(), 'ps2');
    expect(await bench.command('psc/kill-session', { professional: 'ps1' })).toEqual({ ended: 1 });
    expect(await bench.command<unknown[]>('psc/sessions')).toMatchObject([
      { professional: '899790000410', clients: ['banc-dpi'] },
    ]);
    expect(await client.tokenIntrospection(config, mine.tokens.access_token)).toEqual({ active: false });
    expect(await client.tokenIntrospection(config, other.tokens.access_token)).toMatchObject({ active: true });
  });

  test('a client registered so gets userinfo as a signed JWT', async () => {
    const { bench, browser } = await ready();
    const registration = {
      clientId: 'signe',
      secret: 'secret-signe',
      redirectUris: ['loopback'],
      signedUserinfo: true,
    };
    await bench.command('psc/register-client', registration);
    const config = await bench.discover(bench.psc, {
      clientId: 'signe',
      auth: client.ClientSecretBasic('secret-signe'),
    });
    const { userinfo } = await signIn(config, bench.psc, browser);
    expect(userinfo).toMatchObject({ iss: bench.psc.issuer, aud: 'signe', SubjectNameID: '899790000212' });
  });
});

describe('clients', () => {
  test('a client proves itself by its certificate, when it is the one it declared', async () => {
    const { bench } = await ready();
    const { authCli, sign } = bench.mocks.pki.certificates;
    const clientId = 'par-certificat';
    await bench.command('psc/register-client', {
      clientId,
      certificate: { dn: authCli.subject },
      redirectUris: ['loopback'],
    });
    const attempt = async (agent: ReturnType<PscBench['agentWith']>) => {
      const config = await bench.discover(bench.psc, { clientId, auth: client.TlsClientAuth(), agent });
      return signIn(config, bench.psc, bench.browser());
    };
    expect((await attempt(bench.agentWith(authCli))).userinfo.SubjectNameID).toBe('899790000212');
    expect(bench.exchanges('token', { client: clientId, method: 'tls_client_auth' })).toHaveLength(1);
    await expect(attempt(bench.agentWith(sign))).rejects.toMatchObject({ error: 'invalid_client' });
    await expect(attempt(bench.agentWith())).rejects.toMatchObject({ error: 'invalid_client' });
  });

  test.each(['authCliRevoked', 'authCliExpired', 'authCliForeign'] as const)('%s proves nothing', async (name) => {
    const { bench } = await ready();
    const agent = bench.agentWith(bench.mocks.pki.certificates[name]);
    const options = { clientId: bench.psc.mtlsClientId, auth: client.TlsClientAuth(), agent };
    const config = await bench.discover(bench.psc, options);
    await expect(signIn(config, bench.psc, bench.browser())).rejects.toMatchObject({ error: 'invalid_client' });
  });

  test('a wrong secret is refused with Keycloak’s code, or the standard’s', async () => {
    const { bench, browser } = await ready();
    const config = await bench.discover(bench.psc, { auth: client.ClientSecretBasic('faux') });
    await expect(signIn(config, bench.psc, browser)).rejects.toMatchObject({
      error: 'unauthorized_client',
      status: 401,
    });
    await bench.command('psc/set-options', { errors: 'standard' });
    await expect(signIn(config, bench.psc, browser)).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
  });
});

test('a path the provider does not have is told as unexpected: a name written once and for all is found', async () => {
  const { bench } = await ready();
  const renamed = new URL(bench.psc.renamed.discoveryUrl).origin;
  const path = new URL(bench.psc.discoveryUrl).pathname;
  expect((await bench.raw(`${renamed}${path}`)).status).toBe(404);
  const [exchange] = bench.mocks.journal.list({ keys: { provider: 'psc.renamed' } });
  expect(exchange?.unexpected).toBe(`Adresse inconnue de psc (psc.renamed) : ${path}`);
});

test('the standard discovery name exists, and tells the authorization endpoint of the realm', async () => {
  const { bench } = await ready();
  const standard = (await (await bench.raw(`${bench.psc.issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  const wallet = (await (await bench.raw(bench.psc.discoveryUrl)).json()) as Record<string, string>;
  expect(standard.authorization_endpoint).toBe(`${bench.psc.issuer}/protocol/openid-connect/auth`);
  expect(new URL(wallet.authorization_endpoint ?? '').pathname).toBe('/auth');
  expect(new URL(wallet.authorization_endpoint ?? '').port).not.toBe(new URL(bench.psc.issuer).port);
  expect(wallet.acr_values_supported).toEqual(['0', '0']);
  const page = await bench.raw(`${standard.authorization_endpoint ?? ''}?client_id=banc-dpi`);
  expect(page.status).toBe(400);
});
