import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type MocksOptions, PORT_OFFSETS, readJournal, startMocks } from '../../../mocks/index.js';
import { temporaryFolder } from './core/temporary-folder.js';

let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

async function start(options: Partial<MocksOptions> = {}) {
  const mocks = await startMocks({ dir: await temporaryFolder(), cacheDir, ...options });
  onTestFinished(() => mocks.close());
  return mocks;
}

describe('the connection sheet', () => {
  test('says all a SUT needs, is plain JSON, and its paths exist', async () => {
    const { sheet } = await start();
    expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet);
    expect(sheet).toMatchObject({ schema: 'banc-connection/1', host: 'localhost' });
    expect(sheet.control).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Object.keys(sheet)).toEqual(expect.arrayContaining(['igc', 'dmp', 'roster']));
    expect(Object.keys(sheet.certificates)).toHaveLength(9);
    const paths = [sheet.ca, ...Object.values(sheet.certificates).flatMap(({ cert, key, p12 }) => [cert, key, p12])];
    for (const path of paths) {
      expect(isAbsolute(path)).toBe(true);
      expect((await stat(path)).isFile()).toBe(true);
    }
    expect(sheet.roster.patients.length).toBeGreaterThan(0);
  });

  test('carries the public host in every address but the control plane’s, and in the server certificate', async () => {
    const { sheet, pki } = await start({ publicHost: 'bench.example' });
    const { control, ca, certificates, roster, schema, host, ...services } = sheet;
    expect([schema, host, control.startsWith('http://127.0.0.1:')]).toEqual([
      'banc-connection/1',
      'bench.example',
      true,
    ]);
    expect([ca, certificates, roster]).toBeDefined();
    const urls = JSON.stringify(services).match(/https?:\/\/[^"]+/g) ?? [];
    expect(urls.length).toBeGreaterThan(3);
    for (const url of urls) expect(new URL(url).hostname).toBe('bench.example');
    expect(await readFile(pki.certificates.server.files.cert, 'utf8')).toBe(pki.certificates.server.chainPem);
  });
});

test('with a port base, ports are fixed in the documented order', async () => {
  const portBase = await freeRange(Object.keys(PORT_OFFSETS).length);
  const { sheet } = await start({ portBase });
  expect(new URL(sheet.control).port).toBe(String(portBase));
  expect(JSON.stringify(sheet.igc)).toContain(`:${portBase + 1}/`);
  expect(JSON.stringify(sheet.dmp)).toContain(`:${portBase + 2}/`);
  await expect(start({ portBase })).rejects.toMatchObject({ code: 'BANC_LISTEN' });
});

test('what passes through a service and the control plane ends in the run folder', async () => {
  const mocks = await start({ services: ['igc'], extraRoutes: { 'POST /echo': (input) => Promise.resolve(input) } });
  expect(mocks.sheet.dmp).toBeUndefined();
  const { crl } = mocks.sheet.igc as { crl: { root: string } };
  await fetch(crl.root);
  const answer = await fetch(`${mocks.control}/exchanges?service=igc&transaction=crl`);
  expect(await answer.json()).toMatchObject({ exchanges: [{ id: 'x000001', keys: { authority: 'root' } }], last: 1 });
  const echo = await fetch(`${mocks.control}/echo`, { method: 'POST', body: '{"a":1}' });
  expect(await echo.json()).toEqual({ ok: true, result: { a: 1 } });
  await mocks.close();
  expect((await readJournal(mocks.journal.dir)).exchanges).toHaveLength(1);
  await mocks.close();
});

test.each([
  [{ services: ['dpm'] }, 'BANC_UNKNOWN_ID'],
  [{ portBase: 70_000 }, 'BANC_USAGE'],
  [{ bind: '192.0.2.1' }, 'BANC_LISTEN'],
])('%j is refused with %s', async (options, code) => {
  await expect(start(options)).rejects.toMatchObject({ code });
});

/** First of `size` ports in a row that are free now. */
async function freeRange(size: number): Promise<number> {
  for (;;) {
    const probes = [createServer().listen(0, '127.0.0.1')];
    await once(probes[0] ?? createServer(), 'listening');
    const { port } = probes[0]?.address() as AddressInfo;
    let free = port + size < 65_000;
    for (let next = port + 1; free && next < port + size; next += 1) {
      const probe = createServer().listen(next, '127.0.0.1');
      probes.push(probe);
      free = await Promise.race([
        once(probe, 'listening').then(() => true),
        once(probe, 'error').then(() => false),
      ]).catch(() => false);
    }
    await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
    if (free) return port;
  }
}
