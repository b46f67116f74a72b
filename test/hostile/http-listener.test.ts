import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { join } from 'node:path';
import { connect as tlsConnect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../mocks/core/exchange.js';
import { createFaultPlan } from '../../mocks/core/fault-plan.js';
import { type HttpListener, startHttpListener } from '../../mocks/core/http-listener.js';
import { plainRefusal, type ReceivedRequest } from '../../mocks/core/http-message.js';
import { type Journal, openJournal } from '../../mocks/core/journal.js';
import type { CertificateName } from '../../mocks/core/pki.js';
import { type BenchPki, loadOrCreatePki } from '../../mocks/igc/pki.js';
import { openssl, OPENSSL_MISSING, OPENSSL_REASON } from '../unit/mocks/igc/openssl.js';

const MEGABYTE = 1024 * 1024;
const LIMITS = { bodyBytes: 2 * MEGABYTE, headerBytes: 8_192, headersMs: 300, requestMs: 600, handshakeMs: 300 };

let dir: string;
let pki: BenchPki;
let journal: Journal;
let http: HttpListener;
let https: HttpListener;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
  pki = await loadOrCreatePki({ cacheDir: join(dir, 'cache'), publicHosts: ['localhost'] });
  journal = openJournal(join(dir, 'run'));
  const options = {
    service: 'test',
    bind: '127.0.0.1',
    publicHost: 'localhost',
    port: 0,
    journal,
    faults: createFaultPlan(),
    limits: LIMITS,
    handle: ({ body }: ReceivedRequest) =>
      Promise.resolve({
        status: 200,
        headers: [],
        body: `reçu ${body.length}`,
        exchange: { keys: {}, summary: 'Requête' },
      }),
    refuseClient: ({ tls }: ReceivedRequest) => plainRefusal(403, tls?.refusal ?? ''),
  };
  http = await startHttpListener(options);
  https = await startHttpListener({
    ...options,
    tls: {
      key: pki.certificates.server.keyPem,
      cert: pki.certificates.server.chainPem,
      ca: pki.caPem,
      isRevoked: pki.isRevoked,
    },
    requireClientCertificate: true,
  });
});
afterAll(async () => {
  await http.close();
  await https.close();
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

/** What an attack left in the journal, and the proof that the listener still serves. */
async function aftermath(mark: number, wanted: (exchange: Exchange) => boolean): Promise<Exchange> {
  let since = mark;
  for (;;) {
    const exchanges = await journal.waitFor({ since }, 10_000);
    if (exchanges.length === 0) throw new Error('nothing was journalled');
    const found = exchanges.find(wanted);
    if (found !== undefined) {
      expect(await good()).toEqual({ http: 200, https: 200 });
      return found;
    }
    since = exchanges.at(-1)?.seq ?? since;
  }
}

const unexpected = (exchange: Exchange) => exchange.unexpected !== undefined;

async function good(): Promise<{ http: number; https: number | undefined }> {
  return { http: (await fetch(`${http.url}/`)).status, https: (await call('authCli')).status };
}

/** One HTTPS request, with this certificate or none, on a connection of its own. */
function call(name?: CertificateName): Promise<{ status: number | undefined; body: string }> {
  const client =
    name === undefined ? {} : { key: pki.certificates[name].keyPem, cert: pki.certificates[name].chainPem };
  return new Promise((resolve, reject) => {
    httpsRequest(https.url, { ...client, ca: pki.caPem, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** Sends bytes on a new connection, then gives everything received until the other side closes it. */
async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return received(socket);
}

async function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await closed(socket);
  return text;
}

/** Resolves when the socket is closed, by an error as well. */
async function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

describe('slow and silent clients are cut, and seen', () => {
  test('slow loris: headers that never end', async () => {
    const mark = journal.lastSeq;
    const socket = connect(http.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nX-A: ');
    const drip = setInterval(() => socket.write('a'), 20);
    const answer = await received(socket);
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await aftermath(mark, unexpected)).unexpected).toContain('trop lente');
  });

  test('a body that never ends', async () => {
    const mark = journal.lastSeq;
    const answer = await raw(http.port, 'POST /lent HTTP/1.1\r\nContent-Length: 100\r\n\r\ndébut');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    const exchange = await aftermath(mark, unexpected);
    expect(exchange.request.line).toBe('POST /lent HTTP/1.1');
    expect(exchange.unexpected).toContain('trop lente');
    expect((await journal.readBody(exchange.request.body?.sha256 ?? ''))?.toString()).toBe('début');
  });

  test('a half-open connection without a byte, in the clear', async () => {
    const mark = journal.lastSeq;
    expect(await raw(http.port, '')).toMatch(/^HTTP\/1\.1 408 /);
    expect((await aftermath(mark, unexpected)).unexpected).toContain('jamais terminée');
  });

  test('a TLS handshake that never comes', async () => {
    const mark = journal.lastSeq;
    await raw(https.port, '');
    const exchange = await aftermath(mark, ({ protocol }) => protocol === 'tls');
    expect(exchange.unexpected).toBe('négociation TLS jamais terminée');
  });

  test('a client that leaves in the middle of its request', async () => {
    const mark = journal.lastSeq;
    const socket = connect(http.port, '127.0.0.1');
    socket.end('POST /parti HTTP/1.1\r\nContent-Length: 100\r\n\r\ndébut');
    const answer = received(socket);
    const exchange = await aftermath(mark, unexpected);
    await answer;
    expect(exchange.request.line).toBe('POST /parti HTTP/1.1');
    expect(exchange.response).toBeUndefined();
  });
});

describe('more than a client may send is refused early, and memory stays low', () => {
  function* megabytes(chunked: boolean): Generator<Buffer> {
    const chunk = Buffer.alloc(MEGABYTE, 'a');
    const frame = chunked ? Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]) : chunk;
    for (let sent = 0; sent < 100; sent += 1) yield frame;
  }

  /** Streams 100 MB as fast as the listener takes them; stops when it is cut. */
  async function flood(head: string, chunked: boolean): Promise<string> {
    const socket = connect(http.port, '127.0.0.1');
    const answer = received(socket);
    socket.write(head);
    // Being cut in the middle is what is expected.
    await pipeline(Readable.from(megabytes(chunked)), socket).catch(() => undefined);
    return answer;
  }

  test.each([
    ['announced by Content-Length', `POST / HTTP/1.1\r\nContent-Length: ${100 * MEGABYTE}\r\n\r\n`, false],
    ['in chunks', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', true],
  ])('100 MB %s', async (_how, head, chunked) => {
    const mark = journal.lastSeq;
    const before = process.memoryUsage.rss();
    const answer = await flood(head, chunked);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    const exchange = await aftermath(mark, unexpected);
    expect(exchange).toMatchObject({ response: { status: 413 } });
    expect(exchange.unexpected).toContain('2097152 octets');
    expect(exchange.request.body).toBeUndefined();
    // The client's own buffers are in this process too.
    expect(process.memoryUsage.rss() - before).toBeLessThan(80 * MEGABYTE);
  });

  test('a client that asks first (Expect: 100-continue) is refused before it sends', async () => {
    const mark = journal.lastSeq;
    const head = `POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: ${100 * MEGABYTE}\r\n\r\n`;
    const answer = await raw(http.port, head);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    await aftermath(mark, unexpected);
  });

  test('header bombs: one huge header, and very many', async () => {
    for (const headers of [`X-A: ${'a'.repeat(MEGABYTE)}\r\n`, 'X-A: a\r\n'.repeat(100_000)]) {
      const mark = journal.lastSeq;
      const answer = await raw(http.port, `GET / HTTP/1.1\r\n${headers}\r\n`);
      // The refusal may be lost when the kernel resets a connection that still has bytes to read.
      expect(answer).toMatch(/^(HTTP\/1\.1 431 |$)/);
      expect((await aftermath(mark, unexpected)).unexpected).toBe('en-têtes HTTP trop longs');
    }
  });
});

describe('bytes that are not the protocol', () => {
  test.each([
    ['garbage', Buffer.from('\0\x01\x02 n’importe quoi\r\n\r\n')],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks (request smuggling)',
      'POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a broken chunk', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['a folded header with a null', 'GET / HTTP/1.1\r\nX-A: a\0b\r\n\r\n'],
  ])('%s in the clear', async (_what, bytes) => {
    const mark = journal.lastSeq;
    expect(await raw(http.port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await aftermath(mark, unexpected)).unexpected).toContain('illisible');
  });

  test('a good request followed by garbage: the good one is answered, then the connection is closed', async () => {
    const mark = journal.lastSeq;
    const answer = await raw(http.port, 'GET /bon HTTP/1.1\r\n\r\n\0\0\0garbage\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    await aftermath(mark, unexpected);
    const lines = journal.list({ since: mark }).map(({ request }) => request.line);
    expect(lines).toContain('GET /bon HTTP/1.1');
  });

  test('CONNECT: the bench is no proxy', async () => {
    const mark = journal.lastSeq;
    const answer = await raw(http.port, 'CONNECT example.org:443 HTTP/1.1\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    await aftermath(mark, unexpected);
  });

  test.each([
    ['garbage', Buffer.from('pas du TLS du tout, et assez long pour un enregistrement\r\n')],
    ['plain HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a ClientHello cut short', Buffer.from('16030100ff010000fb0303', 'hex')],
  ])('%s on the TLS port', async (_what, bytes) => {
    const mark = journal.lastSeq;
    await raw(https.port, bytes);
    const exchange = await aftermath(mark, ({ protocol }) => protocol === 'tls');
    expect(exchange.unexpected).toMatch(/TLS/);
  });

  test('a port probe, opened and closed without a byte, is no exchange', async () => {
    const mark = journal.lastSeq;
    for (const port of [http.port, https.port]) {
      const probe = connect(port, '127.0.0.1');
      await once(probe, 'connect');
      probe.resetAndDestroy();
      await received(probe);
    }
    expect(await good()).toEqual({ http: 200, https: 200 });
    expect(journal.list({ since: mark }).filter(unexpected)).toEqual([]);
  });

  test('a client that leaves during or after the TLS handshake is shown: it may distrust the certificate', async () => {
    const mark = journal.lastSeq;
    await closed(tlsConnect({ port: https.port, host: 'localhost', ca: pki.authorities.foreign.certPem }));
    const during = await aftermath(mark, ({ protocol }) => protocol === 'tls');
    expect(during.unexpected).toContain('refuse peut-être le certificat');
    // TLS 1.2: the handshake is over on both sides before the client can judge.
    const silent = tlsConnect({ port: https.port, host: 'localhost', ca: pki.caPem, maxVersion: 'TLSv1.2' });
    await once(silent, 'secureConnect');
    silent.destroy();
    const after = await aftermath(during.seq, ({ protocol }) => protocol === 'tls');
    expect(after.summary).toContain('refuse peut-être le certificat');
    // Browsers open connections they never use: no fault of theirs.
    expect(after.unexpected).toBeUndefined();
  });

  test.skipIf(OPENSSL_MISSING)(`a client that does not trust the bench is named so${OPENSSL_REASON}`, async () => {
    const mark = journal.lastSeq;
    const foreign = join(dir, 'foreign.pem');
    await writeFile(foreign, pki.authorities.foreign.certPem);
    await openssl(['s_client', '-connect', `127.0.0.1:${https.port}`, '-CAfile', foreign, '-verify_return_error']);
    const exchange = await aftermath(mark, ({ protocol }) => protocol === 'tls');
    expect(exchange.unexpected).toContain('ne fait pas confiance au certificat du banc');
  });
});

describe('client certificates', () => {
  test.each([
    ['none', undefined, 'aucun certificat client présenté'],
    ['a revoked one', 'authCliRevoked', 'certificat client révoqué'],
    ['an expired one', 'authCliExpired', 'certificat client expiré'],
    ['one of another authority', 'authCliForeign', "certificat client issu d'une autre autorité que l'IGC du banc"],
    ['a signature one', 'sign', "certificat client dont l'usage n'est pas l'authentification cliente"],
  ] as const)('%s is refused by the protocol, not by a broken handshake', async (_what, name, reason) => {
    const mark = journal.lastSeq;
    expect(await call(name)).toEqual({ status: 403, body: `${reason}\n` });
    const exchange = await aftermath(mark, unexpected);
    expect(exchange).toMatchObject({ protocol: 'https', tls: { authorized: false, refusal: reason } });
    if (name !== undefined) expect(exchange.tls?.clientSubject).toBe(pki.certificates[name].subject);
  });

  test('the good one is accepted, and its facts are in the journal', async () => {
    const mark = journal.lastSeq;
    expect((await call('authCli')).status).toBe(200);
    const [exchange] = journal.list({ since: mark });
    const { subject, serial } = pki.certificates.authCli;
    expect(exchange?.tls).toMatchObject({ authorized: true, clientSubject: subject, clientSerial: serial });
    expect(exchange?.tls?.protocol).toMatch(/^TLSv1\.[23]$/);
  });

  test('one revoked while its connection lives is refused at the next request', async () => {
    const { keyPem, chainPem, serial } = pki.certificates.cpsAuth1;
    const socket = tlsConnect({ port: https.port, host: 'localhost', key: keyPem, cert: chainPem, ca: pki.caPem });
    await once(socket, 'secureConnect');
    expect(await nextAnswer(socket)).toMatch(/^HTTP\/1\.1 200 /);
    pki.setRevoked(serial, true);
    expect(await nextAnswer(socket)).toMatch(/^HTTP\/1\.1 403 /);
    pki.setRevoked(serial, false);
    expect(await nextAnswer(socket)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  test('a resumed TLS session keeps the client’s identity', async () => {
    const { keyPem, chainPem, subject } = pki.certificates.authCli;
    const options = { port: https.port, host: 'localhost', key: keyPem, cert: chainPem, ca: pki.caPem };
    const first = tlsConnect(options);
    const session = once(first, 'session') as Promise<[Buffer]>;
    expect(await nextAnswer(first)).toMatch(/^HTTP\/1\.1 200 /);
    const second = tlsConnect({ ...options, session: (await session)[0] });
    const mark = journal.lastSeq;
    expect(await nextAnswer(second)).toMatch(/^HTTP\/1\.1 200 /);
    expect(second.isSessionReused()).toBe(true);
    expect(journal.list({ since: mark })[0]?.tls).toMatchObject({ authorized: true, clientSubject: subject });
    first.destroy();
    second.destroy();
  });
});

async function nextAnswer(socket: TLSSocket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}
