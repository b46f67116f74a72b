import { connect } from 'node:tls';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImapBench, openImapBench, ORG } from '../unit/mocks/mssante/imap-bench.js';
import { type Dovecot, NO_DOVECOT, startDovecot } from './dovecot.js';
import { type Answer, ImapAnswers } from './imap-answers.js';
import { skipped } from './peer-programs.js';
import { mailsOfAllShapes } from './imap-mails.js';

let bench: ImapBench;
let dovecot: Dovecot;
let ours: ImapAnswers;
let theirs: ImapAnswers;

describe.skipIf(NO_DOVECOT !== undefined)(`our IMAP server answers as Dovecot does${skipped(NO_DOVECOT)}`, () => {
  beforeAll(async () => {
    [bench, dovecot] = await Promise.all([openImapBench(), startDovecot()]);
    const socket = connect({ port: bench.imaps.port, host: '127.0.0.1', servername: 'localhost', ca: bench.pki.caPem });
    await once(socket, 'secureConnect');
    ours = new ImapAnswers(socket, socket);
    theirs = new ImapAnswers(dovecot.input, dovecot.output);
    await Promise.all([ours.response(), theirs.response()]);
    const sasl = Buffer.from(`user=${ORG}\x01auth=Bearer ${await bench.token()}\x01\x01`).toString('base64');
    expect((await ours.command(`AUTHENTICATE XOAUTH2 ${sasl}`)).status).toBe('OK CAPABILITY');
    for (const { raw } of await mailsOfAllShapes()) {
      const both = await inBoth('APPEND INBOX (\\Flagged) "21-Nov-2026 10:00:00 +0000"', raw);
      expect(both.ours).toEqual(both.theirs);
    }
    await theirs.command('SUBSCRIBE INBOX');
    await inBoth('SELECT INBOX');
  });
  afterAll(async () => {
    await Promise.all([bench.close(), dovecot.close()]);
  });

  async function inBoth(command: string, literal?: Buffer): Promise<{ ours: Answer; theirs: Answer }> {
    const [a, b] = await Promise.all([ours.command(command, literal), theirs.command(command, literal)]);
    return { ours: a, theirs: b };
  }

  test.each([
    'FETCH 1:* (UID FLAGS RFC822.SIZE INTERNALDATE)',
    'FETCH 1:* ENVELOPE',
    'FETCH 1:* BODYSTRUCTURE',
    'FETCH 1:* BODY',
    'FETCH 1:* FAST',
    'UID FETCH 1:* BODY.PEEK[]',
    'FETCH 1:* BODY.PEEK[HEADER]',
    'FETCH 1:* BODY.PEEK[TEXT]',
    'FETCH 1:* BODY.PEEK[HEADER.FIELDS (SUBJECT FROM)]',
    'FETCH 1:* BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT FROM)]',
    'FETCH 1:* BODY.PEEK[1]',
    'FETCH 1:* BODY.PEEK[1.MIME]',
    'FETCH 1:* BODY.PEEK[2]',
    'FETCH 1:* BODY.PEEK[2.MIME]',
    'FETCH 1:* BODY.PEEK[3.HEADER]',
    'FETCH 1:* BODY.PEEK[3.TEXT]',
    'FETCH 13 BODY.PEEK[3.1]',
    'FETCH 1:* BODY.PEEK[3.2.MIME]',
    'FETCH 1:* BODY.PEEK[2.HEADER.FIELDS (SUBJECT)]',
    'FETCH 1:* BODY.PEEK[]<0.50>',
    'FETCH 1:* BODY.PEEK[TEXT]<5.7>',
    'FETCH 1 BODY.PEEK[]<100000.5>',
    'FETCH 1:* RFC822.HEADER',
  ])('%s', async (command) => {
    const both = await inBoth(command);
    expect(both.ours.status).toMatch(/^OK/);
    expect(both.ours).toEqual(both.theirs);
  });

  test.each([
    'SEARCH ALL',
    'SEARCH CHARSET UTF-8 SUBJECT "\xc3\xa9lodie"',
    'SEARCH CHARSET UTF-8 FROM "Dr. Alex"',
    'SEARCH BODY bonjour',
    'SEARCH TEXT MESSAGE',
    'SEARCH HEADER X-MSS-INS ""',
    'SEARCH HEADER Message-ID <xdm@test.mssante.fr>',
    'SEARCH NOT (1:3 FLAGGED)',
    'SEARCH OR UID 1,3 5:*',
    'SEARCH LARGER 1000 SMALLER 100000',
    'SEARCH ON 21-Nov-2026 SENTON 21-Nov-2026',
    'SEARCH BEFORE 21-Nov-2026',
    'SEARCH SINCE 1-Nov-2026 UNSEEN UNKEYWORD $MDNSent',
    'SEARCH CC b@x.fr BCC secret',
    'SEARCH CHARSET X-NONE TEXT a',
    'UID SEARCH 2:4 UNDELETED',
    'UID SEARCH UID 100:200',
  ])('%s', async (command) => {
    const both = await inBoth(command);
    expect(told(both.ours)).toEqual(told(both.theirs));
  });

  test.each([
    'LIST "" *',
    'LIST "" %',
    'LIST "" "S%"',
    'LIST "" ""',
    'LIST (SPECIAL-USE) "" "*"',
    'LIST "" (INBOX "T*") RETURN (SUBSCRIBED CHILDREN)',
    'LSUB "" "*"',
    'STATUS Sent (MESSAGES UNSEEN UIDNEXT)',
    'STATUS Nowhere (MESSAGES)',
    'CREATE Projets',
    'CREATE "Projets/&AOk-t&AOk-"',
    'LIST "" Projets/%',
    'RENAME "Projets/&AOk-t&AOk-" Projets/Autre',
    'LIST "" "Projets*"',
    'DELETE Projets/Autre',
    'DELETE INBOX',
    'DELETE Nowhere',
    'SUBSCRIBE Projets',
    'UNSUBSCRIBE Projets',
    'CREATE INBOX',
  ])('%s', async (command) => {
    const both = await inBoth(command);
    expect(condition(both.ours)).toBe(condition(both.theirs));
    expect(folders(both.ours)).toEqual(folders(both.theirs));
  });

  test.each([
    'FETCH 1 FLAGS EXTRA',
    'FETCH 1 (NOTHING)',
    'FETCH 99 FLAGS',
    'FETCH 0 FLAGS',
    'FETCH 1 BODY[1.]',
    'FETCH 1 BODY[MIME]',
    'FETCH 1 BODY[HEADER.FIELDS ()]',
    'STORE 1 FLAGS (\\Unknown)',
    'STORE 1 MARK (\\Seen)',
    'SEARCH NOWORD',
    'SEARCH LARGER x',
    'COPY 1 Nowhere',
    'LOGIN a b',
    'STARTTLS',
    'NONSENSE',
    'SELECT',
  ])('%s (refused alike)', async (command) => {
    const both = await inBoth(command);
    expect(condition(both.ours)).toBe(condition(both.theirs));
    expect(both.ours.status).not.toMatch(/^OK/);
  });

  test.each([
    'STORE 1:2 +FLAGS (\\Seen $MDNSent)',
    'UID STORE 2 FLAGS (\\Answered)',
    'STORE 1 -FLAGS.SILENT (\\Seen)',
    'SEARCH KEYWORD $MDNSent',
    'FETCH 3 BODY[TEXT]<0.1>',
    'COPY 1:2 Sent',
    'UID COPY 3 Trash',
    'UID COPY 999 Trash',
    'MOVE 4 Trash',
    'UID MOVE 5 Trash',
    'STORE 1:3 +FLAGS.SILENT (\\Deleted)',
    'UID EXPUNGE 2',
    'EXPUNGE',
    'FETCH 1:* UID',
    'CHECK',
    'NOOP',
    'CLOSE',
    'FETCH 1 UID',
    'EXAMINE Trash',
    'UNSELECT',
    'STATUS Trash (MESSAGES UIDNEXT)',
  ])('%s (changes the folder)', async (command) => {
    const both = await inBoth(command);
    expect(told(both.ours)).toEqual(told(both.theirs));
  });
});

/** Response codes of refusals are each server's choice. */
function condition({ status }: Answer): string {
  return status.split(' ', 1)[0] ?? '';
}

/** Folders come in any order; an extended LIST may say more of them than it was asked. */
function folders({ untagged }: Answer): string[] {
  const optional = /"\\\\(HasNoChildren|Trash|Sent|Drafts|Junk)",?/g;
  return untagged
    .map(({ name, values }) => {
      const sorted = values.map((value) => (Array.isArray(value) ? value.toSorted() : value));
      return JSON.stringify([name, ...sorted])
        .replaceAll(optional, '')
        .replaceAll(',]', ']');
    })
    .toSorted();
}

/** Without what each server tells when it likes: lists of flags, RECENT, and the codes of OK. */
function told(answer: Answer): Answer {
  return { ...answer, untagged: answer.untagged.filter(({ name }) => !/FLAGS$|RECENT|^OK$/.test(name)) };
}
