import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type MllpTarget, sendMllp } from '../../../../mocks/core/mllp-client.js';
import { createMllpReader, frameMllp } from '../../../../mocks/wire/mllp.js';

/** A product that does this with each message it gets. */
async function product(onMessage: (message: string, socket: Socket, at: number) => void): Promise<MllpTarget> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const reader = createMllpReader();
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const event of reader.push(chunk)) {
        if (event.kind === 'frame') onMessage(event.payload.toString(), socket, (count += 1));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, tls: false };
}

const answerTo = (message: string): Buffer => frameMllp(Buffer.from(`reçu ${message}`));

async function results(target: MllpTarget, texts: readonly string[], pipelined = false) {
  const all = await sendMllp(
    target,
    texts.map((text) => Buffer.from(text)),
    { pipelined, answerMs: 400, connectMs: 2_000 },
  );
  return all.map(({ outcome, reply }) => (outcome === 'answered' ? reply?.toString() : outcome));
}

describe('several messages', () => {
  test('go one after the other on one connection', async () => {
    const sockets = new Set<Socket>();
    const target = await product((message, socket) => {
      sockets.add(socket);
      socket.write(answerTo(message));
    });
    expect(await results(target, ['a', 'b', 'c'])).toEqual(['reçu a', 'reçu b', 'reçu c']);
    expect(sockets.size).toBe(1);
  });

  test('or all at once, answers in their order', async () => {
    const target = await product((message, socket) => socket.write(answerTo(message)));
    expect(await results(target, ['a', 'b', 'c'], true)).toEqual(['reçu a', 'reçu b', 'reçu c']);
  });

  test('a product that closes after each answer gets each message once more at most', async () => {
    const target = await product((message, socket) => socket.end(answerTo(message)));
    expect(await results(target, ['a', 'b', 'c'])).toEqual(['reçu a', 'reçu b', 'reçu c']);
  });

  test('one that is not answered does not stop the next ones', async () => {
    const target = await product((message, socket, at) => {
      if (at === 1) socket.destroy();
      else if (at !== 2) socket.write(answerTo(message));
    });
    expect(await results(target, ['a', 'b', 'c'])).toEqual(['closed', 'silent', 'reçu c']);
  });
});

describe('what comes back', () => {
  test('an answer without its last CR is an answer, and the CR is told missing', async () => {
    const target = await product((message, socket) => socket.write(answerTo(message).subarray(0, -1)));
    const [result] = await sendMllp(target, [Buffer.from('a')]);
    expect(result).toMatchObject({ outcome: 'answered', tolerated: [expect.stringContaining('sans retour chariot')] });
  });

  test('bytes before the frame are told, and the answer is taken', async () => {
    const target = await product((message, socket) =>
      socket.write(Buffer.concat([Buffer.from('\r\n'), answerTo(message)])),
    );
    const [result] = await sendMllp(target, [Buffer.from('a')]);
    expect(result).toMatchObject({ outcome: 'answered', tolerated: ['octets hors d’un bloc MLLP'] });
  });

  test('text that is no frame is kept, and told', async () => {
    const target = await product((_message, socket) => socket.end('MSA|AA|1'));
    const [result] = await sendMllp(target, [Buffer.from('a')]);
    expect(result).toMatchObject({ outcome: 'no-frame', reason: expect.stringContaining('hors d’un bloc') as string });
    expect(result?.reply?.toString()).toBe('MSA|AA|1');
  });

  test('an answer that floods is cut', async () => {
    const target = await product((_message, socket) =>
      socket.write(Buffer.concat([Buffer.of(0x0b), Buffer.alloc(100_000)])),
    );
    const [result] = await sendMllp(target, [Buffer.from('a')], { answerBytes: 1_000 });
    expect(result?.outcome).toBe('no-frame');
  });
});

test('nobody listens, or speaks no TLS: nothing was sent, and why', async () => {
  const target = await product((_message, socket) => socket.write('essai'));
  const [refused] = await sendMllp({ host: '127.0.0.1', port: 1, tls: false }, [Buffer.from('a')]);
  expect(refused).toMatchObject({ outcome: 'unreachable', reason: expect.stringContaining('127.0.0.1:1') as string });
  const [clear] = await sendMllp({ ...target, tls: true }, [Buffer.from('a')], { connectMs: 300 });
  expect(clear?.outcome).toBe('unreachable');
});

test('what is under way is cut when the bench stops', async () => {
  const stop = new AbortController();
  const target = await product(() => stop.abort());
  const [result] = await sendMllp(target, [Buffer.from('a')], { signal: stop.signal });
  expect(result?.outcome).toBe('closed');
});
