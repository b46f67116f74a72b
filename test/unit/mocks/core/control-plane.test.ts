import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createClock } from '../../../../mocks/core/clock.js';
import { type ExtraRoute, startControlPlane } from '../../../../mocks/core/control-plane.js';
import { createFaultPlan } from '../../../../mocks/core/fault-plan.js';
import { type ExchangeDraft, openJournal } from '../../../../mocks/core/journal.js';
import { defineCommand, type StartedService } from '../../../../mocks/core/service.js';
import { BancError } from '../../../../mocks/wire/errors.js';
import { temporaryFolder } from './temporary-folder.js';

const draft: ExchangeDraft = {
  service: 'dmp',
  transaction: 'td3-2',
  protocol: 'https',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:00.000Z',
  keys: { patient: '1' },
  summary: 'Lecture',
  request: { line: 'POST / HTTP/1.1', headers: [] },
  tolerated: [],
};

async function start(extraRoutes: Record<string, ExtraRoute> = {}) {
  const journal = openJournal(await temporaryFolder());
  const clock = createClock();
  const faults = createFaultPlan();
  const service: StartedService = {
    name: 'dmp',
    sheet: {},
    commands: {
      add: defineCommand({
        description: 'Ajoute.',
        input: z.strictObject({ n: z.number().int() }),
        run: ({ n }) => {
          if (n === 13) throw new BancError('BANC_UNKNOWN_ID', 'pas 13');
          if (n === 14) throw new Error('imprévu');
          return n + 1;
        },
      }),
    },
    close: () => Promise.resolve(),
  };
  const control = await startControlPlane({ services: [service], journal, clock, faults, port: 0, extraRoutes });
  onTestFinished(async () => {
    await control.close();
    await journal.close();
  });
  const post = async (route: string, input: unknown, headers: Record<string, string> = {}) => {
    const body = typeof input === 'string' ? input : JSON.stringify(input);
    const response = await fetch(`${control.url}/${route}`, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const get = async (path: string) => (await (await fetch(control.url + path)).json()) as Record<string, unknown>;
  return { ...control, journal, clock, faults, post, get };
}

/** node:http, because fetch does not let one choose Host. */
function status(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('commands', () => {
  test('run with validated input and give their result', async () => {
    const { post } = await start();
    expect(await post('dmp/add', { n: 1 })).toEqual({ status: 200, body: { ok: true, result: 2 } });
  });

  test.each([
    ['input of another shape', 'dmp/add', { n: 'x' }, 400, 'BANC_CONTROL', /dmp\/add.*\n.*n/s],
    ['an unknown command', 'dmp/toString', {}, 400, 'BANC_CONTROL', /inconnue/],
    ['an unknown service', 'constructor/add', {}, 400, 'BANC_CONTROL', /inconnue/],
    ['what is not JSON', 'dmp/add', '{', 400, 'BANC_CONTROL', /JSON/],
    ['an error of the service, with its code', 'dmp/add', { n: 13 }, 400, 'BANC_UNKNOWN_ID', /pas 13/],
    ['a mistake of the service, as a server error', 'dmp/add', { n: 14 }, 500, 'BANC_CONTROL', /imprévu/],
  ])('refuse %s', async (_what, route, input, expected, code, message) => {
    const { post } = await start();
    const answer = await post(route, input);
    expect(answer).toEqual({
      status: expected,
      body: { ok: false, error: { code, message: expect.stringMatching(message) as string } },
    });
  });

  test('move the clock and plan faults', async () => {
    const { post, clock, faults } = await start();
    await post('clock/set', { iso: '2030-01-01T00:00:00Z' });
    await post('clock/advance', { ms: 3_600_000 });
    expect(clock.now().toISOString()).toMatch(/^2030-01-01T01:00:0/);
    await post('clock/reset', {});
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    const added = await post('faults/add', { service: 'dmp', fault: { kind: 'delay', delayMs: 5 } });
    expect(added.body).toEqual({ ok: true, result: { id: 'f1' } });
    expect((await post('faults/list', {})).body).toMatchObject({ result: [{ id: 'f1', times: 1, left: 1 }] });
    await post('faults/remove', { id: 'f1' });
    expect(faults.list()).toEqual([]);
    expect((await post('faults/add', { service: 'dmp', fault: { kind: 'http', status: 7 } })).status).toBe(400);
  });

  test('are listed with their schemas', async () => {
    const { get } = await start({ 'POST /operator/ask': () => Promise.resolve(1) });
    expect(await get('/')).toMatchObject({
      services: {
        dmp: { add: { description: 'Ajoute.', input: { type: 'object', properties: { n: { type: 'integer' } } } } },
        faults: {},
        clock: {},
      },
      routes: expect.arrayContaining(['POST /operator/ask']) as string[],
    });
  });
});

describe('exchanges', () => {
  test('are listed by filter, and waited for', async () => {
    const { get, journal } = await start();
    journal.record(draft);
    journal.record({ ...draft, transaction: 'td3-1a', keys: { patient: '2' } });
    expect(await get('/mark')).toEqual({ last: 2 });
    const found = await get('/exchanges?since=0&service=dmp&transaction=td0-2,td3-1a&key.patient=2');
    expect(found).toMatchObject({ exchanges: [{ seq: 2 }], last: 2 });
    const waiting = get('/exchanges?since=2&waitMs=60000');
    journal.record(draft);
    expect(await waiting).toMatchObject({ exchanges: [{ seq: 3 }] });
    expect(await get('/exchanges?since=3&waitMs=1')).toEqual({ exchanges: [], last: 3 });
    expect(await get('/exchanges?since=-1')).toMatchObject({ ok: false, error: { code: 'BANC_CONTROL' } });
  });

  test('give their bodies as raw bytes, never with the type the SUT claimed', async () => {
    const { url, journal } = await start();
    const bytes = Buffer.from([0, 255, 1]);
    const html = { ...draft.request, headers: [['Content-Type', 'text/html']] as [string, string][] };
    journal.record({ ...draft, request: html }, { requestBody: bytes });
    const body = await fetch(`${url}/exchanges/x000001/request-body`);
    expect(Buffer.from(await body.arrayBuffer())).toEqual(bytes);
    expect(body.headers.get('content-type')).toBe('application/octet-stream');
    expect((await fetch(`${url}/exchanges/x000001/response-body`)).status).toBe(204);
    expect((await fetch(`${url}/exchanges/x000009/request-body`)).status).toBe(404);
  });
});

describe('the engine’s own routes', () => {
  test('get the input, and a signal when the caller goes away', async () => {
    const gone = new EventEmitter();
    const went = once(gone, 'gone');
    const { url, post } = await start({
      'POST /operator/ask': (input) => Promise.resolve({ asked: input }),
      'POST /operator/hang': (_input, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            gone.emit('gone', signal.reason);
            reject(new Error('gone'));
          });
        }),
    });
    expect((await post('operator/ask', { q: 1 })).body).toEqual({ ok: true, result: { asked: { q: 1 } } });
    const call = fetch(`${url}/operator/hang`, { method: 'POST', signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toThrow();
    expect(await went).toEqual([expect.any(Error)]);
  });
});

describe('a web page cannot reach the control plane', () => {
  test.each([
    ['an Origin', { origin: 'https://evil.example' }],
    ['a foreign Host (DNS rebinding)', { host: 'evil.example' }],
    ['a Host that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a cross-site image', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused', async (_what, headers: Record<string, string>) => {
    const { url } = await start();
    expect(await status(`${url}/mark`, headers)).toBe(403);
  });

  test('localhost under its names is served', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await status(`${url}/mark`, { host: `${host}:${port}` })).toBe(200);
    }
  });
});

test('closing ends the calls that wait', async () => {
  const bench = await start();
  const { url } = bench;
  const waiting = fetch(`${url}/exchanges?waitMs=600000`).then(
    (response) => response.status,
    () => 'closed',
  );
  await fetch(`${url}/mark`);
  await bench.close();
  expect(['closed', 500]).toContain(await waiting);
});
