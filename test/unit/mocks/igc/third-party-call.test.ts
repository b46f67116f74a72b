import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { callAsThirdParty } from '../../../../mocks/igc/third-party-call.js';

let dir: string;
let pki: BenchPki;
let server: Server;
let url: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
  pki = await loadOrCreatePki({ cacheDir: join(dir, 'cache'), publicHosts: ['localhost'] });
  const { cert, key } = pki.certificates.server.files;
  server = createServer(
    { cert: readFileSync(cert), key: readFileSync(key), ca: pki.caPem, requestCert: true, rejectUnauthorized: true },
    (_request, response) => response.writeHead(204).end(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(dir, { recursive: true, force: true });
});

describe('the bench calls an interface as a third-party structure', () => {
  test('and tells what it answered to a certificate it accepts', async () => {
    expect(await callAsThirdParty(url, pki.certificates.authCli.files)).toEqual({ answered: true, status: 204 });
  });

  test('and tells that it cut the connection, without a certificate or with one of another authority', async () => {
    expect(await callAsThirdParty(url, undefined)).toMatchObject({ answered: false });
    expect(await callAsThirdParty(url, pki.certificates.authCliForeign.files)).toMatchObject({ answered: false });
  });

  test('and tells that nobody answers', async () => {
    expect(await callAsThirdParty('https://127.0.0.1:1/', undefined)).toEqual({
      answered: false,
      reason: 'ECONNREFUSED',
    });
  });
});
