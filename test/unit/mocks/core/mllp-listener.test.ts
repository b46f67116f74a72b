import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import type { Fault } from '../../../../mocks/core/fault.js';
import { createFaultPlan, type FaultPlan } from '../../../../mocks/core/fault-plan.js';
import { type Journal, openJournal } from '../../../../mocks/core/journal.js';
import { sendMllp } from '../../../../mocks/core/mllp-client.js';
import { type MllpLimits, startMllpListener } from '../../../../mocks/core/mllp-listener.js';
import { createMllpReader, frameMllp } from '../../../../mocks/wire/mllp.js';
import { documentBytes, hl7Bench } from '../hl7-bench.js';
import { temporaryFolder } from './temporary-folder.js';

interface Listening {
  port: number;
  journal: Journal;
  faults: FaultPlan;
  /** Contents of the messages handled, in order. */
  handled: string[];
}

/** A listener that answers `reçu <message>`. */
async function listening(limits: Partial<MllpLimits> = {}): Promise<Listening> {
  const journal = openJournal(join(await temporaryFolder(), 'run'));
  const faults = createFaultPlan();
  const handled: string[] = [];
  const listener = await startMllpListener({
    service: 'test',
    bind: '127.0.0.1',
    port: 0,
    journal,
    faults,
    limits,
    handle: ({ bytes }) => {
      const message = bytes.toString();
      handled.push(message);
      return Promise.resolve({
        exchange: { line: message, transaction: 'essai', keys: { message }, summary: `Message ${message}` },
        reply: { bytes: Buffer.from(`reçu ${message}`), line: 'MSA' },
        readable: !message.startsWith('?'),
      });
    },
  });
  onTestFinished(async () => {
    await listener.close();
    await journal.close();
  });
  return { port: listener.port, journal, faults, handled };
}

/** A connection, closed at the end of the test. */
function connected(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setNoDelay(true);
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Contents of the next frames received, once there are `count` of them, or all that came before the end. */
async function answers(socket: Socket, count = Infinity): Promise<string[]> {
  const reader = createMllpReader();
  const got: string[] = [];
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    for (const event of reader.push(chunk)) if (event.kind === 'frame') got.push(event.payload.toString());
    if (got.length >= count) break;
  }
  return got;
}

const frame = (text: string): Buffer => frameMllp(Buffer.from(text));

async function sent(to: Listening, text: string, fault?: Fault) {
  if (fault !== undefined) to.faults.add({ service: 'test', transaction: 'essai', times: 1, fault });
  const target = { host: '127.0.0.1', port: to.port, tls: false };
  const [result] = await sendMllp(target, [Buffer.from(text)], { answerMs: 300 });
  return { outcome: result?.outcome, reply: result?.reply?.toString() };
}

/** Exchanges of the journal once there are `count` of them. */
async function recorded(journal: Journal, count: number): Promise<Exchange[]> {
  while (journal.lastSeq < count) {
    if ((await journal.waitFor({ since: journal.lastSeq }, 5_000)).length === 0) break;
  }
  return journal.list();
}

describe('frames, however they are cut', () => {
  test.each([
    ['one byte at a time', (bytes: Buffer) => [...bytes].map((byte) => Buffer.of(byte))],
    ['all at once', (bytes: Buffer) => [bytes]],
    ['between the end block and its CR', (bytes: Buffer) => [bytes.subarray(0, -1), bytes.subarray(-1)]],
    ['in the middle of the second message', (bytes: Buffer) => [bytes.subarray(0, 9), bytes.subarray(9)]],
  ])('two messages written %s are two messages, answered in order', async (_how, cut) => {
    const { port, handled } = await listening();
    const socket = connected(port);
    for (const piece of cut(Buffer.concat([frame('un'), frame('deux')]))) {
      if (!socket.write(piece)) await once(socket, 'drain');
    }
    expect(await answers(socket, 2)).toEqual(['reçu un', 'reçu deux']);
    expect(handled).toEqual(['un', 'deux']);
  });

  test('a hundred messages at once, more than wait together, are all answered in order', async () => {
    const { port } = await listening({ pending: 3 });
    const socket = connected(port);
    const texts = Array.from({ length: 100 }, (_, at) => `m${at}`);
    socket.write(Buffer.concat(texts.map(frame)));
    expect(await answers(socket, 100)).toEqual(texts.map((text) => `reçu ${text}`));
  });

  test('a client that says it sends no more still gets its answer, then the connection is closed', async () => {
    const { port } = await listening();
    const socket = connected(port);
    socket.end(frame('dernier'));
    expect(await answers(socket)).toEqual(['reçu dernier']);
  });

  test('a message without the CR of its end is taken, and the CR told missing', async () => {
    const { port, journal } = await listening({ crMs: 20 });
    const socket = connected(port);
    socket.write(frame('sans').subarray(0, -1));
    expect(await answers(socket, 1)).toEqual(['reçu sans']);
    expect(journal.list()[0]?.tolerated).toEqual(['bloc MLLP terminé sans retour chariot (0x0D) après 0x1C']);
  });

  test('bytes between frames are told with their content, and the messages around them are answered', async () => {
    const { port, journal } = await listening();
    const socket = connected(port);
    socket.write(Buffer.concat([frame('avant'), Buffer.from('BRUIT'), frame('après')]));
    expect(await answers(socket, 2)).toEqual(['reçu avant', 'reçu après']);
    const [noise] = journal.list().filter(({ unexpected }) => unexpected !== undefined);
    expect(noise).toMatchObject({ unexpected: 'octets hors d’un bloc MLLP (5 octets)', request: { line: 'BRUIT' } });
    expect((await journal.readBody(noise?.request.body?.sha256 ?? ''))?.toString()).toBe('BRUIT');
  });

  test('a message cut by the end of the connection is told, and not handled', async () => {
    const { port, journal, handled } = await listening();
    connected(port).end(frame('coupé').subarray(0, 4));
    const [cut] = await recorded(journal, 1);
    expect(cut?.unexpected).toContain('bloc MLLP jamais terminé');
    expect(handled).toEqual([]);
  });
});

