import { describe, expect, test } from 'vitest';
import { BancError } from '../../mocks/wire/errors.js';
import { readDsn } from '../../mocks/wire/dsn.js';
import { readIntegrationErrorMail } from '../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import { readMdn } from '../../mocks/wire/mdn.js';
import { readSubject } from '../../mocks/wire/mssante-subject.js';
import { mailFile } from '../../scenarios/mssante/captured-mail.js';

const MIB = 1024 * 1024;

/** A message of these header lines and this body. */
function message(headers: readonly string[], body = 'Bonjour'): Buffer {
  return Buffer.from([...headers, '', body].join('\r\n'), 'latin1');
}

/** The code a mail is refused with, 'read' when it is read. Anything but a BancError fails the test. */
async function outcome(raw: Buffer): Promise<string> {
  try {
    const mail = await readMail(raw);
    readMdn(mail);
    readDsn(mail);
    readIntegrationErrorMail(mail);
    return 'read';
  } catch (error) {
    if (error instanceof BancError) return error.code;
    throw error;
  }
}

/** Multiparts one in another. */
function nest(levels: number): Buffer {
  const opening = Array.from({ length: levels }, (_, level) => [
    `Content-Type: multipart/mixed; boundary="b${level}"`,
    '',
    `--b${level}`,
  ]).flat();
  const closing = Array.from({ length: levels }, (_, level) => `--b${levels - 1 - level}--`);
  return Buffer.from(['From: a@b.fr', ...opening, 'Content-Type: text/plain', '', 'fond', ...closing].join('\r\n'));
}

