import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { SentHl7 } from '../../mocks/core/hl7-sending.js';
import { type StartedMocks, startMocks } from '../../mocks/index.js';
import { ROSTER } from '../../fixtures/roster.js';
import { rosterAdmissions } from '../../fixtures/roster-admissions.js';
import { frameMllp } from '../../mocks/wire/mllp.js';
import { documentBytes, type Hl7Sheet } from '../unit/mocks/hl7-bench.js';
import { missingPrograms, runProgram, skipped } from './peer-programs.js';

let dir: string;
let mocks: StartedMocks;
let pfi: Hl7Sheet;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-mllp-peers-'));
  mocks = await startMocks({ dir, services: ['pfi'] });
  pfi = mocks.sheet['pfi'] as Hl7Sheet;
});
afterAll(async () => {
  await mocks.close();
  await rm(dir, { recursive: true, force: true });
});

/** Runs mllp_send on a file of messages; what it prints is what the PFI of the bench answered. */
async function mllpSend(content: string | Buffer, ...options: string[]): Promise<string> {
  const file = join(dir, 'messages.hl7');
  await writeFile(file, content);
  const args = [...options, '-p', String(pfi.mllp.port), '-f', file, '127.0.0.1'];
  const { code, output } = await runProgram('mllp_send', args);
  expect(code, output).toBe(0);
  return output;
}

const readable = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\r', '\r\n');

const noMllpSend = missingPrograms('mllp_send');
describe.skipIf(noMllpSend !== undefined)(`mllp_send (python-hl7)${skipped(noMllpSend)}`, () => {
  test.each(['UNICODE UTF-8', '8859/15'])(
    'a message in %s is taken over, its patient and document read',
    async (charset) => {
      const controlId = `PY${charset.slice(-2)}`;
      const bytes = documentBytes({ controlId, charset });
      expect(await mllpSend(Buffer.concat([Buffer.of(0x0b), bytes, Buffer.of(0x1c, 0x0d)]))).toContain(
        `MSA|AA|${controlId}`,
      );
      const [exchange] = mocks.journal.list({ service: 'pfi', keys: { message: controlId } });
      expect(exchange).toMatchObject({ transaction: 'mdm-t02', tolerated: [] });
      expect(exchange?.keys['document']).toBeDefined();
    },
  );

  test('several messages of one file go on one connection', async () => {
    const file = ['PYA', 'PYB', 'PYC'].map((controlId) => readable(documentBytes({ controlId }))).join('');
    const answers = await mllpSend(file, '--loose');
    expect([...answers.matchAll(/MSA\|(\w+)\|(\w+)/g)].map(([found]) => found)).toEqual([
      'MSA|AA|PYA',
      'MSA|AA|PYB',
      'MSA|AA|PYC',
    ]);
  });

  test('the roster exported as ADT is as many messages as patients', async () => {
    const answers = await mllpSend(rosterAdmissions(ROSTER), '--loose');
    // The PFI of the bench takes documents, and says so of each admission.
    expect(answers.match(/MSA\|AE\|ADT/g)).toHaveLength(ROSTER.patients.length);
    expect(answers.match(/200\^Unsupported message type/g)).toHaveLength(ROSTER.patients.length);
  });
});

const noOpenssl = missingPrograms('openssl');
describe.skipIf(noOpenssl !== undefined)(`openssl s_client${skipped(noOpenssl)}`, () => {
  test('sends over TLS with the certificate of the establishment, and gets its acknowledgement', async () => {
    const { cert, key } = mocks.sheet.certificates.authCli;
    const at = `localhost:${pfi.mllps.port}`;
    const trust = ['-CAfile', mocks.sheet.ca, '-verify_return_error', '-cert', cert, '-key', key];
    const client = spawn('openssl', ['s_client', '-quiet', '-connect', at, ...trust], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    onTestFinished(() => void client.kill());
    client.stdin.write(frameMllp(documentBytes({ controlId: 'SSL1' })));
    const [answer] = (await once(client.stdout, 'data')) as [Buffer];
    expect(answer.toString()).toContain('MSA|AA|SSL1');
    const [exchange] = mocks.journal.list({ service: 'pfi', keys: { message: 'SSL1' } });
    expect(exchange?.tls).toMatchObject({ authorized: true });
  });
});

/** What this test uses of node-hl7-client; its own types need the DOM's. */
interface Hl7Client {
  Client: new (options: { host: string }) => {
    createConnection(
      options: { port: number; waitAck: boolean },
      onAnswer: (answer: { getMessage(): { get(path: string): { toString(): string } } }) => void,
    ): {
      sendMessage(message: unknown): Promise<void>;
      on(event: 'connect', run: () => void): void;
      close(): Promise<void>;
    };
    closeAll(): void;
  };
  Message: new (options: { text: string }) => unknown;
}

describe('node-hl7-client', () => {
  test('its messages are taken over, and it reads the acknowledgements', async () => {
    const { Client, Message } = createRequire(import.meta.url)('node-hl7-client') as Hl7Client;
    const client = new Client({ host: '127.0.0.1' });
    let answered: (controlId: string) => void = () => undefined;
    const answer = new Promise<string>((resolve) => (answered = resolve));
    const connection = client.createConnection({ port: pfi.mllp.port, waitAck: false }, (response) => {
      answered(response.getMessage().get('MSA.2').toString());
    });
    onTestFinished(() => connection.close());
    await new Promise<void>((resolve) => connection.on('connect', resolve));
    await connection.sendMessage(new Message({ text: documentBytes({ controlId: 'NODE1' }).toString() }));
    expect(await answer).toBe('NODE1');
    expect(mocks.journal.list({ service: 'pfi', keys: { message: 'NODE1' } })).toMatchObject([
      { transaction: 'mdm-t02', response: { line: 'MSA|AA|NODE1' } },
    ]);
  });
});

/** A listener of python-hl7 that acknowledges with what that library makes of the message. */
const PYTHON_SERVER = `
import asyncio, hl7
from hl7.mllp import start_hl7_server

async def converse(reader, writer):
    try:
        while not reader.at_eof():
            message = await reader.readmessage()
            writer.writemessage(message.create_ack())
            await writer.drain()
    except asyncio.IncompleteReadError:
        pass
    writer.close()

async def main():
    server = await start_hl7_server(converse, '127.0.0.1', 0, encoding='utf-8')
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()

asyncio.run(main())
`;

const PYTHON = '/usr/bin/python3';
const noPythonHl7 = noMllpSend ?? missingPrograms(PYTHON);
describe.skipIf(noPythonHl7 !== undefined)(`a listener of python-hl7${skipped(noPythonHl7)}`, () => {
  test('takes what the bench sends, one after the other and all at once', async () => {
    const server = spawn(PYTHON, ['-c', PYTHON_SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(async () => {
      server.kill();
      await once(server, 'close');
    });
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    const to = { host: '127.0.0.1', port: Number(line) };
    const push = async (controlId: string): Promise<SentHl7> => {
      const bytesBase64 = documentBytes({ controlId }).toString('base64');
      const body = JSON.stringify({ to, bytesBase64 });
      const response = await fetch(`${mocks.control}/pfi/push`, { method: 'POST', body });
      return ((await response.json()) as { result: SentHl7 }).result;
    };
    const sent = [await push('PS1'), ...(await Promise.all([push('PS2'), push('PS3')]))];
    expect(sent.map(({ acknowledgement }) => acknowledgement?.acknowledges)).toEqual(['PS1', 'PS2', 'PS3']);
  });
});