describe('anomalies of the plan', () => {
  test.each<[Fault, string]>([
    [{ kind: 'delay', delayMs: 5 }, 'answered'],
    [{ kind: 'no-answer' }, 'silent'],
    [{ kind: 'close-before-answer' }, 'closed'],
    [{ kind: 'truncate', bytes: 5 }, 'no-frame'],
  ])('%j: the message is taken over, its answer is %s', async (fault, outcome) => {
    const to = await listening();
    expect((await sent(to, 'essai', fault)).outcome).toBe(outcome);
    expect(to.handled).toEqual(['essai']);
    expect((await recorded(to.journal, 1))[0]).toMatchObject({ fault: fault.kind, keys: { message: 'essai' } });
    expect(await sent(to, 'suite')).toEqual({ outcome: 'answered', reply: 'reçu suite' });
  });
});

describe('what a client may take', () => {
  test('a message over the limit closes the connection, and is told', async () => {
    const { port, journal, handled } = await listening({ messageBytes: 1_000 });
    const socket = connected(port);
    socket.write(frame('a'.repeat(5_000)));
    expect(await answers(socket)).toEqual([]);
    expect(journal.list()[0]?.unexpected).toContain('message trop long');
    expect(handled).toEqual([]);
  });

  test('too many mistakes close the connection', async () => {
    const { port, journal } = await listening({ mistakes: 3 });
    const socket = connected(port);
    socket.write(Buffer.concat(['?1', '?2', '?3', '?4', '?5'].map(frame)));
    expect((await answers(socket)).length).toBeLessThanOrEqual(5);
    expect(journal.lastSeq).toBeGreaterThanOrEqual(3);
  });

  test('a client that falls silent in the middle of a message is cut; another is not kept waiting', async () => {
    const { port, journal } = await listening({ frameMs: 30 });
    const slow = connected(port);
    slow.write(frame('lent').subarray(0, 3));
    const socket = connected(port);
    socket.write(frame('vif'));
    expect(await answers(socket, 1)).toEqual(['reçu vif']);
    expect(await answers(slow)).toEqual([]);
    expect(journal.list().at(-1)?.unexpected).toContain('jamais terminé');
  });

  test('one connection too many is refused, and told', async () => {
    const { port, journal } = await listening({ connections: 1 });
    const first = connected(port);
    first.write(frame('un'));
    await answers(first, 1);
    expect(await answers(connected(port))).toEqual([]);
    expect(journal.list().at(-1)?.unexpected).toContain('plus de 1 connexions');
  });
});

test('a handler that fails is the bench’s fault: told, and the connection is closed without an answer', async () => {
  const journal = openJournal(join(await temporaryFolder(), 'run'));
  const listener = await startMllpListener({
    service: 'test',
    bind: '127.0.0.1',
    port: 0,
    journal,
    faults: createFaultPlan(),
    handle: () => Promise.reject(new Error('cassé')),
  });
  onTestFinished(async () => {
    await listener.close();
    await journal.close();
  });
  const socket = connected(listener.port);
  socket.write(frame('un'));
  expect(await answers(socket)).toEqual([]);
  expect(journal.list()[0]?.unexpected).toBe('erreur du banc : cassé');
});

describe('over TLS', () => {
  test('a client without a certificate is served; one that leaves at once is told; closing waits for nobody', async () => {
    const bench = await hl7Bench();
    const { mocks, pfi } = bench;
    const ca = await readFile(mocks.sheet.ca);
    const secured = async (): Promise<TLSSocket> => {
      const socket = connectTls({ ...pfi.mllps, ca, servername: 'localhost' });
      socket.on('error', () => undefined);
      await once(socket, 'secureConnect');
      return socket;
    };
    const anonymous = await secured();
    anonymous.write(frameMllp(documentBytes({ controlId: 'ANONYME' })));
    expect((await answers(anonymous, 1))[0]).toContain('MSA|AA|ANONYME');
    const [exchange] = mocks.journal.list({ service: 'pfi' });
    expect(exchange?.tls).toMatchObject({ authorized: false, refusal: 'aucun certificat client présenté' });

    (await secured()).end();
    const [unused] = await mocks.journal.waitFor({ service: 'pfi', since: exchange?.seq ?? 0 }, 5_000);
    expect(unused).toMatchObject({ protocol: 'tls', tolerated: [expect.stringContaining('fermée sans requête')] });
    (await secured()).destroy();
    const [cut] = await mocks.journal.waitFor({ service: 'pfi', since: unused?.seq ?? 0 }, 5_000);
    expect(cut).toMatchObject({ protocol: 'tls' });

    expect((await bench.send(documentBytes({ controlId: 'ENCORE' }))).outcome).toBe('answered');
    const left = once(anonymous, 'close');
    await mocks.close();
    await left;
  });
});
