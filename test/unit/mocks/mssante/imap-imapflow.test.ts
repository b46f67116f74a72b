import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP, type ImapBench, openImapBench, ORG, textMail } from './imap-bench.js';
import { ImapWire } from './imap-wire.js';

let bench: ImapBench;
const clients: ImapFlow[] = [];

beforeEach(async () => {
  bench = await openImapBench();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await bench.close();
});

function clientOf(options: Partial<ImapFlowOptions> & Pick<ImapFlowOptions, 'auth'>): ImapFlow {
  const client = new ImapFlow({
    host: 'localhost',
    port: bench.imap.port,
    secure: false,
    doSTARTTLS: true,
    logger: false,
    tls: { ca: bench.pki.caPem },
    ...options,
  });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}

async function opened(): Promise<ImapFlow> {
  const client = clientOf({ auth: { user: ORG, accessToken: await bench.token() } });
  await client.connect();
  return client;
}

function withCertificate(name: 'authCli' | 'authCliRevoked' | undefined, port = bench.imap.port): ImapFlow {
  const own = name === undefined ? undefined : bench.pki.certificates[name];
  const tls = { ca: bench.pki.caPem, ...(own === undefined ? {} : { cert: own.chainPem, key: own.keyPem }) };
  const auth = { user: APP, pass: 'anything', loginMethod: 'AUTH=PLAIN' as const };
  const secure = port === bench.imaps.port;
  return clientOf({ port, secure, doSTARTTLS: secure ? undefined : true, auth, tls });
}

describe('imapflow authenticates', () => {
  test('to an APP mailbox with the certificate of its structure, over STARTTLS and over TLS', async () => {
    for (const port of [bench.imap.port, bench.imaps.port]) {
      const client = withCertificate('authCli', port);
      await client.connect();
      await client.logout();
    }
    const [exchange] = bench.exchanges('imap-authenticate');
    expect(exchange).toMatchObject({
      service: 'mssante',
      protocol: 'imap',
      keys: { mailbox: APP, mechanism: 'PLAIN' },
    });
    expect(exchange?.tls).toMatchObject({ authorized: true });
    expect(exchange?.tls?.clientSubject).toContain('CN=');
  });

  test.each(['authCliRevoked', undefined] as const)('not to an APP mailbox with %s certificate', async (name) => {
    await expect(withCertificate(name).connect()).rejects.toMatchObject({ authenticationFailed: true });
    expect(bench.exchanges('imap-authenticate')[0]?.summary).toContain('refusée');
  });

  test('to an ORG mailbox with an access token, which the journal never shows', async () => {
    const accessToken = await bench.token();
    const client = clientOf({ auth: { user: ORG, accessToken } });
    await client.connect();
    await client.logout();
    await bench.journal.flush();
    expect(JSON.stringify(bench.journal.list())).not.toContain(accessToken.slice(-30));
    expect(bench.exchanges('imap-authenticate')[0]?.keys).toMatchObject({ mailbox: ORG, mechanism: 'XOAUTH2' });
  });

  test('and is told in JSON why its token is refused', async () => {
    const client = clientOf({ auth: { user: ORG, accessToken: 'none' } });
    const refusal: unknown = await client.connect().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ authenticationFailed: true, oauthError: { status: '401', schemes: 'bearer' } });
  });
});

