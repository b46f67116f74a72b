import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP, type ImapBench, openImapBench, ORG, textMail } from './imap-bench.js';
import { ImapWire } from './imap-wire.js';

let bench: ImapBench;
const wires: ImapWire[] = [];

beforeEach(async () => {
  bench = await openImapBench();
});
afterEach(async () => {
  for (const wire of wires.splice(0)) wire.close();
  await bench.close();
});

async function opened(select?: string): Promise<ImapWire> {
  const wire = await ImapWire.open(bench);
  wires.push(wire);
  if (select !== undefined) await wire.command(select);
  return wire;
}

const inbox = () => {
  const folder = bench.store.open(ORG)?.folder('INBOX');
  if (folder === undefined) throw new Error('no INBOX');
  return folder;
};
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('what is announced', () => {
  test('nothing to authenticate with before TLS, the mechanisms of API LPS after, extensions once in', async () => {
    const plain = await ImapWire.plain(bench);
    wires.push(plain);
    const greeting = await plain.line();
    expect(greeting).toMatch(/^\* OK \[CAPABILITY IMAP4rev1 .*STARTTLS.*\] \S/);
    expect(greeting).toContain('LOGINDISABLED');
    expect(greeting).not.toContain('AUTH=');
    const secured = await ImapWire.secured(bench);
    wires.push(secured);
    expect(await secured.command('CAPABILITY')).toMatch(/AUTH=PLAIN AUTH=XOAUTH2\r\n/);
    expect(await secured.command('STARTTLS')).toMatch(/ BAD /);
    expect(await (await opened()).command('CAPABILITY')).toMatch(/IDLE .*UIDPLUS .*MOVE .*SPECIAL-USE/);
  });

  test('commands of another state are BAD', async () => {
    const wire = await ImapWire.secured(bench);
    wires.push(wire);
    expect(await wire.command('SELECT INBOX')).toMatch(/ BAD Authenticate first/);
    const inside = await opened();
    expect(await inside.command('FETCH 1 UID')).toMatch(/ BAD Select/);
    expect(await inside.command('AUTHENTICATE PLAIN')).toMatch(/ BAD Already/);
  });
});

describe('authentication', () => {
  test.each([
    ['EXTERNAL', () => base64(APP)],
    ['PLAIN', () => base64(`\0${APP}\0`)],
    ['PLAIN', () => base64(`${APP}\0${APP}\0any`)],
  ])('%s opens an APP mailbox after a continuation', async (mechanism, response) => {
    const wire = await ImapWire.secured(bench, 'authCli');
    wires.push(wire);
    wire.send(`a AUTHENTICATE ${mechanism}\r\n`);
    expect(await wire.line()).toBe('+');
    wire.send(`${response()}\r\n`);
    expect(await wire.line()).toMatch(/^a OK \[CAPABILITY .*\] Logged in$/);
    const tolerated = bench.exchanges('imap-authenticate')[0]?.tolerated ?? [];
    expect(tolerated).toHaveLength(mechanism === 'EXTERNAL' ? 1 : 0);
  });

  test('OAUTHBEARER opens an ORG mailbox, and is noted', async () => {
    const wire = await ImapWire.secured(bench);
    wires.push(wire);
    const response = base64(`n,a=${ORG},\x01host=localhost\x01auth=Bearer ${await bench.token()}\x01\x01`);
    expect(await wire.command(`AUTHENTICATE OAUTHBEARER ${response}`)).toContain(' OK ');
    expect(bench.exchanges('imap-authenticate')[0]?.tolerated).toEqual([expect.stringContaining('OAUTHBEARER')]);
  });

  test('a token refused is explained in JSON before the NO (mssante.md §2.5)', async () => {
    const wire = await ImapWire.secured(bench);
    wires.push(wire);
    wire.send(`a AUTHENTICATE XOAUTH2 ${base64(`user=${ORG}\x01auth=Bearer BAD\x01\x01`)}\r\n`);
    const challenge = /^\+ (.*)$/.exec(await wire.line())?.[1] ?? '';
    expect(JSON.parse(Buffer.from(challenge, 'base64').toString())).toMatchObject({ status: '401', schemes: 'bearer' });
    wire.send('\r\n');
    expect(await wire.line()).toMatch(/^a NO \[AUTHENTICATIONFAILED\] \S/);
  });

  test('LOGIN is refused even over TLS, and its password is not written', async () => {
    const wire = await ImapWire.secured(bench, 'authCli');
    wires.push(wire);
    expect(await wire.command(`LOGIN ${APP} "pass-word"`)).toMatch(/ NO \[AUTHENTICATIONFAILED\]/);
    expect(JSON.stringify(bench.journal.list())).not.toContain('pass-word');
  });
});

