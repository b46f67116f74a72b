import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../mocks/core/exchange.js';
import { type ImapBench, openImapBench, ORG, textMail } from '../unit/mocks/mssante/imap-bench.js';
import { ImapWire } from '../unit/mocks/mssante/imap-wire.js';

const CONNECTIONS = 300;
let bench: ImapBench;

beforeAll(async () => {
  bench = await openImapBench({ limits: { connections: CONNECTIONS, messageBytes: 1_000_000, badCommands: 10 } });
  bench.store.deliver(ORG, { raw: textMail('un') });
});
afterAll(() => bench.close());

/** The journalled oddities of what `attack` did, once there is one. */
async function unexpected(attack: () => Promise<unknown>): Promise<string[]> {
  const since = bench.journal.lastSeq;
  await attack();
  const recorded = await bench.journal.waitFor({ service: 'mssante', since }, 5_000);
  expect(recorded.length).toBeGreaterThan(0);
  const all: Exchange[] = bench.journal.list({ service: 'mssante', since });
  return all.flatMap((exchange) => exchange.unexpected ?? []);
}

async function stillServes(): Promise<void> {
  const wire = await ImapWire.open(bench);
  expect(await wire.command('STATUS INBOX (MESSAGES)')).toContain('MESSAGES');
  wire.close();
}

describe('before authentication', () => {
  test('a command pipelined in clear after STARTTLS is thrown away, and the journal says so', async () => {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    const oddities = await unexpected(async () => {
      wire.send('a STARTTLS\r\nb CAPABILITY\r\nc LOGOUT\r\n');
      expect(await wire.line()).toMatch(/^a OK/);
      await wire.upgrade(bench);
      expect(await wire.command('NOOP')).toMatch(/^t1 OK NOOP completed\r\n$/);
    });
    expect(oddities).toEqual([expect.stringContaining('injection')]);
    wire.close();
  });

  test.each(['AUTHENTICATE PLAIN AGEAYg==', 'LOGIN a secret-password', 'AUTHENTICATE XOAUTH2'])(
    '%s in clear is refused before anything is asked, and nothing of it is written',
    async (command) => {
      const wire = await ImapWire.plain(bench);
      await wire.line();
      const oddities = await unexpected(async () => {
        expect(await wire.command(command)).toMatch(/^t1 NO \[PRIVACYREQUIRED\]/);
      });
      expect(oddities).toEqual(['authentification avant STARTTLS']);
      expect(JSON.stringify(bench.journal.list())).not.toMatch(/secret-password|AGEAYg/);
      wire.close();
    },
  );

  test('a line that never ends is cut at the limit', async () => {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    const oddities = await unexpected(async () => {
      for (let sent = 0; sent < 200 && !wire.socket.destroyed; sent += 1) wire.send('x'.repeat(10_000));
      expect(await wire.rest()).toContain('* BYE Line too long');
    });
    expect(oddities).toContain('ligne trop longue');
  });

  test.each(['{999999999999}', '{200000}'])('a literal of %s bytes gets NO and no continuation', async (size) => {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    expect(await wire.command(`ID ${size}`)).toMatch(/^t1 NO \[TOOBIG\]/);
    expect(await wire.command('NOOP')).toMatch(/^t2 OK/);
    wire.close();
  });

  test('a literal sent without waiting and too large closes the connection', async () => {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    wire.send('a ID {900000000+}\r\nabc');
    expect(await wire.rest()).toContain('* BYE Literal too large');
  });

  test('bytes that are no TLS after STARTTLS end in the journal', async () => {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    const oddities = await unexpected(async () => {
      await wire.command('STARTTLS');
      wire.send('GET / HTTP/1.1\r\n\r\n'.repeat(10));
      await wire.rest();
    });
    expect(oddities).toEqual([expect.stringMatching(/TLS/)]);
  });

  test.each([
    ['bad base64', 'AUTHENTICATE PLAIN ???', 'BAD'],
    ['no user', `AUTHENTICATE PLAIN ${Buffer.from('nothing').toString('base64')}`, 'BAD'],
    ['too many fields', `AUTHENTICATE PLAIN ${Buffer.from('a\0b\0c\0d').toString('base64')}`, 'BAD'],
    ['no token', `AUTHENTICATE XOAUTH2 ${Buffer.from('user=x').toString('base64')}`, 'BAD'],
    ['unknown mechanism', 'AUTHENTICATE GSSAPI', 'BAD'],
    ['unknown box', `AUTHENTICATE PLAIN ${Buffer.from('\0x@y.fr\0').toString('base64')}`, 'NO'],
  ])('credentials with %s are refused', async (_what, command, condition) => {
    const wire = await ImapWire.secured(bench);
    expect(await wire.command(command)).toContain(` ${condition} `);
    wire.close();
  });

  test('a client that gives up in the middle of AUTHENTICATE may go on', async () => {
    const wire = await ImapWire.secured(bench);
    wire.send('a AUTHENTICATE PLAIN\r\n');
    expect(await wire.line()).toBe('+');
    wire.send('*\r\n');
    expect(await wire.line()).toMatch(/^a BAD/);
    expect(await wire.command('NOOP')).toContain(' OK ');
    wire.close();
  });

  test('silence is cut, and more connections than allowed get BYE', async () => {
    const short = await openImapBench({ limits: { authenticationMs: 100 } });
    const silent = await ImapWire.plain(short);
    expect(await silent.rest()).toMatch(/^\* OK .*\r\n\* BYE /);
    await short.close();

    const idle: Socket[] = [];
    for (let opened = 0; opened < CONNECTIONS; opened += 1) {
      const socket = connect(bench.imap.port, '127.0.0.1').on('error', () => undefined);
      idle.push(socket);
      await once(socket, 'data');
    }
    const late = await ImapWire.plain(bench);
    expect(await late.rest()).toBe('* BYE Too many connections\r\n');
    const left = bench.journal.lastSeq;
    for (const socket of idle) socket.destroy();
    while (bench.journal.list({ transaction: 'imap-session', since: left }).length < CONNECTIONS) {
      await bench.journal.waitFor({ since: bench.journal.lastSeq }, 2_000);
    }
    await stillServes();
  });
});