describe('imapflow reads', () => {
  test('what was delivered: envelope, structure, source, parts, flags', async () => {
    bench.store.deliver(ORG, { raw: textMail('un', 'Corps é'), internalDate: new Date('2026-11-20T08:00:00Z') });
    const client = await opened();
    const lock = await client.getMailboxLock('INBOX');
    const message = await client.fetchOne('1', {
      uid: true,
      flags: true,
      envelope: true,
      bodyStructure: true,
      source: true,
      internalDate: true,
      size: true,
      headers: ['subject'],
      bodyParts: ['text', '1'],
    });
    if (!message) throw new Error('not found');
    expect(message).toMatchObject({
      uid: 1,
      size: message.source?.length,
      internalDate: new Date('2026-11-20T08:00:00Z'),
    });
    expect(message.source?.equals(textMail('un', 'Corps é'))).toBe(true);
    expect(message.envelope).toMatchObject({ subject: 'un', messageId: '<un@test.mssante.fr>' });
    expect(message.bodyStructure).toMatchObject({ type: 'text/plain' });
    expect(message.headers?.toString().trim()).toBe('Subject: un');
    expect(message.bodyParts?.get('1')?.toString('utf8')).toContain('Corps é');
    lock.release();
    await client.logout();
    const [fetch] = bench.exchanges('imap-fetch');
    const keys = { mailbox: ORG, folder: 'INBOX', uid: '1', messageId: '<un@test.mssante.fr>' };
    expect(fetch?.keys).toEqual({ operator: 'ordinary', ...keys });
    const body = await bench.journal.readBody(fetch?.response?.body?.sha256 ?? '');
    expect(body?.equals(textMail('un', 'Corps é'))).toBe(true);
  });

  test('folders with their special use and status', async () => {
    bench.store.deliver(ORG, { raw: textMail('un') });
    const client = await opened();
    const folders = await client.list({ statusQuery: { messages: true, unseen: true } });
    const uses = Object.fromEntries(folders.map(({ path, specialUse }) => [path, specialUse]));
    expect(uses).toEqual({ INBOX: '\\Inbox', Drafts: '\\Drafts', Sent: '\\Sent', Junk: '\\Junk', Trash: '\\Trash' });
    expect(folders.find(({ path }) => path === 'INBOX')?.status).toMatchObject({ messages: 1, unseen: 1 });
    expect(await client.status('Sent', { uidNext: true })).toMatchObject({ uidNext: 1 });
  });

  test('a big attachment by pieces: one exchange, not one a piece', async () => {
    const big = Buffer.from('x'.repeat(70).concat('\r\n').repeat(20_000));
    bench.store.deliver(ORG, { raw: textMail('gros', big.toString()) });
    const client = await opened();
    await client.mailboxOpen('INBOX');
    const { content } = await client.download('1', undefined, { chunkSize: 64 * 1024 });
    let size = 0;
    for await (const chunk of content ?? []) size += (chunk as Buffer).length;
    expect(size).toBe(textMail('gros', big.toString()).length);
    expect(bench.exchanges('imap-fetch')).toHaveLength(1);
  });
});

describe('imapflow changes', () => {
  test('flags and keywords: $MDNSent stays, another session sees it', async () => {
    bench.store.deliver(ORG, { raw: textMail('un') });
    const client = await opened();
    await client.mailboxOpen('INBOX');
    expect(client.mailbox && client.mailbox.permanentFlags?.has('$MDNSent')).toBe(true);
    await client.messageFlagsAdd('1', ['\\Seen', '$MDNSent']);
    expect([...(bench.store.open(ORG)?.folder('INBOX')?.find(1)?.flags ?? [])]).toEqual(['\\Seen', '$MDNSent']);
    expect(await client.search({ keyword: '$MDNSent' })).toEqual([1]);
    expect(bench.exchanges('imap-store')[0]).toMatchObject({
      keys: { messageId: '<un@test.mssante.fr>' },
      request: { line: expect.stringContaining('+FLAGS (\\Seen $MDNSent)') as string },
    });
  });

  test('places: append, copy, move, delete, with UIDs told', async () => {
    const client = await opened();
    const appended = await client.append('Sent', textMail('envoi'), ['\\Seen'], new Date('2026-01-02T03:04:05Z'));
    expect(appended).toMatchObject({ uid: 1 });
    expect(bench.store.open(ORG)?.folder('Sent')?.find(1)?.internalDate).toEqual(new Date('2026-01-02T03:04:05Z'));
    await client.mailboxOpen('Sent');
    const copied = await client.messageCopy('1', 'INBOX');
    expect(copied && [...(copied.uidMap ?? [])]).toEqual([[1, 1]]);
    await client.mailboxOpen('INBOX');
    await client.messageMove('1', 'Trash');
    expect(bench.store.open(ORG)?.folder('INBOX')?.messages).toHaveLength(0);
    await client.mailboxOpen('Trash');
    await client.messageDelete('1');
    expect(bench.store.open(ORG)?.folder('Trash')?.messages).toHaveLength(0);
    const [append] = bench.exchanges('imap-append');
    expect(append?.keys).toMatchObject({ mailbox: ORG, folder: 'Sent', messageId: '<envoi@test.mssante.fr>' });
    expect(append?.request.body?.size).toBe(textMail('envoi').length);
  });

  test('folders with accents', async () => {
    const client = await opened();
    await client.mailboxCreate('Classés & reçus/été');
    expect(bench.store.open(ORG)?.folder('Classés & reçus/été')).toBeDefined();
    await client.mailboxRename('Classés & reçus/été', 'Archives');
    await client.mailboxDelete('Archives');
    expect((await client.list()).map(({ path }) => path)).toContain('Classés & reçus');
  });
});

