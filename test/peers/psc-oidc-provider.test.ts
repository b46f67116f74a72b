import * as client from 'openid-client';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  authorizationOf,
  type BrowserPage,
  openPscBench,
  type ProviderSheet,
  REDIRECT_URI,
} from '../unit/mocks/psc/psc-bench.js';
import { type CertifiedProvider, startCertifiedProvider } from './oidc-provider.js';

const AFTER_LOGOUT = 'http://127.0.0.1:9/au-revoir';
const PERSON = '899790000212';

let bench: Awaited<ReturnType<typeof openPscBench>>;
let certified: CertifiedProvider;
let agent: Agent;
beforeAll(async () => {
  bench = await openPscBench(['psc']);
  await bench.command('psc/set-options', { errors: 'standard', lifetimes: { cibaInterval: 0 } });
  agent = new Agent({ connect: { ca: bench.mocks.pki.caPem } });
  certified = await startCertifiedProvider(bench, REDIRECT_URI, AFTER_LOGOUT);
});
afterAll(async () => {
  await agent.destroy();
  await certified.close();
  await bench.close();
});

type Endpoint = 'token_endpoint' | 'revocation_endpoint' | 'backchannel_authentication_endpoint';

/** What a script needs of a provider: the mock, or the certified one. */
interface Side {
  sheet: ProviderSheet;
  config: client.Configuration;
  browser: ReturnType<typeof bench.browser>;
  /** Sends a form to an endpoint: status and error code, and the names of what came otherwise. */
  post: (endpoint: Endpoint, form: Record<string, string>) => Promise<unknown>;
  /** Follows an authorization URL through the sign-in page, to the callback or to a page that asks nothing. */
  follow: (url: string) => Promise<BrowserPage & { asked: boolean }>;
  answerCiba: (decision: 'approve' | 'deny') => Promise<unknown>;
}

async function sideOf(which: 'mock' | 'certified'): Promise<Side> {
  const sheet = which === 'mock' ? bench.psc : { ...bench.psc, ...certified.sheet };
  const config = await bench.discover(sheet);
  const browser = bench.browser();
  const credentials = { client_id: sheet.clientId, client_secret: sheet.clientSecret };
  return {
    sheet,
    config,
    browser,
    post: async (endpoint, form) => {
      const body = new URLSearchParams({ ...credentials, ...form });
      const answer = await bench.raw(config.serverMetadata()[endpoint] ?? '', { method: 'POST', body });
      const text = await answer.text();
      const { error } = (text.startsWith('{') ? JSON.parse(text) : {}) as { error?: string };
      return { status: answer.status, error };
    },
    follow: async (url) => {
      let page = await browser.open(url);
      let asked = false;
      for (let hops = 0; hops < 8; hops += 1) {
        if (page.location?.startsWith('http://127.0.0.1:9/') === true) break;
        if (page.location !== undefined) page = await browser.open(new URL(page.location, page.url).href);
        else if (page.html.includes('id="cps"')) {
          asked = true;
          page = await browser.send(page, 'cps', { identity: 'ps1', means: 'CARD' });
        } else if (page.html.includes('name="login"')) {
          asked = true;
          const [, action = ''] = /action="([^"]+)"/.exec(page.html) ?? [];
          page = await browser.open(new URL(action, page.url).href, { prompt: 'login', login: PERSON, password: 'x' });
        } else break;
      }
      return { ...page, asked };
    },
    answerCiba: (decision) =>
      which === 'certified'
        ? certified.answerCiba(decision)
        : bench.command('psc/ecps', { professional: PERSON, decision }),
  };
}

/** Signs in and resolves with the tokens. */
async function tokensOf({ config, sheet, follow }: Side) {
  const { url, checks } = await authorizationOf(config, sheet);
  const page = await follow(url);
  return client.authorizationCodeGrant(config, new URL(page.location ?? ''), checks);
}

/** A code, and the form that spends it. */
async function codeOf({ config, sheet, follow }: Side) {
  const { url, checks } = await authorizationOf(config, sheet);
  const { location = '' } = await follow(url);
  return {
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    redirect_uri: REDIRECT_URI,
    code_verifier: checks.pkceCodeVerifier,
  };
}

