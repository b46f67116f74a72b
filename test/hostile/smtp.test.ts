import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSmtp, type SmtpListener } from '../../mocks/mssante/smtp-listener.js';
import { createMailOperator } from '../../mocks/mssante/mail-operator.js';
import { ordinaryTls } from '../../mocks/mssante/operator-tls.js';
import { createAccessTokenAuthority } from '../../mocks/core/access-token.js';
import { BOX, mail, type OperatorBench, startOperator, submit } from '../unit/mocks/mssante/operator-bench.js';
import { openSecureSmtp, openSmtp, plain, type SmtpClient } from '../unit/mocks/mssante/smtp-client.js';

const MEGABYTE = 1024 * 1024;
const LIMITS = {
  connections: 5,
  recipients: 100,
  refusals: 20,
  authenticationMs: 1_500,
  messageMs: 600,
  idleMs: 10_000,
};

let bench: OperatorBench;
/** A listener beside those of the bench, with limits a test can wait for. */
let strict: SmtpListener;
beforeAll(async () => {
  bench = await startOperator();
  const { mocks } = bench;
  const operator = createMailOperator({
    ...mocks,
    bind: '127.0.0.1',
    publicHost: 'localhost',
    dir: mocks.journal.dir,
    tokens: createAccessTokenAuthority('https://localhost/'),
    data: 'tiny',
  });
  strict = await startSmtp({
    operator,
    name: 'ordinary',
    port: 0,
    implicitTls: false,
    tls: ordinaryTls(mocks.pki),
    limits: LIMITS,
  });
});
afterAll(async () => {
  await strict.close();
  // The mock is up and answers as before.
  await expect(submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.gp1 })).resolves.toMatch(/^250 /);
  await bench.close();
});

