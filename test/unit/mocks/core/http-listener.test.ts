import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFaultPlan } from '../../../../mocks/core/fault-plan.js';
import { type HttpListenerOptions, startHttpListener } from '../../../../mocks/core/http-listener.js';
import type { HttpAnswer, ReceivedRequest } from '../../../../mocks/core/http-message.js';
import { openJournal } from '../../../../mocks/core/journal.js';
import { temporaryFolder } from './temporary-folder.js';

const echo = (request: ReceivedRequest): Promise<HttpAnswer> =>
  Promise.resolve({
    status: 200,
    headers: [['Content-Type', 'text/plain']],
    body: request.body,
    exchange: { transaction: 'echo', keys: { path: request.path }, summary: 'Écho' },
  });

async function start(options: Partial<HttpListenerOptions> = {}) {
  const journal = openJournal(await temporaryFolder());
  const faults = createFaultPlan();
  const base = { service: 'test', bind: '127.0.0.1', publicHost: '127.0.0.1', port: 0, journal, faults };
  const listener = await startHttpListener({ ...base, handle: echo, ...options });
  onTestFinished(async () => {
    await listener.close();
    await journal.close();
  });
  return { ...listener, journal, faults };
}

describe('an ordinary request', () => {
  test('is answered by the service and journalled with raw bodies before the answer leaves', async () => {
    const { url, journal } = await start();
    const response = await fetch(`${url}/a%2Fb?x=1`, {
      method: 'POST',
      body: 'corps',
      headers: { 'X-Banc': 'é'.normalize('NFD').slice(0, 1) },
    });
    const [exchange] = journal.list();
    expect(await response.text()).toBe('corps');
    expect(exchange).toMatchObject({
      service: 'test',
      transaction: 'echo',
      protocol: 'http',
      keys: { path: '/a%2Fb' },
      summary: 'Écho',
      request: { line: 'POST /a%2Fb?x=1 HTTP/1.1', body: { size: 5 } },
      response: { line: 'HTTP/1.1 200 OK', status: 200, body: { size: 5, contentType: 'text/plain' } },
      tolerated: [],
    });
    expect(exchange?.request.headers).toContainEqual(['X-Banc', 'e']);
    expect(exchange?.unexpected).toBeUndefined();
  });

  test('a service that throws answers 500, says so in the journal, and the next request is served', async () => {
    let calls = 0;
    const { url, journal } = await start({
      handle: (request) => ((calls += 1) === 1 ? Promise.reject(new Error('état impossible')) : echo(request)),
    });
    const failed = await fetch(url);
    expect([failed.status, await failed.text()]).toEqual([500, 'Erreur interne du banc : état impossible\n']);
    expect((await fetch(url)).status).toBe(200);
    expect(journal.list().map(({ unexpected }) => unexpected)).toEqual([
      'Erreur interne du banc : état impossible',
      undefined,
    ]);
  });

  test('a header the service should not have given is the bench’s fault, not a crash', async () => {
    const { url, journal } = await start({
      handle: async (request) => ({ ...(await echo(request)), headers: [['X-Bad', 'a\r\nb']] }),
    });
    expect((await fetch(url)).status).toBe(500);
    expect(journal.list()[0]).toMatchObject({
      response: { status: 500 },
      unexpected: expect.stringMatching(/^Erreur interne/) as string,
    });
  });

  test('a request without a Host header, or with an unknown Expect, reaches the service', async () => {
    const { port, journal } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.end('GET /nu HTTP/1.1\r\nExpect: rien\r\nConnection: close\r\n\r\n');
    await socket.resume().toArray();
    expect(journal.list()[0]).toMatchObject({ keys: { path: '/nu' }, response: { status: 200 } });
  });

  test('two pipelined requests are answered in order', async () => {
    const { port, journal } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n');
    const answers = Buffer.concat((await socket.toArray()) as Buffer[]).toString();
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(journal.list()).toHaveLength(2);
  });

  test('a HEAD answer has no body in the journal either', async () => {
    const { url, journal } = await start({
      handle: async (request) => ({ ...(await echo(request)), body: 'jamais envoyé' }),
    });
    const response = await fetch(url, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('14');
    expect(journal.list()[0]?.response?.body).toBeUndefined();
  });
});

describe('transport faults', () => {
  test('http answers the status asked for, keeping what the service recognised', async () => {
    const { url, journal, faults } = await start();
    faults.add({
      service: 'test',
      transaction: 'echo',
      times: 1,
      fault: { kind: 'http', status: 503, message: 'en panne' },
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([503, 'en panne']);
    expect((await fetch(url)).status).toBe(200);
    expect(journal.list().map(({ fault, transaction }) => [fault, transaction])).toEqual([
      ['http', 'echo'],
      [undefined, 'echo'],
    ]);
  });

  test('close-before-answer closes without a byte', async () => {
    const { url, journal, faults } = await start();
    faults.add({ service: 'test', times: 1, fault: { kind: 'close-before-answer' } });
    await expect(fetch(url)).rejects.toThrow();
    expect(journal.list()[0]).toMatchObject({ fault: 'close-before-answer' });
    expect(journal.list()[0]?.response).toBeUndefined();
  });

  test('truncate announces the whole body and sends part of it', async () => {
    const { port, journal, faults } = await start();
    faults.add({ service: 'test', times: 1, fault: { kind: 'truncate', bytes: 3 } });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabcdef');
    const [head = '', body] = Buffer.concat((await socket.toArray()) as Buffer[])
      .toString()
      .split('\r\n\r\n');
    expect(head).toContain('Content-Length: 6');
    expect(body).toBe('abc');
    expect(journal.list()[0]).toMatchObject({ fault: 'truncate', response: { body: { size: 3 } } });
  });

  test('delay holds the answer back', async () => {
    const { url, journal, faults } = await start();
    faults.add({ service: 'test', times: 1, fault: { kind: 'delay', delayMs: 60 } });
    expect((await fetch(url)).status).toBe(200);
    const [exchange] = journal.list();
    expect(exchange?.fault).toBe('delay');
    const held = Date.parse(exchange?.finishedAt ?? '') - Date.parse(exchange?.startedAt ?? '');
    expect(held).toBeGreaterThanOrEqual(58);
  });

  test('a client that gives up during a delay is journalled without an answer, and is not blamed', async () => {
    const { url, journal, faults } = await start();
    faults.add({ service: 'test', times: 1, fault: { kind: 'delay', delayMs: 60_000 } });
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    const [exchange] = await journal.waitFor({}, 10_000);
    expect(exchange).toMatchObject({ fault: 'delay' });
    expect(exchange?.response).toBeUndefined();
    expect(exchange?.unexpected).toBeUndefined();
  });
});

describe('closing', () => {
  test('is prompt with idle, half-sent and delayed connections open, and all of them end', async () => {
    const listener = await start();
    const { url, port, faults, journal } = listener;
    const agent = new Agent({ keepAlive: true });
    const idle = httpRequest(url, { agent }).end();
    const [answer] = (await once(idle, 'response')) as [NodeJS.ReadableStream];
    answer.resume();
    const half = connect(port, '127.0.0.1');
    half.on('error', () => undefined).write('POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab');
    faults.add({ service: 'test', times: 1, fault: { kind: 'delay', delayMs: 600_000 } });
    const delayed = fetch(url).catch((error: unknown) => error);
    const halfClosed = once(half, 'close');
    // The delayed request has taken its fault once the plan is empty.
    while (faults.list().length > 0) await new Promise((resolve) => setImmediate(resolve));
    await listener.close();
    await halfClosed;
    expect(await delayed).toBeInstanceOf(Error);
    expect(journal.lastSeq).toBeGreaterThanOrEqual(2);
    agent.destroy();
  });

  test('a port that is taken is said with what to do', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: 'BANC_LISTEN' });
  });
});
