import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedMocks, startMocks } from '../../../../mocks/index.js';
import type { SinkMessage } from '../../../../mocks/sinks/sink-store.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

interface Sheet {
  mail: { host: string; port: number };
  sms: { url: string };
}

let dir: string;
let mocks: StartedMocks;
let sheet: Sheet;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-sinks-'));
  mocks = await startMocks({ dir, services: ['sinks'] });
  sheet = mocks.sheet.sinks as Sheet;
});
afterAll(async () => {
  await mocks.close();
  await rm(dir, { recursive: true, force: true });
});

async function command<T>(name: string, input: object): Promise<T> {
  const response = await fetch(`${mocks.control}/sinks/${name}`, { method: 'POST', body: JSON.stringify(input) });
  return ((await response.json()) as { result: T }).result;
}

async function sendMail(message: { to: string; subject: string; text?: string; html?: string }): Promise<void> {
  const transport = createTransport({ ...sheet.mail, secure: false, tls: { rejectUnauthorized: false } });
  await transport.sendMail({ from: 'produit@essai.example', ...message });
  transport.close();
}

/** Everything the run folder holds, as one text. */
async function onDisk(): Promise<string> {
  await mocks.journal.flush();
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name)));
  return Buffer.concat(await Promise.all(files)).toString('latin1');
}

describe('the e-mail relay', () => {
  test('gives a message in clear, with its code, to who asks the control plane, and waits for it', async () => {
    const waited = command<SinkMessage[]>('wait', { to: 'Un@essai.example', timeoutMs: 5_000 });
    await sendMail({
      to: 'un@essai.example',
      subject: 'Votre code',
      text: 'Votre code : K7QX2M (valable 15 minutes).',
    });
    expect(await waited).toMatchObject([
      { kind: 'mail', to: 'un@essai.example', subject: 'Votre code', codes: ['K7QX2M'], links: [] },
    ]);
  });

  test('reads the link of an HTML message', async () => {
    await sendMail({
      to: 'deux@essai.example',
      subject: 'Confirmez',
      html: '<p>Ouvrez <a class="b" href="https://dpi.example/c/9f86d081884c7d65">ce lien</a></p>',
    });
    const [message] = await command<SinkMessage[]>('messages', { to: 'deux@essai.example' });
    expect(message?.links).toEqual(['https://dpi.example/c/9f86d081884c7d65']);
  });

  test('keeps nothing of a code or a link in the run folder', async () => {
    await sendMail({
      to: 'trois@essai.example',
      subject: 'Code 481516',
      text: 'Code 481516 ou http://x.example/v/s3cr3t',
    });
    const [exchange] = mocks.journal.list({ service: 'sinks', keys: { to: 'trois@essai.example' } });
    expect(exchange?.summary).toBe('Courriel pour trois@essai.example : Code ***');
    const written = await onDisk();
    expect(written).toContain('trois@essai.example');
    expect(written).not.toMatch(/481516|s3cr3t|K7QX2M|9f86d081/);
    expect(written).not.toContain(Buffer.from('Code 481516').toString('base64').slice(0, 12));
  });
});

describe('the SMS gateway', () => {
  test.each([
    ['JSON', { 'content-type': 'application/json' }, '{"to":"06 00 00 00 01","text":"Code 4815"}'],
    ['nested JSON', {}, '{"messages":[{"destinations":[{"to":"33600000001"}],"content":"Code 4815"}]}'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'phone=%2B33600000001&message=Code+4815'],
  ])('understands %s', async (_name, headers, body) => {
    await command('clear', { to: '+33600000001' });
    const response = await fetch(sheet.sms.url, { method: 'POST', headers, body });
    expect(response.status).toBe(202);
    expect(await command('messages', { to: '0600000001' })).toMatchObject([
      { kind: 'sms', to: '+33600000001', text: 'Code 4815', codes: ['4815'] },
    ]);
  });

  test('keeps nothing of a code in the run folder, in a query either', async () => {
    await fetch(`${sheet.sms.url}/send?to=0600000002&text=${encodeURIComponent('Votre code : 623428')}`);
    await fetch(sheet.sms.url, { method: 'POST', body: '{"to":"0600000002","text":"Votre code : 623428"}' });
    expect(await command('messages', { to: '0600000002' })).toHaveLength(2);
    expect(await onDisk()).not.toMatch(/623428|4815/);
  });

  test('says what is missing', async () => {
    const response = await fetch(sheet.sms.url, { method: 'POST', body: '{"text":"Code 4815"}' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('numéro')]);
  });
});

test('messages of one recipient are forgotten without touching the others', async () => {
  await sendMail({ to: 'quatre@essai.example', subject: 'a', text: 'a' });
  await sendMail({ to: 'cinq@essai.example', subject: 'b', text: 'b' });
  expect(await command('clear', { to: 'quatre@essai.example' })).toEqual({ cleared: 1 });
  expect(await command('messages', { to: 'quatre@essai.example' })).toEqual([]);
  expect(await command('messages', { to: 'cinq@essai.example' })).toHaveLength(1);
});
