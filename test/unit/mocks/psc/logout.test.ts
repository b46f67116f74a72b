import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OIDC_FAULTS } from '../../../../mocks/wire/oidc-faults.js';
import { authorizationOf, signIn, startPscBench } from './psc-bench.js';

const BACK = 'http://127.0.0.1:9/au-revoir';
const SIGN_IN_PAGE = 'Se connecter avec ma carte CPS';

async function signedIn() {
  const bench = await startPscBench(['psc']);
  const config = await bench.discover(bench.psc);
  const browser = bench.browser();
  const { tokens } = await signIn(config, bench.psc, browser);
  /** Whether the next click shows the sign-in page. */
  const isAskedAgain = async () => {
    const { url } = await authorizationOf(config, bench.psc);
    return (await browser.open(url)).html.includes(SIGN_IN_PAGE);
  };
  return { bench, config, browser, tokens, isAskedAgain };
}

describe('end of session', () => {
  test('by redirection with id_token_hint: at once, back with the state, and the next click is asked', async () => {
    const { config, browser, tokens, isAskedAgain } = await signedIn();
    expect(await isAskedAgain()).toBe(false);
    const hint = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: BACK, state: 'xyz' };
    const page = await browser.open(client.buildEndSessionUrl(config, hint).href);
    expect(page.location).toBe(`${BACK}?state=xyz`);
    expect(await isAskedAgain()).toBe(true);
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('by POST with id_token_hint from a server, without the cookie', async () => {
    const { bench, config, tokens, isAskedAgain } = await signedIn();
    const body = new URLSearchParams({ id_token_hint: tokens.id_token ?? '' });
    const answer = await bench.raw(config.serverMetadata().end_session_endpoint ?? '', { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect(await isAskedAgain()).toBe(true);
  });

  test('by Keycloak’s POST with refresh_token: 204', async () => {
    const { bench, config, tokens, isAskedAgain } = await signedIn();
    const { clientId, clientSecret } = bench.psc;
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const url = config.serverMetadata().end_session_endpoint ?? '';
    const post = (refresh: string, more = {}) =>
      bench.raw(url, {
        method: 'POST',
        body: new URLSearchParams({ ...credentials, refresh_token: refresh, ...more }),
      });
    expect((await post(tokens.refresh_token ?? '', { client_secret: 'faux' })).status).toBe(401);
    expect((await post('pas-un-jeton')).status).toBe(400);
    expect((await post(tokens.refresh_token ?? '')).status).toBe(204);
    expect(await isAskedAgain()).toBe(true);
  });

  test('without a hint the person confirms', async () => {
    const { config, browser, isAskedAgain } = await signedIn();
    const page = await browser.open(client.buildEndSessionUrl(config, { post_logout_redirect_uri: BACK }).href);
    expect(page.html).toContain('Se déconnecter ?');
    expect(await isAskedAgain()).toBe(false);
    const done = await browser.send(page, 'logout', {});
    expect(done.location).toBe(BACK);
    expect(await isAskedAgain()).toBe(true);
  });

  test('a hint of another key or an address that is not registered is refused, and nothing ends', async () => {
    const { bench, config, browser, tokens, isAskedAgain } = await signedIn();
    const [header = '', claims = ''] = (tokens.id_token ?? '').split('.');
    const forged = `${header}.${claims}.${'A'.repeat(342)}`;
    const other = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: 'http://ailleurs.invalid/' };
    for (const wrong of [{ id_token_hint: forged }, { id_token_hint: 'x' }, other]) {
      expect((await browser.open(client.buildEndSessionUrl(config, wrong).href)).status).toBe(400);
    }
    expect(await isAskedAgain()).toBe(false);
    expect(bench.exchanges('end-session').every(({ unexpected }) => unexpected !== undefined)).toBe(true);
  });
});

/** A client with an address for back-channel logout, and what it received. */
async function listeningClient() {
  const received: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const bench = await startPscBench(['psc']);
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fin`;
  const registration = { clientId: 'avise', secret: 's', redirectUris: ['loopback'], backchannelLogoutUri: uri };
  await bench.command('psc/register-client', registration);
  const config = await bench.discover(bench.psc, { clientId: 'avise', auth: client.ClientSecretBasic('s') });
  const { tokens } = await signIn(config, bench.psc, bench.browser());
  return { bench, config, tokens, received, browser: bench.browser() };
}

describe('back-channel logout', () => {
  test('a killed session is told to its client by a signed logout token', async () => {
    const { bench, config, tokens, received } = await listeningClient();
    await bench.command('psc/kill-session', { session: tokens.claims()?.sid });
    expect(received).toHaveLength(1);
    const jwks = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''), {
      [customFetch]: (url: string) => bench.raw(url) as unknown as Promise<Response>,
    });
    const { payload } = await jwtVerify(received[0] ?? '', jwks, {
      issuer: bench.psc.issuer,
      audience: 'avise',
      typ: 'logout+jwt',
    });
    expect(payload).toMatchObject({ sid: tokens.claims()?.sid, sub: tokens.claims()?.sub });
    expect(payload.events).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
    expect(bench.exchanges('backchannel-logout', { client: 'avise' })).toMatchObject([{ keys: { status: '200' } }]);
  });

  test.each(OIDC_FAULTS.filter(({ at }) => at === 'backchannel-logout').map(({ id }) => id))('%s', async (kind) => {
    const { bench, tokens, received } = await listeningClient();
    bench.fault(kind, { client: 'avise' });
    await bench.command('psc/kill-session', { client: 'avise' });
    const token = received[0] ?? '';
    const claims = decodeJwt(token);
    const wrong: Record<string, boolean> = {
      'bcl.alg-none': decodeProtectedHeader(token).alg === 'none',
      'bcl.no-event': claims.events === undefined,
      'bcl.wrong-event': JSON.stringify(claims.events ?? {}).includes('foobar'),
      'bcl.with-nonce': claims.nonce !== undefined,
      'bcl.wrong-aud': claims.aud !== 'avise',
      'bcl.wrong-iss': claims.iss !== bench.psc.issuer,
    };
    expect(Object.keys(wrong).filter((one) => wrong[one])).toEqual([kind]);
    expect(claims.sid).toBe(tokens.claims()?.sid);
  });

  test('a client that does not listen holds nobody', async () => {
    const bench = await startPscBench(['psc']);
    const registration = {
      clientId: 'sourd',
      secret: 's',
      redirectUris: ['loopback'],
      backchannelLogoutUri: 'http://127.0.0.1:1/',
    };
    await bench.command('psc/register-client', registration);
    const config = await bench.discover(bench.psc, { clientId: 'sourd', auth: client.ClientSecretBasic('s') });
    await signIn(config, bench.psc, bench.browser());
    expect(await bench.command('psc/kill-session', { client: 'sourd' })).toEqual({ ended: 1 });
    expect(bench.exchanges('backchannel-logout')[0]?.response).toBeUndefined();
  });
});

test('front-channel logout shows the client’s page in a frame, with issuer and session', async () => {
  const bench = await startPscBench(['psc']);
  const frontchannelLogoutUri = 'https://dpi.invalid/fin?x=1';
  await bench.command('psc/register-client', {
    clientId: 'cadre',
    secret: 's',
    redirectUris: ['loopback'],
    frontchannelLogoutUri,
  });
  const config = await bench.discover(bench.psc, { clientId: 'cadre', auth: client.ClientSecretBasic('s') });
  const browser = bench.browser();
  const { tokens } = await signIn(config, bench.psc, browser);
  const url = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '' });
  const { html } = await browser.open(url.href);
  const sid = tokens.claims()?.sid as string;
  expect(html).toContain(
    `src="${frontchannelLogoutUri}&amp;iss=${encodeURIComponent(bench.psc.issuer)}&amp;sid=${sid}"`,
  );
});