async function authenticated(port = bench.sheet.smtp.port): Promise<SmtpClient> {
  const { caPem, certificates } = bench.mocks.pki;
  const { keyPem: key, chainPem: cert } = certificates.authCli;
  const client = await openSecureSmtp(port, { ca: caPem, key, cert });
  await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`);
  return client;
}

/** Starts a message and leaves it open. */
async function inData(client: SmtpClient): Promise<void> {
  await client.say(`MAIL FROM:<${BOX.pfi}>`);
  await client.say(`RCPT TO:<${BOX.gp1}>`);
  expect(await client.say('DATA')).toMatch(/^354 /);
}

describe('a message', () => {
  test('of 200 MB is refused with 552 at its end, and is not kept in memory', { timeout: 60_000 }, async () => {
    const client = await authenticated();
    await inData(client);
    const chunk = Buffer.from(`${'QUJD'.repeat(19)}\r\n`.repeat(13_000));
    const before = process.memoryUsage().rss;
    let most = 0;
    client.write('Subject: pièce jointe\r\n\r\n');
    for (let sent = 0; sent < 200 * MEGABYTE; sent += chunk.length) {
      if (!client.socket().write(chunk)) await once(client.socket(), 'drain');
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    const seq = bench.mocks.journal.lastSeq;
    expect(await client.say('.')).toMatch(/^552 5\.3\.4 /);
    expect(most).toBeLessThan(150 * MEGABYTE);
    const [refused] = bench.mocks.journal.list({ transaction: 'smtp-refused', since: seq });
    expect(refused?.summary).toMatch(/message de \d{9} octets refusé/);
    expect(refused?.request.body).toBeUndefined();
  });

  test('of 200 MB that says its size is refused before it is sent', async () => {
    const client = await authenticated();
    expect(await client.say(`MAIL FROM:<${BOX.pfi}> SIZE=${200 * MEGABYTE}`)).toMatch(/^552 5\.3\.4 /);
  });

  test('with a header that never ends is bounded like any other', { timeout: 60_000 }, async () => {
    const client = await authenticated();
    await inData(client);
    const chunk = Buffer.alloc(MEGABYTE, 'a');
    client.write('Subject: ');
    for (let sent = 0; sent < 30; sent += 1) {
      if (!client.socket().write(chunk)) await once(client.socket(), 'drain');
    }
    expect(await client.say('\r\n.')).toMatch(/^552 /);
  });

  test('with a header of 2 MB is delivered, its keys short', async () => {
    const id = '<long@hostile.example>';
    const raw = mail({ from: BOX.pfi, to: BOX.gp1, id, headers: `X-Long: ${'b'.repeat(2 * MEGABYTE)}\r\n` });
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.gp1, raw });
    const [exchange] = await bench.exchanges('smtp-submission', { messageId: id });
    expect(JSON.stringify(exchange).length).toBeLessThan(5_000);
  });

  test('of random bytes, without headers, is delivered as it is', async () => {
    const raw = Buffer.from(
      randomBytes(40_000)
        .toString('latin1')
        .replaceAll(/[\r\n.]/g, '_'),
      'latin1',
    );
    const seq = bench.mocks.journal.lastSeq;
    await submit(bench, {
      as: { user: BOX.pfi, certificate: 'authCli' },
      to: BOX.gp1,
      raw: Buffer.concat([raw, Buffer.from('\r\n')]),
    });
    const [exchange] = await bench.mocks.journal.waitFor({ transaction: 'smtp-submission', since: seq }, 5_000);
    expect(exchange?.request.body?.size).toBeGreaterThanOrEqual(40_000);
  });

  test('with a false archive is delivered without a patient', async () => {
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(2_000)]).toString('base64');
    const raw = Buffer.from(
      `From: ${BOX.pfi}\r\nMessage-ID: <zip@hostile.example>\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name=IHE_XDM.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`,
    );
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.gp1, raw });
    const [exchange] = await bench.exchanges('smtp-submission', { messageId: '<zip@hostile.example>' });
    expect(exchange?.keys.patient).toBeUndefined();
  });

  test('that never ends is cut', async () => {
    const client = await authenticatedOnStrict();
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    await client.say(`RCPT TO:<${BOX.gp1}>`);
    await client.say('DATA');
    const seq = bench.mocks.journal.lastSeq;
    const trickle = setInterval(() => client.write('x'), 50);
    await client.closed;
    clearInterval(trickle);
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: seq }, 5_000);
    const said = await bench.mocks.journal.readBody(session?.request.body?.sha256 ?? '');
    expect(said?.toString()).toContain('message jamais terminé');
  });

  async function authenticatedOnStrict(): Promise<SmtpClient> {
    return authenticated(strict.port);
  }
});

describe('a session', () => {
  test('that injects commands behind STARTTLS is journalled, and they are not executed', async () => {
    const client = await openSmtp(bench.sheet.smtp.port);
    await client.say('EHLO me');
    const seq = bench.mocks.journal.lastSeq;
    client.write(`STARTTLS\r\nEHLO injected\r\nAUTH PLAIN ${plain(BOX.pfi)}\r\n`);
    expect(await client.reply()).toMatch(/^220 /);
    await client.secure({ ca: bench.mocks.pki.caPem });
    expect(await client.say('NOOP')).toMatch(/^250 /);
    expect(await client.say(`MAIL FROM:<${BOX.pfi}>`)).toMatch(/^50\d |^530 /);
    const [told] = bench.mocks.journal.list({ transaction: 'smtp-refused', since: seq });
    expect(told?.unexpected).toContain('injection');
  });

  test('of five thousand recipients is bounded at a hundred accepted', { timeout: 30_000 }, async () => {
    const client = await authenticated();
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    const commands = Array.from(
      { length: 5_000 },
      (_, n) => `RCPT TO:<${String(100_000_000_000_000 + n)}@patient.mssante.fr>\r\n`,
    );
    client.write(commands.join(''));
    const replies: string[] = [];
    for (let n = 0; n < 5_000; n += 1) replies.push((await client.reply()).slice(0, 3));
    expect(replies.filter((reply) => reply === '250')).toHaveLength(100);
    expect(replies.filter((reply) => reply === '452')).toHaveLength(4_900);
    await client.say('QUIT');
  });

  test('that tries unknown recipients one after another is closed, all told in one exchange', async () => {
    const client = await authenticated();
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    const seq = bench.mocks.journal.lastSeq;
    let replies = 0;
    for (let reply = ''; !reply.startsWith('421'); replies += 1) {
      reply = await client.say(`RCPT TO:<nobody${replies}@banc-essai.mssante.fr>`);
    }
    await client.closed;
    expect(replies).toBeLessThanOrEqual(52);
    const [refused] = await bench.mocks.journal.waitFor({ transaction: 'smtp-refused', since: seq }, 5_000);
    expect(refused?.response?.headers.length).toBeLessThanOrEqual(52);
  });

  test('that never authenticates is closed', async () => {
    const client = await openSmtp(strict.port);
    expect(await client.reply()).toMatch(/^421 4\.7\.0 /);
    await client.closed;
  });

  test('that never says what it wants, in thousands of words, is closed', async () => {
    const client = await openSmtp(bench.sheet.smtp.port);
    client.write(`${'A'.repeat(MEGABYTE)}\r\n`);
    expect(await client.reply()).toMatch(/^421 /);
    await client.closed;
  });

  test('that speaks HTTP, or bytes that are nothing, is closed and journalled', async () => {
    const seq = bench.mocks.journal.lastSeq;
    const http = await openSmtp(bench.sheet.smtp.port);
    http.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await http.reply()).toMatch(/^421 /);
    await http.closed;
    const noise = await openSmtp(bench.sheet.smtp.port);
    noise.write(randomBytes(200_000));
    noise.socket().end();
    await noise.closed;
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: seq }, 5_000);
    expect(session).toBeDefined();
  });

  test('is one of too many: the next gets 421', async () => {
    const clients = await Promise.all(Array.from({ length: LIMITS.connections }, () => openSmtp(strict.port)));
    const extra = await openSmtp(strict.port);
    expect(extra.greeting).toMatch(/^421 /);
    for (const client of clients) client.socket().destroy();
  });

  test('on the TLS port that does not speak TLS is journalled', async () => {
    const seq = bench.mocks.journal.lastSeq;
    const client = await openSmtpWithoutGreeting(bench.sheet.smtps.port);
    client.write('EHLO me\r\n');
    await client.closed;
    const [refused] = await bench.mocks.journal.waitFor({ transaction: 'smtp-refused', since: seq }, 5_000);
    expect(refused).toMatchObject({ protocol: 'tls', keys: { stage: 'tls' } });
    expect(refused?.unexpected).toBeDefined();
  });
});

describe('credentials', () => {
  test.each([
    ['AUTH PLAIN', 'A'.repeat(12_000)],
    ['AUTH PLAIN', Buffer.from('\0\0').toString('base64')],
    ['AUTH PLAIN', Buffer.from(`\0${BOX.pfi}\r\nX\0x`).toString('base64')],
    ['AUTH XOAUTH2', Buffer.from('user=\x01auth=Bearer \x01\x01').toString('base64')],
    [
      'AUTH XOAUTH2',
      Buffer.from(`user=${'u'.repeat(5_000)}\x01auth=Bearer ${'t'.repeat(5_000)}\x01\x01`).toString('base64'),
    ],
    ['AUTH OAUTHBEARER', '!!!!'],
    ['AUTH EXTERNAL', '='],
    ['AUTH EXTERNAL', '*'],
    ['AUTH CRAM-MD5', ''],
  ])('%s with %s are refused', async (command, response) => {
    const { caPem } = bench.mocks.pki;
    const client = await openSecureSmtp(bench.sheet.smtp.port, { ca: caPem });
    expect(await client.say(`${command} ${response}`.trim())).toMatch(/^(334|501|504|535) /);
  });
});

async function openSmtpWithoutGreeting(port: number): Promise<SmtpClient> {
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return {
    say: () => Promise.resolve(''),
    reply: () => Promise.resolve(''),
    secure: () => Promise.resolve(),
    socket: () => socket,
    write: (bytes) => void socket.write(bytes),
    closed: once(socket, 'close').then(() => undefined),
  };
}
