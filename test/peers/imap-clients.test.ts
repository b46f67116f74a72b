import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP, type ImapBench, openImapBench, ORG, textMail } from '../unit/mocks/mssante/imap-bench.js';
import { missingPrograms, runProgram, skipped } from './peer-programs.js';

let bench: ImapBench;
let home: string;

beforeEach(async () => {
  // EXTERNAL too: fetchmail has no other that proves by a certificate.
  bench = await openImapBench({ mechanisms: ['PLAIN', 'XOAUTH2', 'EXTERNAL'] });
  home = await mkdtemp(join(tmpdir(), 'banc-segur-peer-'));
});
afterEach(async () => {
  await bench.close();
  await rm(home, { recursive: true, force: true });
});

const inbox = (address: string, folder = 'INBOX') => bench.store.open(address)?.folder(folder)?.messages ?? [];
const subjects = (address: string, folder?: string) =>
  inbox(address, folder).map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim());

const NO_CURL = missingPrograms('curl');
describe.skipIf(NO_CURL !== undefined)(`curl${skipped(NO_CURL)}`, () => {
  async function curl(port: number, path: string, ...args: string[]): Promise<string> {
    const secure = port === bench.imaps.port;
    const url = `${secure ? 'imaps' : 'imap'}://localhost:${port}${path}`;
    const tls = ['--cacert', bench.pki.caFile, ...(secure ? [] : ['--ssl-reqd'])];
    const { code, output } = await runProgram('curl', ['-sS', '--max-time', '10', ...tls, ...args, url]);
    if (code !== 0) throw new Error(`curl ${code}: ${output}`);
    return output;
  }
  const certificate = () => {
    const { cert, key } = bench.pki.certificates.authCli.files;
    return ['--cert', cert, '--key', key, '--user', `${APP}:x`, '--login-options', 'AUTH=PLAIN'];
  };
  const token = async () => ['--user', `${ORG}:`, '--oauth2-bearer', await bench.token()];

  test('reads and searches with a certificate, over STARTTLS and over TLS', async () => {
    const mail = bench.store.deliver(APP, { raw: textMail('par-curl') });
    for (const { port } of [bench.imap, bench.imaps]) {
      expect(await curl(port, '/INBOX;UID=1', ...certificate())).toBe(mail.raw.toString());
      expect(await curl(port, '/INBOX?SUBJECT%20curl', ...certificate())).toContain('* SEARCH 1');
      expect(await curl(port, '/INBOX;UID=1;SECTION=HEADER.FIELDS%20(SUBJECT)', ...certificate())).toContain(
        'par-curl',
      );
    }
  });

  test('reads with an access token (XOAUTH2), and leaves with code 67 when it is refused', async () => {
    bench.store.deliver(ORG, { raw: textMail('par-jeton') });
    expect(await curl(bench.imaps.port, '/INBOX;UID=1', ...(await token()))).toContain('par-jeton');
    const refused = curl(bench.imaps.port, '/INBOX;UID=1', '--user', `${ORG}:`, '--oauth2-bearer', 'none');
    await expect(refused).rejects.toThrow('curl 67');
    expect(bench.exchanges('imap-authenticate').map(({ keys }) => keys.mechanism)).toEqual(['XOAUTH2', 'XOAUTH2']);
  });

  test('appends a message and runs any command', async () => {
    const file = join(home, 'mail.eml');
    await writeFile(file, textMail('appended'));
    await curl(bench.imap.port, '/Sent', '--upload-file', file, ...certificate());
    expect(subjects(APP, 'Sent')).toEqual(['appended']);
    await curl(bench.imap.port, '/Sent', '--request', 'STORE 1 +FLAGS ($MDNSent)', ...certificate());
    expect([...(inbox(APP, 'Sent')[0]?.flags ?? [])]).toContain('$MDNSent');
    expect(await curl(bench.imap.port, '/', ...certificate())).toContain('* LIST (\\HasNoChildren \\Sent) "/" "Sent"');
  });

  test('is refused without a certificate', async () => {
    const asked = curl(bench.imap.port, '/INBOX;UID=1', '--user', `${APP}:x`, '--login-options', 'AUTH=PLAIN');
    await expect(asked).rejects.toThrow('curl 67');
  });
});

