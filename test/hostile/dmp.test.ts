import { connect as tcpConnect } from 'node:net';
import { Readable } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DMP_ACTIONS } from '../../mocks/wire/dmp-actions.js';
import { readEnvelope, readFault } from '../../mocks/wire/soap.js';
import { buildAdhocQueryRequest } from '../../mocks/wire/stored-query.js';
import { envelope, findParameters } from '../unit/mocks/dmp/dmp-bench.js';
import { type ClientCertificate, DmpMocks } from '../unit/mocks/dmp/dmp-mocks.js';

const ITI18 = DMP_ACTIONS['iti-18'].request;
const GOOD = envelope(ITI18, buildAdhocQueryRequest({ query: 'FindDocuments', parameters: findParameters() }));
const ENTITIES = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
const BOMB = `<!DOCTYPE a [<!ENTITY e0 "ha">${ENTITIES}]>`;
const XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

let mocks: DmpMocks;
beforeAll(async () => {
  mocks = await DmpMocks.open();
});
afterAll(() => mocks.close());

async function expectAlive(): Promise<void> {
  const { status, body } = await mocks.post(mocks.sheet.dmp.registry, GOOD);
  expect(status).toBe(200);
  expect(body.toString()).toContain('ResponseStatusType:Success');
}

function* megabytes(count: number): Generator<Buffer> {
  const megabyte = Buffer.alloc(1024 * 1024, 'a');
  for (let i = 0; i < count; i++) yield megabyte;
}

describe('whatever a client sends, it gets a SOAP fault and a line of the journal, and the mock goes on', () => {
  test.each<[string, string | Buffer]>([
    ['truncated XML', GOOD.slice(0, GOOD.length / 2)],
    ['two roots', GOOD + GOOD],
    ['an external entity', XXE + GOOD.replace('urn:dmp', '&x;')],
    ['an entity bomb', BOMB + GOOD.replace('urn:dmp', '&e10;')],
    ['a wrong action', GOOD.replaceAll(ITI18, 'urn:autre')],
    ['no VIHF', GOOD.replace(/<wsse:Security.*<\/wsse:Security>/, '')],
    ['bytes that are no text', Buffer.from([0, 1, 2, 253, 254, 255])],
    ['an empty body', ''],
    ['a hundred thousand nested elements', '<a>'.repeat(100_000)],
    ['a text of 10 MB', GOOD.replace('urn:dmp', 'x'.repeat(10 * 1024 * 1024))],
    ['a text where XML is asked, under a wrong charset', Buffer.from('<?xml version="1.0" encoding="UTF-7"?><a/>')],
  ])('%s', async (_name, body) => {
    const mark = await mocks.control.mark();
    const answer = await mocks.post(mocks.sheet.dmp.registry, body);
    expect(answer.status).toBe(500);
    expect(readFault(readEnvelope(answer.body))?.code).toBe('Sender');
    expect(answer.body.toString()).not.toMatch(/root:|haha/);
    const exchange = await mocks.exchangeAfter(mark);
    expect(exchange).toMatchObject({ service: 'dmp', response: { status: 500 } });
    expect(exchange.unexpected).toBeTruthy();
    await expectAlive();
  });

  test('a body of 100 MB, its length told or not', async () => {
    const lengths: Record<string, string>[] = [
      { 'Content-Length': String(100 * 1024 * 1024) },
      { 'Transfer-Encoding': 'chunked' },
    ];
    for (const headers of lengths) {
      const mark = await mocks.control.mark();
      const answer = await mocks
        .post(mocks.sheet.dmp.repository, Readable.from(megabytes(100)), { headers })
        .catch((error: unknown) => error);
      if (answer instanceof Error) expect(answer.message).toMatch(/EPIPE|ECONNRESET|socket hang up/);
      else expect(answer).toMatchObject({ status: 413 });
      expect(await mocks.exchangeAfter(mark)).toMatchObject({
        response: { status: 413 },
        unexpected: expect.stringMatching(/octets/) as string,
      });
    }
    await expectAlive();
  });

  test.each<[ClientCertificate | 'none', RegExp]>([
    ['none', /aucun certificat/],
    ['authCliRevoked', /révoqué/],
    ['authCliExpired', /expiré/],
    ['authCliForeign', /autorité/],
  ])('the client certificate %s', async (certificate, refusal) => {
    const mark = await mocks.control.mark();
    const answer = await mocks.post(mocks.sheet.dmp.registry, GOOD, { certificate });
    expect(answer.status).toBe(403);
    expect(readFault(readEnvelope(answer.body))).toMatchObject({ code: 'Sender', subcode: 'DMPInvalidCertificate' });
    const { tls, unexpected } = await mocks.exchangeAfter(mark);
    expect(tls?.authorized).toBe(false);
    expect(tls?.refusal).toMatch(refusal);
    expect(tls?.refusal).toContain('le DMP réel coupe ici la poignée de main TLS');
    expect(unexpected).toBeTruthy();
    await expectAlive();
  });

  test('a connection that stops in the middle of a request', async () => {
    const mark = await mocks.control.mark();
    const { port, hostname, pathname } = new URL(mocks.sheet.dmp.registry);
    const socket = tlsConnect({
      port: Number(port),
      host: hostname,
      servername: hostname,
      ...(await mocks.tls('authCli')),
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 5000\r\n\r\n${GOOD.slice(0, 1000)}`,
    );
    socket.end();
    await closed;
    expect(await mocks.exchangeAfter(mark)).toMatchObject({
      request: { line: `POST ${pathname} HTTP/1.1`, body: { size: 1000 } },
      unexpected: expect.any(String) as string,
    });
    await expectAlive();
  });

  test('a connection that speaks no TLS, and one that leaves during the handshake', async () => {
    const { port, hostname } = new URL(mocks.sheet.dmp.registry);
    for (const bytes of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])]) {
      const mark = await mocks.control.mark();
      const socket = tcpConnect(Number(port), hostname);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      socket.resume();
      socket.end(bytes);
      await closed;
      expect(await mocks.exchangeAfter(mark)).toMatchObject({
        service: 'dmp',
        unexpected: expect.any(String) as string,
      });
    }
    await expectAlive();
  });

  test('many hostile clients at once', async () => {
    const attacks = Array.from({ length: 20 }, (_, i) => [GOOD, GOOD.slice(0, 500 + i), BOMB, XXE][i % 4] ?? '');
    const answers = await Promise.all(attacks.map((body) => mocks.post(mocks.sheet.dmp.registry, body)));
    expect(answers.map(({ status }) => status)).toEqual(attacks.map((body) => (body === GOOD ? 200 : 500)));
    await expectAlive();
  });
});