describe('a mail beyond the limits is refused', () => {
  test.each<[string, () => Buffer]>([
    ['nested 500 deep', () => nest(500)],
    ['nested 21 deep', () => nest(20)],
    ['one header that never ends', () => message([`Subject: ${'x'.repeat(MIB)}`])],
    ['folded headers that never end', () => message(['Subject: x', ...Array<string>(40_000).fill(' et encore')])],
    ['ten million lines', () => message(['Content-Type: text/plain'], '\n'.repeat(10 * MIB))],
    ['a hundred thousand headers', () => message(Array<string>(100_000).fill('X-Essai: 1'))],
    ['headers without a body, without end', () => Buffer.alloc(2 * MIB, 'x')],
    ['a thousand parts', () => message(['Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\nx\r\n'.repeat(1000))],
    [
      '200 MiB of attachment',
      () => Buffer.concat([message(['Content-Type: application/zip']), Buffer.alloc(200 * MIB)]),
    ],
  ])('%s', async (_name, make) => {
    expect(await outcome(make())).toBe('BANC_LIMIT');
  });

  test('nothing at all is no mail', async () => {
    expect(await outcome(Buffer.alloc(0))).toBe('BANC_MIME_INVALID');
  });
});

describe('a mail made to slow the reader down is read in seconds', () => {
  test.each<[string, () => Buffer]>([
    ['nested 20 deep', () => nest(19)],
    ['addresses by the thousand', () => message([`To: ${'a@b.fr, '.repeat(20_000)}`])],
    ['commas, brackets and quotes', () => message([`To: ${'<",('.repeat(40_000)}`])],
    ['encoded words by the thousand', () => message([`Subject: ${'=?utf-8?q?=C3=A9?= '.repeat(9_000)}`])],
    ['encoded words never closed', () => message([`Subject: ${'=?utf-8?q?'.repeat(20_000)}`])],
    ['spaces in the subject', () => message([`Subject: XDM/1.0/DDM+x${' '.repeat(200_000)}x`])],
    ['parameters of a type', () => message([`Content-Type: text/plain; ${'a*0*=x; '.repeat(20_000)}`])],
    ['comments one in another', () => message([`Content-Type: text/plain; ${'('.repeat(100_000)}`])],
    ['references', () => message([`References: ${'<a@b> '.repeat(40_000)}`])],
    ['a million short lines', () => message(['Content-Type: text/plain'], '\n'.repeat(MIB))],
    [
      'lines that start like a delimiter',
      () => message(['Content-Type: multipart/mixed; boundary=b'], '--b \r\n-\r\n--'.repeat(150)),
    ],
    ['one line of 30 MiB in base64', () => message(['Content-Transfer-Encoding: base64'], 'QUJD'.repeat(8 * MIB))],
    [
      'an MDN of endless fields',
      () =>
        message(
          ['Content-Type: message/disposition-notification'],
          `Disposition: ${'automatic-action/'.repeat(200_000)}`,
        ),
    ],
    ['a text full of digits', () => message(['Subject: [KO Intégration système !][902] x'], '902-'.repeat(MIB))],
  ])(
    '%s',
    async (_name, make) => {
      expect(await outcome(make())).toBe('read');
    },
    20_000,
  );

  test('a subject of spaces is taken apart at once', () => {
    expect(readSubject(`XDM/1.0/DDM+a${' '.repeat(MIB)}b`).document).toBe(true);
  });

  test('a file of white space is no mail, said at once', () => {
    expect(mailFile.recognises(Buffer.alloc(8 * MIB, ' '), 'vide.eml')).toBe(false);
    expect(mailFile.recognises(Buffer.alloc(8 * MIB, 'From \n'), 'mbox.eml')).toBe(false);
  });
});

describe('a broken mail is read as far as it can be, and what is wrong is told', () => {
  const oddities = async (raw: Buffer): Promise<string[]> => (await readMail(raw)).oddities.map(({ code }) => code);
  const GOOD = ['Date: Tue, 02 Sep 2025 12:00:01 +0200', 'From: a@b.fr', 'Message-ID: <1@b.fr>'];

  test.each<[string, Buffer, string]>([
    [
      'base64 with foreign characters',
      message([...GOOD, 'Content-Transfer-Encoding: base64'], 'QUJD*%%*'),
      'base64-invalid',
    ],
    ['base64 cut short', message([...GOOD, 'Content-Transfer-Encoding: base64'], 'QUJDR'), 'base64-invalid'],
    [
      'a multipart without its end',
      message([...GOOD, 'Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\nx'),
      'boundary-not-closed',
    ],
    ['an unknown charset', message([...GOOD, 'Content-Type: text/plain; charset=klingon']), 'charset-unknown'],
    ['two senders', message([...GOOD, 'From: c@d.fr']), 'header-repeated'],
    ['no date', message(GOOD.slice(1)), 'header-missing'],
    ['a date that is none', message(['Date: hier', ...GOOD.slice(1)]), 'date-invalid'],
    ['an identifier without brackets', message([...GOOD.slice(0, 2), 'Message-ID: 1@b.fr']), 'message-id-invalid'],
    ['Latin-1 in a header', message([...GOOD, 'Subject: é']), 'header-not-utf8'],
    ['a line that is no header', message([...GOOD, 'ceci n’est rien']), 'header-line-broken'],
    ['bare line feeds', Buffer.from([...GOOD, '', 'x'].join('\n')), 'bare-line-feed'],
    ['a header over 998 characters', message([...GOOD, `X-Essai: ${'x'.repeat(1000)}`]), 'header-line-too-long'],
    [
      'encoded words on one long line',
      message([...GOOD, `Subject: =?utf-8?q?${'a'.repeat(70)}?=`]),
      'encoded-word-line-too-long',
    ],
  ])('%s', async (_name, raw, code) => {
    expect(await oddities(raw)).toContain(code);
  });

  test('random bytes never throw anything but a BancError', async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647);
    for (let round = 0; round < 60; round += 1) {
      const junk = Buffer.from(Array.from({ length: 400 }, () => random() % 256));
      const raw = Buffer.concat([message([...GOOD, 'Content-Type: multipart/report; boundary=b'], '--b\r\n'), junk]);
      expect(['read', 'BANC_MIME_INVALID', 'BANC_LIMIT']).toContain(await outcome(raw));
    }
  });

  test('every prefix of a mail is read or refused, never worse', async () => {
    const whole = message(
      [...GOOD, 'Subject: =?utf-8?q?=C3=A9?=', 'Content-Type: multipart/mixed; boundary="b"'],
      '--b\r\nContent-Type: application/zip; name="IHE_XDM.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--b--\r\n',
    );
    for (let length = 0; length < whole.length; length += 7) {
      expect(['read', 'BANC_MIME_INVALID']).toContain(await outcome(whole.subarray(0, length)));
    }
  });
});