describe('after authentication', () => {
  test.each([
    ['nesting', `SEARCH ${'('.repeat(5_000)}ALL${')'.repeat(5_000)}`],
    ['negations', `SEARCH ${'NOT '.repeat(10_000)}ALL`],
    ['alternatives', `SEARCH ${'OR ALL '.repeat(5_000)}ALL`],
    ['items', `FETCH 1 (${'BODY[] '.repeat(5_000)})`],
    ['keywords', `STORE 1 +FLAGS (${Array.from({ length: 5_000 }, (_, at) => `k${at}`).join(' ')})`],
    ['wildcards', `LIST "" "${'*a'.repeat(2_000)}"`],
    ['lost UTF-7', 'CREATE "&Jjo!"'],
    ['open UTF-7', 'SELECT "&JjoA"'],
    ['UTF-7 of ASCII', 'SELECT "&AGE-"'],
    ['lone surrogate', 'CREATE "&2AA-"'],
    ['control characters', 'CREATE "a\x01b"'],
    ['a wrong set', 'FETCH 1:2:3 UID'],
    ['a huge number', 'FETCH 99999999999999999999 UID'],
    ['a wrong partial', 'FETCH 1 BODY[]<-1.5>'],
    ['an empty partial', 'FETCH 1 BODY[]<0.0>'],
    ['a section that is none', 'FETCH 1 BODY[1.2.3.X]'],
    ['a date that is none', 'SEARCH ON 99-Foo-2026'],
    ['a flag that is none', 'STORE 1 +FLAGS (\\Seen]'],
    ['no tag', ' NOOP'],
  ])('%s are refused and the session goes on', async (_what, command) => {
    const wire = await ImapWire.open(bench);
    await wire.command('SELECT INBOX');
    const before = performance.now();
    expect(await wire.command(command)).toMatch(/ (NO|BAD) /);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await wire.command('NOOP')).toContain(' OK ');
    wire.close();
  });

  test('a set of every number, thousands of times, costs no more than once', async () => {
    const wire = await ImapWire.open(bench);
    await wire.command('SELECT INBOX');
    const set = '1:*,'.repeat(10_000).slice(0, -1);
    expect((await wire.command(`FETCH ${set} UID`)).match(/FETCH \(/g)).toHaveLength(1);
    wire.close();
  });

  test('bad commands without end close the session', async () => {
    const wire = await ImapWire.open(bench);
    wire.send('x NONSENSE\r\n'.repeat(50));
    expect(await wire.rest()).toContain('* BYE Too many bad commands');
  });

  test('an APPEND over the limit is refused, a shorter one is not', async () => {
    const wire = await ImapWire.open(bench);
    expect(await wire.command('APPEND Drafts {2000000}')).toMatch(/ NO \[TOOBIG\]/);
    wire.send('a APPEND Drafts {900000+}\r\n');
    wire.send(Buffer.alloc(900_000, 'a'));
    wire.send('\r\n');
    expect(await wire.until(/a OK \[APPENDUID/)).toContain('a OK');
    wire.close();
  });

  test('an IDLE ended by anything but DONE is BAD, and the session goes on', async () => {
    const wire = await ImapWire.open(bench);
    await wire.command('SELECT INBOX');
    wire.send('a IDLE\r\n');
    await wire.until(/\+ idling\r\n/);
    wire.send('NONSENSE\r\n');
    expect(await wire.until(/a BAD/)).toContain('a BAD');
    expect(await wire.command('NOOP')).toContain(' OK ');
    wire.close();
  });

  test('a client that leaves in the middle of anything leaves the server up', async () => {
    for (const text of ['a APPEND Drafts {1000}\r\nabc', 'a IDLE\r\n', 'a FETCH 1 BO', 'a AUTH']) {
      const wire = await ImapWire.open(bench);
      const over = bench.journal.waitFor({ transaction: 'imap-session', since: bench.journal.lastSeq }, 5_000);
      wire.send(text);
      wire.close();
      expect(await over).toHaveLength(1);
    }
    await stillServes();
  });
});

describe('hostile mails', () => {
  const nested = (levels: number) =>
    Array.from(
      { length: levels },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join('');
  const hostile: Record<string, Buffer> = {
    'thousand levels of multipart': Buffer.from(nested(1_000)),
    'thousand levels of messages': Buffer.from('Content-Type: message/rfc822\r\n\r\n'.repeat(1_000)),
    'a hundred thousand parts': Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(100_000)}`,
    ),
    'a hundred thousand fields': Buffer.from(`${'X: y\r\n'.repeat(100_000)}\r\n`),
    'a hundred thousand addresses': Buffer.from(`To: ${'a@b.fr, '.repeat(100_000)}\r\n\r\n`),
    'a field of a megabyte': Buffer.from(`Subject: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    'parameters without end': Buffer.from(`Content-Type: text/plain${'; a=b'.repeat(100_000)}\r\n\r\nx`),
    'NUL and 8-bit bytes': Buffer.concat([Buffer.from('Subject: '), Buffer.from([0, 255, 128, 10, 10, 0, 255])]),
    'nothing but a line end': Buffer.from('\r\n'),
    'an open quote': Buffer.from('From: "x\r\nContent-Type: text/plain; a="b\r\n\r\n'),
  };

  test.each(Object.keys(hostile))('%s: described, searched and served within bounds', async (name) => {
    const { uid, raw } = bench.store.deliver(ORG, { raw: hostile[name] ?? Buffer.alloc(0) }, 'Junk');
    const wire = await ImapWire.open(bench);
    await wire.command('SELECT Junk');
    const before = performance.now();
    const described = await wire.command(
      `UID FETCH ${uid} (ENVELOPE BODYSTRUCTURE BODY RFC822.SIZE BODY.PEEK[1.1.1.MIME])`,
    );
    expect(described).toContain(`RFC822.SIZE ${raw.length}`);
    expect(described).toMatch(/ OK UID FETCH/);
    expect(await wire.command('SEARCH TEXT nowhere')).toMatch(/\* SEARCH\r\n/);
    expect(await wire.command(`UID FETCH ${uid} BODY.PEEK[]`)).toContain(
      `{${raw.length}}\r\n${raw.toString('latin1')}`,
    );
    expect(performance.now() - before).toBeLessThan(5_000);
    await wire.command(`UID STORE ${uid} +FLAGS.SILENT (\\Deleted)`);
    await wire.command('EXPUNGE');
    wire.close();
  });
});
