import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adapter } from '../../../../fixtures/reference-dpi/adapters/http-adapter.js';
import { ADMINISTRATOR } from '../../../../fixtures/reference-dpi/accounts/roster-accounts.js';
import { startDpi } from '../../../../fixtures/reference-dpi/server.js';
import { startMocks } from '../../../../mocks/index.js';
import { BrowserHost } from '../../../../scenarios/harness/browser.js';
import { writeConnection } from '../../../../scenarios/harness/connection-sheet.js';
import { runScenario } from '../../../../scenarios/harness/scenario-run.js';
import type { Adapter } from '../../../../scenarios/index.js';
import { passwordPolicy } from '../../../../scenarios/ssi/ssi-iam-92.scenario.js';
import { contactVerified } from '../../../../scenarios/ssi/ssi-ie-31.scenario.js';
import { deviceLost } from '../../../../scenarios/ssi/ssi-ie-35.scenario.js';

/** Every password, code and link an input of an action carries. */
function secretsIn(input: unknown, name = ''): string[] {
  if (typeof input === 'string') return /password|secrets|current|next/.test(name) ? [input] : [];
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) => secretsIn(value, Array.isArray(input) ? name : key));
}

/** Whether a secret stands in a text by itself: six digits in the middle of a digest are no code. */
function stands(secret: string, written: string): boolean {
  const word = /[0-9A-Za-z]/;
  for (let at = written.indexOf(secret); at >= 0; at = written.indexOf(secret, at + 1)) {
    if (!word.test(written.charAt(at - 1)) && !word.test(written.charAt(at + secret.length))) return true;
  }
  return false;
}

test('no password, code or link is in what a run leaves behind', { timeout: 120_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'banc-no-secret-'));
  const free = () => Promise.resolve();
  const extraRoutes = { 'POST /locks/acquire': free, 'POST /locks/release': free };
  const mocks = await startMocks({ dir, extraRoutes });
  const connection = await writeConnection(dir, mocks.sheet);
  const dpi = await startDpi({ connection, defects: new Set(), variants: new Set(), port: 0, bind: '127.0.0.1' });
  const given = new Set<string>([ADMINISTRATOR.password]);
  const listening: Adapter = {
    ...adapter,
    actions: Object.fromEntries(
      Object.entries(adapter.actions).map(([name, act]) => [
        name,
        (input: never, context) => {
          for (const secret of secretsIn(input)) given.add(secret);
          return act(input, context);
        },
      ]),
    ),
  };
  try {
    for (const scenario of [contactVerified, passwordPolicy, deviceLost]) {
      const environment = {
        runDir: join(dir, 'run'),
        runKey: 'secret',
        controlUrl: mocks.control,
        lang: 'fr',
        sut: { baseUrl: dpi.url, settings: {} },
        adapter: listening,
        browser: new BrowserHost({ headed: false, recording: { film: false, trace: false } }),
        papers: {},
        attended: false,
        timeouts: { actionMs: 15_000, exchangeMs: 5_000, quietMs: 700, scenarioMs: 60_000 },
      } as const;
      const record = await runScenario(scenario, environment, new AbortController().signal);
      expect(record.failure).toBeUndefined();
    }
    await mocks.journal.flush();
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && join(entry.parentPath, entry.name) !== connection);
    const written = Buffer.concat(
      await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name)))),
    ).toString('utf8');
    expect(given.size).toBeGreaterThan(15);
    expect([...given].filter((secret) => stands(secret, written))).toEqual([]);
  } finally {
    await dpi.stop();
    await mocks.close();
    await rm(dir, { recursive: true, force: true });
  }
});
