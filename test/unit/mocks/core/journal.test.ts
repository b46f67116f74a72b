import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ExchangeDraft, openJournal } from '../../../../mocks/core/journal.js';
import { readJournal } from '../../../../mocks/core/journal-reader.js';
import { temporaryFolder } from './temporary-folder.js';

const draft = (more: Partial<ExchangeDraft> = {}): ExchangeDraft => ({
  service: 'dmp',
  transaction: 'td3-1a',
  protocol: 'https',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:00.010Z',
  keys: { patient: '1' },
  summary: 'Recherche',
  request: { line: 'POST /registry HTTP/1.1', headers: [['Content-Type', 'application/soap+xml']] },
  response: { line: 'HTTP/1.1 200 OK', status: 200, headers: [['Content-Type', 'application/soap+xml']] },
  tolerated: [],
  ...more,
});

async function openTemporary() {
  const journal = openJournal(await temporaryFolder());
  onTestFinished(() => journal.close());
  return journal;
}

describe('what is recorded', () => {
  test('is numbered in order and read back the same after the run', async () => {
    const journal = await openTemporary();
    const first = journal.record(draft(), { requestBody: Buffer.from('<a/>'), responseBody: Buffer.from('<b/>') });
    const second = journal.record(draft({ transaction: 'td3-2' }));
    expect([first.id, first.seq, second.id, journal.lastSeq]).toEqual(['x000001', 1, 'x000002', 2]);
    await journal.close();
    const stored = await readJournal(journal.dir);
    expect(stored.exchanges).toEqual([first, second]);
    expect(stored.truncated).toBe(false);
    expect(await stored.readBody(first.request.body?.sha256 ?? '')).toEqual(Buffer.from('<a/>'));
  });

  test('keeps each body once, readable at once and by its digest', async () => {
    const journal = await openTemporary();
    const body = Buffer.from('<même/>');
    const exchanges = Array.from({ length: 20 }, () => journal.record(draft(), { requestBody: body }));
    const sha = exchanges[0]?.request.body?.sha256 ?? '';
    expect(await journal.readBody(sha)).toEqual(body);
    await journal.flush();
    expect(await readdir(join(journal.dir, 'bodies'))).toEqual([sha]);
    expect(exchanges[0]?.request.body).toEqual({ sha256: sha, size: 8, contentType: 'application/soap+xml' });
  });

  test('never holds the secrets, in the lines or in the bodies, and says what was masked', async () => {
    const journal = await openTemporary();
    const exchange = journal.record(
      draft({
        request: {
          line: 'POST /token HTTP/1.1',
          headers: [
            ['Authorization', 'Basic hush-hush'],
            ['Content-Type', 'application/x-www-form-urlencoded'],
          ],
        },
        response: { line: 'HTTP/1.1 200 OK', status: 200, headers: [['Content-Type', 'application/json']] },
      }),
      {
        requestBody: Buffer.from('client_secret=hush-hush'),
        responseBody: Buffer.from('{"access_token":"hush-hush"}'),
      },
    );
    expect(exchange.masked).toEqual(['header authorization', 'form client_secret', 'response json access_token']);
    await journal.flush();
    const files = (await readdir(journal.dir, { recursive: true, withFileTypes: true })).filter((f) => f.isFile());
    const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
    expect(contents).toHaveLength(3);
    expect(contents.join('\n')).not.toContain('hush-hush');
  });

  test('is listed by service, transactions, keys and mark', async () => {
    const journal = await openTemporary();
    journal.record(draft());
    journal.record(draft({ transaction: 'td3-2', keys: { patient: '2', document: 'd' } }));
    journal.record(draft({ service: 'igc', transaction: 'crl' }));
    const ids = (filter: Parameters<typeof journal.list>[0]) => journal.list(filter).map(({ seq }) => seq);
    expect(ids({})).toEqual([1, 2, 3]);
    expect(ids({ service: 'igc' })).toEqual([3]);
    expect(ids({ transaction: ['td3-1a', 'td3-2'] })).toEqual([1, 2]);
    expect(ids({ keys: { patient: '2' } })).toEqual([2]);
    expect(ids({ since: 2 })).toEqual([3]);
    expect(ids({ since: 99 })).toEqual([]);
  });
});