/** What the browser is left with after a request that is refused: a page, or an error at the address. */
async function refusalOf({ config, sheet, follow }: Side, more: Record<string, string>) {
  const { url, checks } = await authorizationOf(config, sheet, more);
  const { location, status } = await follow(url);
  if (location === undefined) return { page: status };
  const { searchParams, hash } = new URL(location);
  const told = hash === '' ? searchParams : new URLSearchParams(hash.slice(1));
  return {
    error: told.get('error'),
    state: told.get('state') === checks.expectedState,
    iss: told.get('iss') === sheet.issuer,
    inFragment: hash !== '',
  };
}

const CIBA = { grant_type: 'urn:openid:params:grant-type:ciba' };
const CIBA_REQUEST = { scope: 'openid scope_all', login_hint: PERSON, binding_message: '42' };

/** The same scripts for both: each says what a client sees. */
const SCRIPTS: Readonly<Record<string, (side: Side) => Promise<unknown>>> = {
  'code, PKCE, userinfo': async (side) => {
    const tokens = await tokensOf(side);
    const claims = tokens.claims();
    const userinfo = await client.fetchUserInfo(side.config, tokens.access_token, claims?.sub ?? '');
    const { expires_in: expires, token_type: type } = tokens;
    const seconds = (claims?.exp ?? 0) - (claims?.iat ?? 0);
    const refreshable = tokens.refresh_token !== undefined;
    return {
      expires,
      type,
      seconds,
      refreshable,
      aud: claims?.aud,
      person: userinfo.SubjectNameID,
      hash: claims?.at_hash !== undefined,
    };
  },
  'a code used twice': async (side) => {
    const form = await codeOf(side);
    return [await side.post('token_endpoint', form), await side.post('token_endpoint', form)];
  },
  'what the first use of a code used twice gave': async (side) => {
    const { url, checks } = await authorizationOf(side.config, side.sheet);
    const callback = new URL((await side.follow(url)).location ?? '');
    const tokens = await client.authorizationCodeGrant(side.config, callback, checks);
    await client.authorizationCodeGrant(side.config, callback, checks).catch(() => undefined);
    return (await client.tokenIntrospection(side.config, tokens.access_token)).active;
  },
  'a code with another verifier': async (side) =>
    side.post('token_endpoint', { ...(await codeOf(side)), code_verifier: 'x'.repeat(43) }),
  'a code with another address': async (side) =>
    side.post('token_endpoint', { ...(await codeOf(side)), redirect_uri: 'http://127.0.0.1:9/autre' }),
  'a code that never was': (side) =>
    side.post('token_endpoint', { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI }),
  'a wrong secret': async (side) => side.post('token_endpoint', { ...(await codeOf(side)), client_secret: 'faux' }),
  'an unknown client': async (side) => side.post('token_endpoint', { ...(await codeOf(side)), client_id: 'inconnu' }),
  'no grant type': (side) => side.post('token_endpoint', {}),
  'no code': (side) => side.post('token_endpoint', { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI }),
  'an unknown grant type': (side) => side.post('token_endpoint', { grant_type: 'autre' }),
  refresh: async (side) => {
    const tokens = await tokensOf(side);
    const renewed = await client.refreshTokenGrant(side.config, tokens.refresh_token ?? '');
    return [
      renewed.claims()?.sub === tokens.claims()?.sub,
      renewed.access_token !== tokens.access_token,
      renewed.expires_in,
    ];
  },
  'a refresh token that never was': (side) =>
    side.post('token_endpoint', { grant_type: 'refresh_token', refresh_token: 'x' }),
  'no refresh token': (side) => side.post('token_endpoint', { grant_type: 'refresh_token' }),
  'introspection, then revocation': async (side) => {
    const { access_token: token } = await tokensOf(side);
    const before = await client.tokenIntrospection(side.config, token);
    const revoked = await side.post('revocation_endpoint', { token });
    const after = await client.tokenIntrospection(side.config, token);
    return [before.active, before.client_id, before.token_type ?? before.typ, revoked, after];
  },
  'introspection and revocation of what is no token': async (side) => [
    await client.tokenIntrospection(side.config, 'x'),
    await side.post('revocation_endpoint', { token: 'x' }),
  ],
  'userinfo with a wrong token': async ({ config }) => {
    const answer = await bench.raw(config.serverMetadata().userinfo_endpoint ?? '', {
      headers: { authorization: 'Bearer x' },
    });
    const { error } = (await answer.json()) as { error: string };
    return [answer.status, error, answer.headers.get('www-authenticate')?.includes('error="invalid_token"')];
  },
  'prompt=none without a session': (side) => refusalOf(side, { prompt: 'none' }),
  'another response type': (side) => refusalOf(side, { response_type: 'token' }),
  'an unknown client at the authorization endpoint': (side) => refusalOf(side, { client_id: 'inconnu' }),
  'an address that is not registered': (side) => refusalOf(side, { redirect_uri: 'http://ailleurs.invalid/' }),
  'a challenge of an unknown method': (side) => refusalOf(side, { code_challenge_method: 'S1' }),
  'a second sign-in, then prompt=login': async (side) => {
    const asked: boolean[] = [];
    for (const prompt of [undefined, undefined, 'login']) {
      const { url } = await authorizationOf(side.config, side.sheet, prompt === undefined ? {} : { prompt });
      asked.push((await side.follow(url)).asked);
    }
    return asked;
  },
  'max_age that has passed or not': async (side) => {
    await tokensOf(side);
    const { url } = await authorizationOf(side.config, side.sheet, { max_age: '600' });
    return (await side.follow(url)).asked;
  },
  'end of session': async (side) => {
    const tokens = await tokensOf(side);
    const hint = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: AFTER_LOGOUT, state: 'xyz' };
    let page = await side.browser.open(client.buildEndSessionUrl(side.config, hint).href);
    const confirmed = page.location === undefined;
    if (confirmed) {
      // Differs on purpose: Keycloak ends at once, oidc-provider asks.
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.html) ?? [];
      const [, action = ''] = /action="([^"]+)"/.exec(page.html) ?? [];
      page = await side.browser.open(new URL(action, page.url).href, { xsrf, logout: 'yes' });
    }
    const { url } = await authorizationOf(side.config, side.sheet);
    return [page.location, (await side.follow(url)).asked];
  },
  'end of session towards an address that is not registered': async (side) => {
    const { id_token: idToken = '' } = await tokensOf(side);
    const hint = { id_token_hint: idToken, post_logout_redirect_uri: 'http://ailleurs.invalid/' };
    const page = await side.browser.open(client.buildEndSessionUrl(side.config, hint).href);
    return [page.status, page.location];
  },
  'end of session with a hint that is no token': async (side) => {
    const page = await side.browser.open(client.buildEndSessionUrl(side.config, { id_token_hint: 'x' }).href);
    return page.status;
  },
  'CIBA: pending, then approved': async (side) => {
    const asked = await client.initiateBackchannelAuthentication(side.config, CIBA_REQUEST);
    const pending = await side.post('token_endpoint', { ...CIBA, auth_req_id: asked.auth_req_id });
    await side.answerCiba('approve');
    const tokens = await client.genericGrantRequest(side.config, CIBA.grant_type, {
      auth_req_id: asked.auth_req_id,
    });
    return [pending, tokens.claims()?.aud, tokens.claims()?.nonce, asked.expires_in];
  },
  'CIBA: denied': async (side) => {
    const asked = await client.initiateBackchannelAuthentication(side.config, CIBA_REQUEST);
    await side.answerCiba('deny');
    return side.post('token_endpoint', { ...CIBA, auth_req_id: asked.auth_req_id });
  },
  'CIBA: spent': async (side) => {
    const asked = await client.initiateBackchannelAuthentication(side.config, CIBA_REQUEST);
    await side.answerCiba('approve');
    await client.genericGrantRequest(side.config, CIBA.grant_type, {
      auth_req_id: asked.auth_req_id,
    });
    return side.post('token_endpoint', { ...CIBA, auth_req_id: asked.auth_req_id });
  },
  'CIBA: wrong requests': async (side) => [
    await side.post('backchannel_authentication_endpoint', { scope: 'openid scope_all' }),
    await side.post('backchannel_authentication_endpoint', { ...CIBA_REQUEST, login_hint: '899700000000' }),
    await side.post('backchannel_authentication_endpoint', { ...CIBA_REQUEST, client_secret: 'faux' }),
    await side.post('token_endpoint', CIBA),
    await side.post('token_endpoint', { ...CIBA, auth_req_id: 'x' }),
  ],
  'public keys': async ({ config }) => {
    const answer = await bench.raw(config.serverMetadata().jwks_uri ?? '');
    const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
    return keys.filter(({ kty }) => kty === 'RSA').map(({ alg, use, kid, d }) => [alg, use, kid !== undefined, d]);
  },
};

describe('oidc-provider and the mock answer the same scripts alike', () => {
  test.each(Object.entries(SCRIPTS))('%s', async (_name, script) => {
    const [mock, reference] = [await script(await sideOf('mock')), await script(await sideOf('certified'))];
    expect(mock).toEqual(reference);
  });
});