describe('numbers of a session', () => {
  beforeEach(() => {
    for (const name of ['un', 'deux', 'trois']) bench.store.deliver(ORG, { raw: textMail(name) });
  });

  test('keep still during FETCH, STORE and SEARCH when another session expunges; then they are told', async () => {
    const wire = await opened('SELECT INBOX');
    inbox().expunge([1]);
    expect(await wire.command('FETCH 1:3 UID')).toBe(
      '* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\nt4 NO [EXPUNGEISSUED] Some messages have been expunged\r\n',
    );
    expect(await wire.command('SEARCH ALL')).toBe('* SEARCH 2 3\r\nt5 OK SEARCH completed\r\n');
    expect(await wire.command('STORE 3 +FLAGS.SILENT (\\Seen)')).toBe('t6 OK STORE completed\r\n');
    expect(await wire.command('NOOP')).toBe('* 1 EXPUNGE\r\nt7 OK NOOP completed\r\n');
    expect(await wire.command('SEARCH ALL')).toContain('* SEARCH 1 2\r\n');
  });

  test('new mail is told with any command; what came and went unseen is not', async () => {
    const wire = await opened('SELECT INBOX');
    const { uid } = bench.store.deliver(ORG, { raw: textMail('quatre') });
    inbox().expunge([uid]);
    expect(await wire.command('NOOP')).toBe('t4 OK NOOP completed\r\n');
    bench.store.deliver(ORG, { raw: textMail('cinq') });
    expect(await wire.command('NOOP')).toMatch(/^\* 4 EXISTS\r\n\* 4 RECENT\r\n/);
    expect(await wire.command('FETCH 4 UID')).toContain('(UID 5)');
    bench.store.deliver(ORG, { raw: textMail('six') });
    expect(await wire.command('UID SEARCH UNSEEN')).toMatch(/^\* 5 EXISTS\r\n.*\r\n\* SEARCH 1 2 3 5 6\r\n/);
  });

  test('\\Recent belongs to the first session that selects', async () => {
    const first = await opened();
    expect(await first.command('EXAMINE INBOX')).toContain('* 3 RECENT');
    expect(await first.command('SELECT INBOX')).toContain('* 3 RECENT');
    const second = await opened();
    expect(await second.command('SELECT INBOX')).toContain('* 0 RECENT');
    expect(await second.command('SEARCH NEW')).toBe('* SEARCH\r\nt4 OK SEARCH completed\r\n');
  });

  test('EXAMINE changes nothing', async () => {
    const wire = await opened('EXAMINE INBOX');
    expect(await wire.command('STORE 1 +FLAGS (\\Seen)')).toMatch(/ NO \[READ-ONLY\]/);
    expect(await wire.command('EXPUNGE')).toMatch(/ NO \[READ-ONLY\]/);
    await wire.command('FETCH 1 BODY[]');
    expect(inbox().find(1)?.flags.size).toBe(0);
  });

  test('a new keyword is announced before it is used', async () => {
    const wire = await opened('SELECT INBOX');
    expect(await wire.command('STORE 1 +FLAGS ($Neuf)')).toMatch(/^\* FLAGS \(.*\$Neuf\)\r\n.*\r\n\* 1 FETCH/);
    expect(await wire.command('STORE 2 +FLAGS ($NEUF)')).toMatch(/^\* 2 FETCH/);
  });
});

describe('the wire', () => {
  test('pipelined commands are answered in order', async () => {
    const wire = await opened();
    wire.send('a NOOP\r\nb SELECT INBOX\r\nc STATUS Sent (MESSAGES)\r\nd NOOP\r\n');
    const answers = await wire.until(/d OK.*\r\n/);
    expect([...answers.matchAll(/^([a-d]) OK/gm)].map((match) => match[1])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('literals, waited for or not, stand wherever a string may', async () => {
    const wire = await opened();
    wire.send('a STATUS {5}\r\n');
    expect(await wire.line()).toBe('+ OK');
    wire.send('INBOX (MESSAGES)\r\n');
    expect(await wire.until(/a OK.*\r\n/)).toContain('* STATUS "INBOX" (MESSAGES 0)');
    wire.send('b SEARCH {0+}\r\n\r\nc SELECT {5+}\r\nINBOX\r\nd SEARCH SUBJECT {2+}\r\nun FROM {4+}\r\nalex\r\n');
    expect(await wire.until(/d OK.*\r\n/)).toContain('* SEARCH\r\nd OK');
  });

  test('a line cut anywhere is one line', async () => {
    const wire = await opened();
    wire.socket.setNoDelay(true);
    for (const char of 'a SELECT "INB') wire.send(char);
    for (const char of 'OX"\r\n') wire.send(char);
    expect(await wire.until(/a (OK|BAD).*\r\n/)).toContain('a OK [READ-WRITE]');
  });
});

describe('what the journal says of a connection', () => {
  test('messages removed by CLOSE are told as those of EXPUNGE, and the client is told of none', async () => {
    bench.store.deliver(ORG, { raw: textMail('un') });
    bench.store.deliver(ORG, { raw: textMail('deux') });
    const wire = await opened('SELECT INBOX');
    await wire.command('STORE 1 +FLAGS.SILENT (\\Deleted)');
    expect(await wire.command('CLOSE')).toMatch(/^\S+ OK CLOSE completed\r\n$/);
    expect(inbox().messages.map(({ uid }) => uid)).toEqual([2]);
    expect(bench.exchanges('imap-expunge').map(({ request, response }) => [request.line, response?.line])).toEqual([
      [expect.stringMatching(/ CLOSE$/), 'OK (UID 1)'],
    ]);
  });

  test('TLS set up and nothing said: the client may have refused the certificate', async () => {
    const over = bench.journal.waitFor({ transaction: 'imap-session' }, 5_000);
    const socket = connectTls({ port: bench.imaps.port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.destroy();
    expect((await over)[0]?.tolerated).toEqual([expect.stringContaining('refuse peut-être le certificat')]);
  });

  test('a client without a TLS version of ours ends as a TLS failure', async () => {
    const refused = bench.journal.waitFor({ transaction: 'imap-refused' }, 5_000);
    const socket = connectTls({
      port: bench.imaps.port,
      host: '127.0.0.1',
      servername: 'localhost',
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'ALL@SECLEVEL=0',
    });
    await once(socket, 'error').catch(() => undefined);
    expect((await refused)[0]).toMatchObject({ protocol: 'tls', unexpected: expect.stringMatching(/TLS/) as string });
  });

  test('a probe of the port is no failure', async () => {
    const over = bench.journal.waitFor({ transaction: 'imap-session' }, 5_000);
    const socket = connect(bench.imaps.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    await over;
    expect(bench.exchanges('imap-refused')).toEqual([]);
  });
});