describe('a waiting session (IDLE)', () => {
  test('is told of new mail, of flags changed elsewhere and of what is gone', async () => {
    bench.store.deliver(ORG, { raw: textMail('un') });
    const client = await opened();
    await client.mailboxOpen('INBOX');
    const idling = client.idle();
    const inbox = bench.store.open(ORG)?.folder('INBOX');

    const exists = once(client, 'exists');
    bench.store.deliver(ORG, { raw: textMail('deux') });
    expect((await exists)[0]).toMatchObject({ count: 2, prevCount: 1 });

    const flagged = once(client, 'flags');
    inbox?.setFlags(2, 'add', ['\\Flagged']);
    expect((await flagged)[0]).toMatchObject({ seq: 2, uid: 2 });

    const gone = once(client, 'expunge');
    inbox?.expunge([1]);
    expect((await gone)[0]).toMatchObject({ seq: 1 });
    await client.noop();
    await idling;
  });

  test('is closed by the operator with BYE, for one mailbox only, and may come back', async () => {
    const [mine, other] = [await opened(), withCertificate('authCli')];
    await other.connect();
    await mine.mailboxOpen('INBOX');
    const closed = once(mine, 'close');
    expect(bench.imap.dropConnections(ORG.toUpperCase())).toBe(1);
    await closed;
    await other.noop();
    await (await opened()).mailboxOpen('INBOX');
  });
});

describe('anomalies', () => {
  test('a command refused, delayed or cut, as the plan says', async () => {
    const rule = (fault: { kind: string; message?: string; delayMs?: number }, transaction: string) =>
      bench.faults.add({ service: 'mssante', transaction, keys: { mailbox: ORG }, times: 1, fault });
    const client = await opened();
    rule({ kind: 'imap-no', message: 'Not today' }, 'imap-select');
    await expect(client.mailboxOpen('INBOX')).rejects.toMatchObject({ responseText: 'Not today' });
    rule({ kind: 'delay', delayMs: 30 }, 'imap-select');
    const before = performance.now();
    await client.mailboxOpen('INBOX');
    expect(performance.now() - before).toBeGreaterThan(25);
    rule({ kind: 'imap-bye' }, 'imap-noop');
    const closed = once(client, 'close');
    await client.noop().catch(() => undefined);
    await closed;
    expect(bench.exchanges('imap-noop')[0]).toMatchObject({ fault: 'imap-bye' });
    rule({ kind: 'close-before-answer' }, 'imap-list');
    const again = await opened();
    await expect(again.list()).rejects.toThrow();
  });

  test('a delay under way does not keep the operator from closing', async () => {
    const own = await openImapBench();
    const fault = { kind: 'delay', delayMs: 600_000 };
    own.faults.add({ service: 'mssante', transaction: 'imap-noop', keys: { mailbox: ORG }, times: 1, fault });
    const client = await ImapWire.open(own);
    const delayed = own.journal.waitFor({ transaction: 'imap-noop' }, 5_000);
    client.socket.write('a NOOP\r\n');
    await delayed;
    await own.close();
  });

  test('a session is journalled at its end with the list of its commands', async () => {
    const client = await opened();
    await client.mailboxOpen('INBOX');
    const over = bench.journal.waitFor({ transaction: 'imap-session' }, 5_000);
    await client.logout();
    const [session] = await over;
    expect(session?.keys).toEqual({ operator: 'ordinary', mailbox: ORG });
    expect(session?.summary).toMatch(/STARTTLS.*AUTHENTICATE.*SELECT.*LOGOUT/);
    const transcript = (await bench.journal.readBody(session?.request.body?.sha256 ?? ''))?.toString() ?? '';
    expect(transcript).toMatch(/C: \S+ AUTHENTICATE XOAUTH2 \*\*\*\n/);
    expect(transcript).toMatch(/C: \S+ SELECT INBOX\nS: \S+ OK \[READ-WRITE\]/);
  });
});
