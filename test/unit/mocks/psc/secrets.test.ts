import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { authorizationOf, readForm, signIn, startPscBench } from './psc-bench.js';

test('no token, code, secret or cookie is in the journal: the real values are looked for', async () => {
  const bench = await startPscBench();
  const secrets = new Set<string>([bench.psc.clientSecret, bench.idp.clientSecret]);
  const keep = (values: Record<string, unknown>, names: string[]) => {
    for (const name of names) secrets.add(String(values[name]));
  };
  const TOKENS = ['access_token', 'refresh_token', 'id_token'];
  for (const sheet of [bench.psc, bench.idp]) {
    const config = await bench.discover(sheet, { auth: client.ClientSecretPost(sheet.clientSecret) });
    const browser = bench.browser();
    const { tokens, callback } = await signIn(config, sheet, browser);
    keep({ ...tokens }, TOKENS);
    for (const cookie of browser.cookies.values()) secrets.add(cookie);
    keep(Object.fromEntries(callback.searchParams), ['code']);
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    keep({ ...renewed }, TOKENS);
    await client.tokenIntrospection(config, tokens.access_token);
    await client.tokenRevocation(config, tokens.access_token);
    for (const mode of ['fragment', 'form_post']) {
      const { url, checks } = await authorizationOf(config, sheet, { response_mode: mode });
      const page = await browser.open(url);
      const code =
        mode === 'form_post'
          ? readForm(page, 'form-post').hidden.code
          : new URLSearchParams(new URL(page.location ?? '').hash.slice(1)).get('code');
      secrets.add(code ?? '');
      secrets.add(checks.pkceCodeVerifier);
    }
    const asked = await bench.raw(
      `${config.serverMetadata().userinfo_endpoint ?? ''}?access_token=${renewed.access_token}`,
    );
    expect(asked.status).toBe(401);
    await browser.open(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '' }).href);
  }
  const config = await bench.discover(bench.psc);
  await bench.command('psc/ecps', { professional: 'ps1', decision: 'approve' });
  bench.fault('ui.signed', { client: bench.psc.clientId });
  const asked = await client.initiateBackchannelAuthentication(config, {
    scope: bench.psc.scope,
    login_hint: '899790000212',
  });
  secrets.add(asked.auth_req_id);
  const tokens = await client.pollBackchannelAuthenticationGrant(config, asked);
  keep({ ...tokens }, TOKENS);
  const userinfo = await bench.raw(config.serverMetadata().userinfo_endpoint ?? '', {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  const jwt = await userinfo.text();
  secrets.add(jwt.split('.')[2] ?? '');
  expect([...secrets].filter((secret) => secret.length < 16)).toEqual([]);

  await bench.mocks.journal.flush();
  const { dir } = bench.mocks.journal;
  const bodies = await readdir(join(dir, 'bodies'));
  const files = ['exchanges.jsonl', ...bodies.map((name) => join('bodies', name))];
  const texts = await Promise.all(files.map((file) => readFile(join(dir, file), 'latin1')));
  // A JWT is as good under its signature alone.
  const looked = [...secrets].flatMap((secret) => [secret, encodeURIComponent(secret), secret.split('.')[2] ?? secret]);
  const found = looked.filter((secret) => secret !== '' && texts.some((text) => text.includes(secret)));
  expect(found).toEqual([]);
  expect(bodies.length).toBeGreaterThan(20);
});
