import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedMocks, startMocks } from '../../mocks/index.js';
import type { SinkMessage } from '../../mocks/sinks/sink-store.js';
import { missingPrograms, runProgram, skipped } from './peer-programs.js';

let dir: string;
let mocks: StartedMocks;
let sheet: { mail: { host: string; port: number }; sms: { url: string } };
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-sink-peers-'));
  mocks = await startMocks({ dir, services: ['sinks'] });
  sheet = mocks.sheet.sinks as typeof sheet;
});
afterAll(async () => {
  await mocks.close();
  await rm(dir, { recursive: true, force: true });
});

/** What the sinks received for somebody. */
async function received(to: string): Promise<SinkMessage[]> {
  const response = await fetch(`${mocks.control}/sinks/messages`, { method: 'POST', body: JSON.stringify({ to }) });
  return ((await response.json()) as { result: SinkMessage[] }).result;
}

const mailTo = (to: string) =>
  `From: produit@essai.example\r\nTo: ${to}\r\nSubject: Code\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVotre code : 481516\r\n`;

const noCurl = missingPrograms('curl');
describe.skipIf(noCurl !== undefined)(`curl${skipped(noCurl)}`, () => {
  test('sends an e-mail without TLS', async () => {
    const to = 'curl@essai.example';
    const path = join(dir, 'mail.eml');
    await writeFile(path, mailTo(to));
    const url = `smtp://localhost:${sheet.mail.port}`;
    const { code, output } = await runProgram('curl', [
      '-sS',
      url,
      '--mail-from',
      'p@essai.example',
      '--mail-rcpt',
      to,
      '-T',
      path,
    ]);
    expect([code, output]).toEqual([0, '']);
    expect(await received(to)).toMatchObject([{ kind: 'mail', codes: ['481516'] }]);
  });

  test('sends a text message as a form', async () => {
    const fields = ['--data-urlencode', 'to=+33639980001', '--data-urlencode', 'message=Votre code : 4815'];
    const { code } = await runProgram('curl', ['-sS', ...fields, sheet.sms.url]);
    expect(code).toBe(0);
    expect(await received('+33639980001')).toMatchObject([{ kind: 'sms', codes: ['4815'] }]);
  });
});

const noMsmtp = missingPrograms('msmtp');
describe.skipIf(noMsmtp !== undefined)(`msmtp${skipped(noMsmtp)}`, () => {
  test('sends an e-mail over STARTTLS, with the bench’s authority', async () => {
    const to = 'msmtp@essai.example';
    const { host, port } = sheet.mail;
    const tls = ['--tls=on', '--tls-starttls=on', `--tls-trust-file=${mocks.sheet.ca}`];
    const args = [`--host=${host}`, `--port=${port}`, ...tls, '--from=produit@essai.example', to];
    const { code, output } = await runProgram('msmtp', args, { input: mailTo(to) });
    expect([code, output]).toEqual([0, '']);
    expect(await received(to)).toMatchObject([{ kind: 'mail', codes: ['481516'] }]);
  });
});

const noSwaks = missingPrograms('swaks');
describe.skipIf(noSwaks !== undefined)(`swaks${skipped(noSwaks)}`, () => {
  test('authenticates with any password and sends an e-mail', async () => {
    const to = 'swaks@essai.example';
    const auth = ['--auth', 'PLAIN', '--auth-user', 'produit', '--auth-password', 'quelconque'];
    const body = ['--header', 'Subject: Code', '--body', 'Votre code : 481516'];
    const server = ['--server', 'localhost', '--port', String(sheet.mail.port)];
    const { code } = await runProgram('swaks', [...server, ...auth, ...body, '--to', to, '--from', 'p@essai.example']);
    expect(code).toBe(0);
    expect(await received(to)).toMatchObject([{ kind: 'mail', codes: ['481516'] }]);
  });
});
