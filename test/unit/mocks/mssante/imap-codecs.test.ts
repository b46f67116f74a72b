import { describe, expect, test } from 'vitest';
import { bodyStructure } from '../../../../mocks/mssante/imap-bodystructure.js';
import { parseCommand, tagOf } from '../../../../mocks/mssante/imap-command.js';
import { internalDate } from '../../../../mocks/mssante/imap-fetch.js';
import { headerParameters } from '../../../../mocks/mssante/imap-header-value.js';
import { mimeTree } from '../../../../mocks/mssante/imap-mime-tree.js';
import { decodeFolderName, encodeFolderName } from '../../../../mocks/mssante/imap-names.js';
import { maskCommand } from '../../../../mocks/mssante/imap-session-journal.js';
import { searchText } from '../../../../mocks/mssante/imap-search-text.js';
import { parseSection, sectionBytes } from '../../../../mocks/mssante/imap-sections.js';

describe('folder names (modified UTF-7, RFC 3501 §5.1.3)', () => {
  test.each([
    ['Sent', 'Sent'],
    ['Reçus', 'Re&AOc-us'],
    ['R&D', 'R&-D'],
    ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['😀', '&2D3eAA-'],
  ])('%s is %s', (name, wire) => {
    expect(encodeFolderName(name)).toBe(wire);
    expect(decodeFolderName(wire)).toBe(name);
  });

  test('INBOX is one in any case', () => {
    expect(decodeFolderName('iNbOx')).toBe('INBOX');
  });

  test.each(['&', '&AOc', '&AO-', '&!-', 'é', '&AGE-', '&2AA-', '&AOd-'])('%s is no name', (wire) => {
    expect(() => decodeFolderName(wire)).toThrow(/UTF-7/);
  });
});

describe('commands', () => {
  const parsed = async (text: string) => (await parseCommand({ text, literals: [] })).arguments;

  test('what imapflow’s tokenizer does not take of a client is taken all the same', async () => {
    const value = (text: string) => ({ type: 'STRING', value: text });
    expect((await parsed('a LIST "" INBOX/%*'))[1]).toEqual(value('INBOX/%*'));
    expect((await parsed('a FETCH 2,* FLAGS'))[0]).toEqual(value('2,*'));
    expect((await parsed('a SEARCH (NOT SEEN 1:4)'))[0]).toContainEqual(value('1:4'));
    expect((await parsed('a SEARCH SUBJECT "a * \\" b" HEADER Message-ID <a:b,c@d>'))[4]).toMatchObject({
      value: '<a:b,c@d>',
    });
  });

  test.each(['', 'a', ' NOOP', 'a  NOOP', '* NOOP', '"a" NOOP', 'a FETCH 1 (UID', 'a FETCH 1 UID)'])(
    '%j is BAD',
    async (text) => {
      await expect(parseCommand({ text, literals: [] })).rejects.toMatchObject({ status: 'BAD' });
    },
  );

  test('a tag that cannot be sent back is *', () => {
    expect(['a1 NOOP', '(a NOOP', `${'x'.repeat(200)} NOOP`, ''].map(tagOf)).toEqual(['a1', '*', '*', '*']);
  });

  test.each([
    ['a LOGIN x y', false, 'a LOGIN ***'],
    ['a authenticate plain AAAA', false, 'a authenticate plain ***'],
    ['a AUTHENTICATE PLAIN', false, 'a AUTHENTICATE PLAIN'],
    ['a AUTH PLAIN AAAA', false, 'a AUTH ***'],
    ['a SELECT INBOX', true, 'a SELECT INBOX'],
    ['a STARTTLS', false, 'a STARTTLS'],
    [' a LOGIN x y', false, ' a LOGIN ***'],
    ['a\tLOGIN\tx\ty', false, 'a\tLOGIN\t***'],
    ['LOGIN x y', false, 'LOGIN x ***'],
    ['QUFB'.repeat(20), false, '***'],
    ['a UNKNOWN', false, 'a UNKNOWN'],
  ])('%s is journalled without its secrets', (text, authenticated, masked) => {
    expect(maskCommand(text, authenticated)).toBe(masked);
  });
});

describe('parts of a message', () => {
  const raw = Buffer.from(
    [
      'Content-Type: multipart/mixed; boundary="a b"',
      '',
      '--a b',
      'Content-Disposition: attachment; filename*0*=utf-8\'\'%C3%A9; filename*1=".pdf"',
      '',
      'one',
      '--a bc',
      'still one',
      '--a b  ',
      'Content-Type: message/rfc822',
      '',
      'Subject: inside',
      '',
      'two',
      '--a b--',
      '',
    ].join('\r\n'),
  );
  const text = (section: string, fields?: string[]) => sectionBytes(raw, parseSection(section, fields))?.toString();

  test('are cut at the delimiters, and only there', () => {
    expect(text('1')).toBe('one\r\n--a bc\r\nstill one');
    expect(text('2')).toBe('Subject: inside\r\n\r\ntwo');
    expect(text('2.HEADER')).toBe('Subject: inside\r\n\r\n');
    expect(text('2.1')).toBe('two');
    expect(text('2.TEXT')).toBe('two');
    expect(text('2.HEADER.FIELDS', ['subject', 'to'])).toBe('Subject: inside\r\n\r\n');
    expect(text('2.HEADER.FIELDS.NOT', ['SUBJECT'])).toBe('\r\n');
    expect([text('3'), text('1.1'), text('1.HEADER'), text('2.1.1.1')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each(['1.', '0', '1.0', 'MIME', 'HEADER.FIELDS', '1.FOO', '.1'])('%s is no section', (section) => {
    expect(() => parseSection(section, undefined)).toThrow();
  });

  test('are described as written: continued parameters are the client’s to join', () => {
    const structure = JSON.stringify(bodyStructure(raw, mimeTree(raw), true));
    expect(structure).toContain(`["attachment",["filename*0*","utf-8''%C3%A9","filename*1",".pdf"]]`);
    expect(structure).toContain('"mixed",["boundary","a b"]');
  });

  test('parameters lose quotes and comments, and nothing else', () => {
    expect(headerParameters('text/plain (c;d); a="x;\\"y\\"" ; b=z; nonsense; =v')).toEqual({
      value: 'text/plain',
      parameters: [
        ['a', 'x;"y"'],
        ['b', 'z'],
      ],
    });
  });

  test('a message is searched decoded, messages attached to it too', async () => {
    const mail = Buffer.from(
      'Subject: =?utf-8?Q?=C3=89lodie?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9t=E9\r\n',
    );
    const { fields, body } = await searchText(mail);
    expect(fields.get('subject')).toContain('élodie');
    expect(body).toContain('été');
    expect((await searchText(raw)).body).toContain('inside');
  });

  test('dates are written in UTC with two-digit days', () => {
    expect(internalDate(new Date('2026-01-02T03:04:05.678Z'))).toBe('02-Jan-2026 03:04:05 +0000');
  });
});