describe('waiting for an exchange', () => {
  test('ends as soon as one comes, whatever else comes meanwhile', async () => {
    const journal = await openTemporary();
    const waiting = journal.waitFor({ transaction: 'td3-2' }, 60_000);
    journal.record(draft());
    const wanted = journal.record(draft({ transaction: 'td3-2' }));
    expect(await waiting).toEqual([wanted]);
  });

  test('ends at once when it is already there', async () => {
    const journal = await openTemporary();
    const present = journal.record(draft());
    expect(await journal.waitFor({ service: 'dmp' }, 60_000)).toEqual([present]);
  });

  test('gives nothing when time is out, and rejects when it is aborted', async () => {
    const journal = await openTemporary();
    expect(await journal.waitFor({ service: 'psc' }, 1)).toEqual([]);
    const abort = new AbortController();
    const waiting = journal.waitFor({ service: 'psc' }, 60_000, abort.signal);
    abort.abort(new Error('scenario over'));
    await expect(waiting).rejects.toThrow('scenario over');
    await expect(journal.waitFor({ service: 'psc' }, 60_000, abort.signal)).rejects.toThrow('scenario over');
  });
});

describe('after a crash', () => {
  test('kill -9 in the middle of a burst loses no line that was followed by another turn of the loop', async () => {
    const dir = await temporaryFolder();
    const root = join(import.meta.dirname, '../../../..');
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { createJiti } from 'jiti';
         const { openJournal } = await createJiti(import.meta.url).import(${JSON.stringify(join(root, 'mocks/core/journal.ts'))});
         const journal = openJournal(${JSON.stringify(dir)});
         const draft = ${JSON.stringify(draft())};
         let n = 0;
         setInterval(() => {
           for (let i = 0; i < 20; i++) journal.record(draft, { requestBody: Buffer.from('<n>' + (n++) + '</n>') });
           setImmediate(() => setImmediate(() => process.stdout.write(journal.lastSeq + '\\n')));
         }, 1);`,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.split('\n').length > 20) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const announced = Number(said.trimEnd().split('\n').at(-2));
    const { exchanges } = await readJournal(dir);
    expect(exchanges.length).toBeGreaterThanOrEqual(announced);
    expect(exchanges.map(({ seq }) => seq)).toEqual(exchanges.map((_, index) => index + 1));
  });

  test('a last line cut in the middle is left aside and said', async () => {
    const journal = await openTemporary();
    const whole = journal.record(draft());
    await journal.close();
    await appendFile(join(journal.dir, 'exchanges.jsonl'), '{"id":"x000002","se');
    expect(await readJournal(journal.dir)).toMatchObject({ exchanges: [whole], truncated: true });
  });

  test('a body cut in the middle is not given for the whole one', async () => {
    const journal = await openTemporary();
    const sha = journal.record(draft(), { requestBody: Buffer.from('<entier/>') }).request.body?.sha256 ?? '';
    await journal.close();
    await writeFile(join(journal.dir, 'bodies', sha), '<ent');
    const stored = await readJournal(journal.dir);
    expect(await stored.readBody(sha)).toBeUndefined();
    expect(await stored.readBody('../exchanges.jsonl')).toBeUndefined();
  });

  test('a folder without a journal is an empty one, a line that is no exchange is refused by its number', async () => {
    const dir = await temporaryFolder();
    expect((await readJournal(dir)).exchanges).toEqual([]);
    await writeFile(join(dir, 'exchanges.jsonl'), '{}\npas du JSON\n');
    await expect(readJournal(dir)).rejects.toMatchObject({
      code: 'BANC_RUN_UNREADABLE',
      message: expect.stringMatching(/ligne 2/) as string,
    });
  });
});

test('a folder that cannot be written is refused with what to do', async () => {
  const dir = await temporaryFolder();
  await writeFile(join(dir, 'file'), '');
  expect(() => openJournal(join(dir, 'file', 'run'))).toThrow(expect.objectContaining({ code: 'BANC_JOURNAL' }));
});
