import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as client from 'openid-client';
import { Agent, fetch as undiciFetch, request } from 'undici';
import { type Exchange, type StartedMocks, startMocks } from '../../../../mocks/index.js';

/** What the sheet says of a provider. */
export interface ProviderSheet {
  discoveryUrl: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  mtlsClientId: string;
  scope: string;
  acrValues?: string;
  claims: Record<string, string>;
  ecps?: string;
  renamed: ProviderSheet;
}

/** A page a browser got: where, and what. */
export interface BrowserPage {
  status: number;
  url: string;
  html: string;
  location?: string | undefined;
}

/** Address of the relying party of these tests; nothing listens there. */
export const REDIRECT_URI = 'http://127.0.0.1:9/retour';

/** Mocks with both providers, and what a test does with them. */
export async function startPscBench(services: readonly string[] = ['psc', 'idp']) {
  const bench = await openPscBench(services);
  onTestFinished(bench.close);
  return bench;
}

/** The same for several tests, which close it. */
export async function openPscBench(services: readonly string[] = ['psc', 'idp']) {
  const dir = await mkdtemp(join(tmpdir(), 'banc-psc-'));
  const mocks = await startMocks({ dir, services });
  const agents: Agent[] = [];
  const close = async () => {
    await Promise.all(agents.map((agent) => agent.destroy()));
    await mocks.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { ...benchOf(mocks, agents), close };
}

function benchOf(mocks: StartedMocks, agents: Agent[]) {
  const psc = mocks.sheet.psc as ProviderSheet;
  const idp = mocks.sheet.idp as ProviderSheet;
  const agentWith = (certificate?: { chainPem: string; keyPem: string }) => {
    const identity = certificate === undefined ? {} : { cert: certificate.chainPem, key: certificate.keyPem };
    const agent = new Agent({ connect: { ca: mocks.pki.caPem, ...identity } });
    agents.push(agent);
    return agent;
  };
  const plain = agentWith();
  const fetchWith = (agent: Agent) => (url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher: agent }) as unknown as Promise<Response>;

  async function discover(
    sheet: ProviderSheet,
    options: { auth?: client.ClientAuth; clientId?: string; agent?: Agent; strict?: boolean; bare?: boolean } = {},
  ) {
    const { auth = client.ClientSecretBasic(sheet.clientSecret), clientId = sheet.clientId, agent = plain } = options;
    const alg = sheet.acrValues !== undefined ? 'RS256' : sheet === idp ? 'ES256' : 'PS256';
    return client.discovery(
      new URL(sheet.discoveryUrl),
      clientId,
      options.bare === true ? {} : { id_token_signed_response_alg: alg, use_mtls_endpoint_aliases: agent !== plain },
      auth,
      {
        [client.customFetch]: fetchWith(agent),
        execute: options.strict === true ? [client.enableNonRepudiationChecks] : [],
      },
    );
  }

  async function command<Result = unknown>(name: string, input: unknown = {}): Promise<Result> {
    const answer = await fetch(`${mocks.control}/${name}`, { method: 'POST', body: JSON.stringify(input) });
    const { ok, result, error } = (await answer.json()) as { ok: boolean; result: Result; error?: { message: string } };
    if (!ok) throw new Error(error?.message);
    return result;
  }

  const exchanges = (transaction: string, keys: Record<string, string> = {}): Exchange[] =>
    mocks.journal.list({ transaction, keys });

  return {
    mocks,
    psc,
    idp,
    agentWith,
    discover,
    command,
    exchanges,
    browser: () => createBrowser(plain),
    raw: (url: string, init: object = {}) => undiciFetch(url, { redirect: 'manual', ...init, dispatcher: plain }),
    fault: (kind: string, keys: Record<string, string>, more: object = {}, service = 'psc') =>
      mocks.faults.add({ service, keys, times: 1, fault: { kind, ...more } }),
  };
}

/** The bench of these tests. */
export type PscBench = Awaited<ReturnType<typeof startPscBench>>;

/** A browser without script: keeps cookies, follows redirections until it leaves the providers, sends forms. */
export function createBrowser(dispatcher: Agent) {
  const cookies = new Map<string, string>();

  async function open(url: string, form?: Record<string, string>): Promise<BrowserPage> {
    // Not fetch: it says Sec-Fetch-Mode: cors, and a relying party then takes the visitor for a script.
    const answer = await request(url, {
      dispatcher,
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0|Expires=Thu, 01.Jan.1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { location } = answer.headers;
    const html = await answer.body.text();
    return { status: answer.statusCode, url, html, location: typeof location === 'string' ? location : undefined };
  }

  return {
    cookies,
    open,
    /** Sends the form of this id, its hidden fields and those given. */
    send: (page: BrowserPage, id: string, fields: Record<string, string>): Promise<BrowserPage> => {
      const { action, hidden, method } = readForm(page, id);
      const values = { ...hidden, ...fields };
      if (method === 'post') return open(action, values);
      const url = new URL(action);
      for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
      return open(url.href);
    },
  };
}

/** One form of a page. */
export function readForm({ html, url }: BrowserPage, id: string) {
  const form = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].find(([, attributes]) =>
    attributes?.includes(`id="${id}"`),
  );
  if (form === undefined) throw new Error(`no form ${id} in ${html.slice(0, 500)}`);
  const [, attributes = '', content = ''] = form;
  const hidden = Object.fromEntries(
    [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescapeHtml(value),
    ]),
  );
  const action = /action="([^"]*)"/.exec(attributes)?.[1] ?? '';
  return { action: new URL(unescapeHtml(action), url).href, hidden, method: /method="(\w+)"/.exec(attributes)?.[1] };
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Everything a sign-in gave. */
export interface SignedIn {
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;
  userinfo: client.UserInfoResponse;
  callback: URL;
}

/** Starts a sign-in: the authorization URL and what the callback is checked with. */
export async function authorizationOf(
  config: client.Configuration,
  sheet: ProviderSheet,
  more: Record<string, string> = {},
) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: sheet.scope,
    ...(sheet.acrValues === undefined ? {} : { acr_values: sheet.acrValues }),
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  });
  return { url: url.href, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

/** Signs in with openid-client and a browser; resolves with the tokens and the userinfo. */
export async function signIn(
  config: client.Configuration,
  sheet: ProviderSheet,
  browser: ReturnType<typeof createBrowser>,
  identity = 'ps1',
  more: Record<string, string> = {},
): Promise<SignedIn> {
  const { url, checks } = await authorizationOf(config, sheet, more);
  let page = await browser.open(url);
  if (page.location === undefined) {
    page = await browser.send(page, sheet.ecps === undefined ? 'signin' : 'cps', { identity, means: 'CARD' });
  }
  const callback = new URL(page.location ?? '');
  const tokens = await client.authorizationCodeGrant(config, callback, checks);
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  return { tokens, userinfo, callback };
}
