import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendMllp } from '../../mocks/core/mllp-client.js';
import { type StartedMocks, startMocks } from '../../mocks/index.js';
import { frameMllp } from '../../mocks/wire/mllp.js';
import { documentBytes, type Hl7Sheet } from '../unit/mocks/hl7-bench.js';

const MEGABYTE = 1024 * 1024;

let dir: string;
let mocks: StartedMocks;
let pfi: Hl7Sheet;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
  mocks = await startMocks({ dir, services: ['pfi'] });
  pfi = mocks.sheet['pfi'] as Hl7Sheet;
});
afterAll(async () => {
  await mocks.close();
  await rm(dir, { recursive: true, force: true });
});

/** The acknowledgement of a conform message: proof that the PFI of the bench still serves. */
async function good(): Promise<string> {
  const controlId = `OK${mocks.journal.lastSeq}`;
  const target = { ...pfi.mllp, tls: false };
  const [result] = await sendMllp(target, [documentBytes({ controlId })]);
  return result?.reply?.toString().includes(`MSA|AA|${controlId}`) === true ? 'AA' : (result?.outcome ?? 'none');
}

/** Everything received until the other side closes. */
async function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

/** What was journalled since, once something was. */
async function journalled(since: number): Promise<string[]> {
  await mocks.journal.waitFor({ since }, 5_000);
  return mocks.journal.list({ since }).map(({ unexpected }) => unexpected ?? '');
}

const er7 = (): string => documentBytes({ controlId: 'X' }).toString();

describe('messages made to harm are answered, and the PFI of the bench still serves', () => {
  test.each<[string, () => string | Buffer]>([
    ['an empty frame', () => ''],
    ['a header alone', () => 'MSH|'],
    ['delimiters that are all the same', () => 'MSH||||||||||||'],
    ['a header that declares letters as delimiters', () => er7().replace('MSH|^~\\&|', 'MSH|abcd|')],
    ['a field of 5 MB', () => er7().replace('|DPI|', `|${'D'.repeat(5 * MEGABYTE)}|`)],
    ['a hundred thousand segments', () => er7() + 'NTE|1\r'.repeat(100_000)],
    ['a hundred thousand repetitions of PID-3', () => er7().replace('PID|||', `PID|||${'1^^^A~'.repeat(100_000)}`)],
    ['escapes without end', () => er7().replace('|DPI|', `|${'\\'.repeat(100_001)}|`)],
    [
      'control characters and bytes that are no text',
      () => Buffer.concat([Buffer.from('MSH|^~\\&|'), Buffer.from([0, 1, 2, 0xff, 0xfe]), Buffer.from('|')]),
    ],
    ['base64 that is none', () => er7().replace(/Base64\^[^|\r]*/, `Base64^${'é%'.repeat(1_000)}`)],
    [
      'an entity bomb in the CDA',
      () => er7().replace(/Base64\^[^|\r]*/, `Base64^${Buffer.from(BOMB).toString('base64')}`),
    ],
    ['a charset nobody knows', () => er7().replace('UNICODE UTF-8', 'KLINGON')],
  ])('%s', async (_what, make) => {
    const [result] = await sendMllp({ ...pfi.mllp, tls: false }, [Buffer.from(make())], { answerBytes: 16 * MEGABYTE });
    expect(result?.outcome).toBe('answered');
    expect(result?.reply?.toString('latin1')).toMatch(/^MSH\|.*\rMSA\|A[AER]/s);
    expect(await good()).toBe('AA');
  });
});

const BOMB = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><ClinicalDocument xmlns="urn:hl7-org:v3"><title>&c;</title></ClinicalDocument>`;

describe('connections made to harm', () => {
  test.each([
    ['without a start block', ''],
    ['in one message that never ends', '\x0b'],
  ])('100 MB %s are cut early, and memory stays low', async (_how, head) => {
    const mark = mocks.journal.lastSeq;
    const before = process.memoryUsage.rss();
    const socket = connect(pfi.mllp.port, '127.0.0.1');
    const closed = received(socket);
    socket.write(head);
    const chunk = Buffer.alloc(MEGABYTE, 'a');
    const chunks = Array.from({ length: 100 }, () => chunk);
    // Being cut in the middle is what is expected.
    await pipeline(Readable.from(chunks), socket).catch(() => undefined);
    await closed;
    expect((await journalled(mark))[0]).toContain('message trop long');
    // The client's own buffers are in this process too.
    expect(process.memoryUsage.rss() - before).toBeLessThan(250 * MEGABYTE);
    expect(await good()).toBe('AA');
  });

  test('a hundred thousand frames of nothing are cut after a few', async () => {
    const mark = mocks.journal.lastSeq;
    const socket = connect(pfi.mllp.port, '127.0.0.1');
    const closed = received(socket);
    socket.write(Buffer.concat(Array.from({ length: 100_000 }, () => frameMllp(Buffer.alloc(0)))));
    await closed;
    expect((await journalled(mark)).length).toBeLessThan(100);
    expect(await good()).toBe('AA');
  });

  test('HTTP on the MLLP port is told for what it is, and gets no answer', async () => {
    const mark = mocks.journal.lastSeq;
    const socket = connect(pfi.mllp.port, '127.0.0.1');
    socket.end('GET / HTTP/1.1\r\nHost: banc\r\n\r\n');
    expect(await received(socket)).toBe('');
    expect(await journalled(mark)).toEqual([expect.stringContaining('octets hors d’un bloc MLLP')]);
  });

  test('MLLP in the clear on the TLS port fails the handshake, and is told', async () => {
    const mark = mocks.journal.lastSeq;
    const socket = connect(pfi.mllps.port, '127.0.0.1');
    socket.write(frameMllp(documentBytes({ controlId: 'CLAIR' })));
    await received(socket);
    expect((await journalled(mark))[0]).toContain('TLS');
  });

  test('a hundred and fifty connections that say nothing do not keep out one that speaks', async () => {
    const mute = Array.from({ length: 150 }, () => connect(pfi.mllp.port, '127.0.0.1').on('error', () => undefined));
    await Promise.all(mute.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await good()).toBe('AA');
    await Promise.all(mute.map((socket) => received(socket.destroy())));
  });
});