const NO_MBSYNC = missingPrograms('mbsync');
describe.skipIf(NO_MBSYNC !== undefined)(`mbsync, a strict judge of UIDs${skipped(NO_MBSYNC)}`, () => {
  async function sync(): Promise<string> {
    const { cert, key } = bench.pki.certificates.authCli.files;
    await mkdir(join(home, 'mail'), { recursive: true });
    const config = [
      'IMAPAccount bench',
      'Host localhost',
      `Port ${bench.imap.port}`,
      `User ${APP}`,
      'Pass anything',
      'SSLType STARTTLS',
      'AuthMechs PLAIN',
      'SystemCertificates no',
      `CertificateFile ${bench.pki.caFile}`,
      `ClientCertificate ${cert}`,
      `ClientKey ${key}`,
      '',
      'IMAPStore far',
      'Account bench',
      '',
      'MaildirStore near',
      `Path ${home}/mail/`,
      `Inbox ${home}/mail/INBOX`,
      'SubFolders Verbatim',
      '',
      'Channel bench',
      'Far :far:',
      'Near :near:',
      'Patterns *',
      'Create Both',
      'Expunge Both',
      'SyncState *',
      '',
    ].join('\n');
    await writeFile(join(home, 'mbsyncrc'), config);
    const { code, output } = await runProgram('mbsync', ['-c', join(home, 'mbsyncrc'), '-V', 'bench'], {
      env: { ...process.env, HOME: home },
    });
    expect(output).not.toMatch(/error|warning/i);
    expect(code).toBe(0);
    return output;
  }
  const local = async (folder: string) => {
    const names = await Promise.all(['cur', 'new'].map((part) => readdir(join(home, 'mail', folder, part))));
    return names.flatMap((list, part) =>
      list.map((name) => join(home, 'mail', folder, part === 0 ? 'cur' : 'new', name)),
    );
  };

  test('copies both ways, follows flags and deletions, and finds nothing to do the next time', async () => {
    for (let mail = 1; mail <= 30; mail += 1) bench.store.deliver(APP, { raw: textMail(`mail-${mail}`) });
    await sync();
    const received = await local('INBOX');
    expect(received).toHaveLength(30);

    // A message of this side goes to the operator, one of the operator is deleted, one is marked.
    await writeFile(
      join(home, 'mail', 'Sent', 'cur', '1.local:2,S'),
      textMail('from-here').toString().replaceAll('\r\n', '\n'),
    );
    bench.store.open(APP)?.folder('INBOX')?.expunge([3, 7]);
    bench.store.open(APP)?.folder('INBOX')?.setFlags(5, 'add', ['\\Flagged']);
    await sync();
    expect(subjects(APP, 'Sent')).toEqual(['from-here']);
    expect([...(inbox(APP, 'Sent')[0]?.flags ?? [])]).toEqual(['\\Seen']);
    const left = await local('INBOX');
    expect(left).toHaveLength(28);
    expect(left.filter((name) => /:2,.*F/.test(name))).toHaveLength(1);

    const before = bench.journal.lastSeq;
    await sync();
    const changes = bench.journal.list({ since: before }).filter(({ transaction }) => transaction !== 'imap-session');
    expect(changes.map(({ transaction }) => transaction)).toEqual(['imap-authenticate']);
  });

  test('creates the folders it has and the operator has not', async () => {
    await sync();
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(home, 'mail', 'Projets', part), { recursive: true });
    await writeFile(
      join(home, 'mail', 'Projets', 'new', '1.local'),
      textMail('projet').toString().replaceAll('\r\n', '\n'),
    );
    await sync();
    expect(subjects(APP, 'Projets')).toEqual(['projet']);
  });
});

const NO_FETCHMAIL = missingPrograms('fetchmail');
describe.skipIf(NO_FETCHMAIL !== undefined)(`fetchmail${skipped(NO_FETCHMAIL)}`, () => {
  test('takes what is unseen, with a certificate and EXTERNAL, the one mechanism of ours it has', async () => {
    for (const name of ['un', 'deux']) bench.store.deliver(APP, { raw: textMail(name) });
    bench.store.deliver(APP, { raw: textMail('lu'), flags: ['\\Seen'] });
    const { cert, key } = bench.pki.certificates.authCli.files;
    const rc = join(home, 'fetchmailrc');
    const target = join(home, 'delivered');
    const options = [
      `poll localhost protocol imap service ${bench.imap.port} auth external`,
      `user "${APP}" password "x" sslproto "auto" sslcertck sslcertfile "${bench.pki.caFile}"`,
      `sslcert "${cert}" sslkey "${key}"`,
      `mda "cat >> ${target}"`,
      'keep',
    ];
    await writeFile(rc, `${options.join('\n')}\n`, { mode: 0o600 });
    const { code, output } = await runProgram('fetchmail', ['-f', rc, '--nodetach', '--nosyslog', '-v'], {
      env: { ...process.env, HOME: home, FETCHMAILHOME: home },
    });
    expect(output).toContain('reading message');
    expect(code).toBe(0);
    const delivered = await readFile(target, 'utf8');
    expect(delivered).toContain('Subject: un');
    expect(delivered).toContain('Subject: deux');
    expect(delivered).not.toContain('Subject: lu');
    expect(inbox(APP).every(({ flags }) => flags.has('\\Seen'))).toBe(true);
  });
});
