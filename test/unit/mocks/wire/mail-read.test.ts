import { describe, expect, test } from 'vitest';
import { headerValues } from '../../../../mocks/wire/mail-headers.js';
import { leavesOf, readMail } from '../../../../mocks/wire/mail-read.js';
import { changed, mail } from './mail-fixtures.js';
import { becauseOfMssante, mssanteSample, NO_MSSANTE_SAMPLES } from './mssante-samples.js';

/** A message of these lines. */
function message(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}

describe('headers are told as they were written', () => {
  test('a folded header is unfolded, and kept as it was', async () => {
    const read = await readMail(message('From: a@b.fr', 'X-Essai: un', '\tdeux', ' trois', '', 'x'));
    expect(headerValues(read, 'X-ESSAI')).toEqual(['un\tdeux trois']);
    expect(read.headers[1]?.raw).toBe('X-Essai: un\r\n\tdeux\r\n trois');
  });

  test('a missing date is not invented, nor are the brackets of an identifier', async () => {
    const read = await readMail(message('From: a@b.fr', 'Date: hier', 'Message-ID: sans-crochets', '', 'x'));
    expect(read.date).toBeUndefined();
    expect(read.messageId).toBe('sans-crochets');
  });

  test('a raw UTF-8 subject is read, and told', async () => {
    const read = await readMail(message('From: a@b.fr', 'Subject: XDM/1.0/DDM+Échographie', '', 'x'));
    expect(read.subject).toBe('XDM/1.0/DDM+Échographie');
    expect(read.oddities).toContainEqual({ code: 'header-8bit', where: 'subject' });
  });

  test('a label whose underscores were written as they are in Q encoding loses them', async () => {
    const read = await readMail(message('From: =?utf-8?q?Dr_Zo=C3=A9_ESSAI?= <a@b.fr>', '', 'x'));
    expect(read.from[0]?.name).toBe('Dr Zoé ESSAI');
  });

  test('every address of To and Cc is told, groups flattened', async () => {
    const read = await readMail(
      message('To: a@b.fr, Équipe: c@d.fr, e@f.fr;', 'To: g@h.fr', 'Cc: Zoé <i@j.fr>', '', 'x'),
    );
    expect(read.to.map(({ address }) => address)).toEqual(['a@b.fr', 'c@d.fr', 'e@f.fr', 'g@h.fr']);
    expect(read.cc).toEqual([{ name: 'Zoé', address: 'i@j.fr' }]);
  });

  test('who a receipt goes to', async () => {
    const read = await readMail(
      message('Disposition-Notification-To: Moi <a@b.fr>', 'Return-Receipt-To: <c@d.fr>', '', ''),
    );
    expect(read.dispositionNotificationTo).toEqual([{ name: 'Moi', address: 'a@b.fr' }]);
    expect(read.returnReceiptTo).toEqual([{ name: '', address: 'c@d.fr' }]);
  });
});

describe('parts', () => {
  test('the tree says type, charset, encoding, disposition and name of each', async () => {
    const { body } = await readMail(await mail({ html: '<p>é</p>' }));
    expect(
      leavesOf(body).map(({ contentType, charset, encoding, disposition }) => [
        contentType,
        charset,
        encoding,
        disposition,
      ]),
    ).toEqual([
      ['text/plain', 'utf-8', '7bit', undefined],
      ['text/html', 'utf-8', 'quoted-printable', undefined],
      ['application/zip', undefined, 'base64', 'attachment'],
      ['application/pdf', undefined, 'base64', 'attachment'],
    ]);
  });

  test('a charset other than UTF-8 is decoded, and named', async () => {
    const raw = Buffer.concat([
      message('From: a@b.fr', 'Content-Type: text/plain; charset=iso-8859-1', '', ''),
      Buffer.from([0xe9]),
    ]);
    expect((await readMail(raw)).texts).toEqual([{ contentType: 'text/plain', charset: 'iso-8859-1', text: 'é' }]);
  });

  test.each(['attachment', 'inline', undefined])(
    'a message inside stays whole, disposition %s',
    async (disposition) => {
      const inner = await mail();
      const outer = [
        'From: a@b.fr',
        'Content-Type: multipart/mixed; boundary=dehors',
        '',
        '--dehors',
        'Content-Type: message/rfc822',
        ...(disposition === undefined ? [] : [`Content-Disposition: ${disposition}`]),
        '',
        inner.toString('latin1'),
        '--dehors--',
        '',
      ];
      const read = await readMail(Buffer.from(outer.join('\r\n'), 'latin1'));
      expect(read.attachments.map(({ contentType }) => contentType)).toEqual(['message/rfc822']);
      expect((await readMail(read.attachments[0]?.content ?? Buffer.alloc(0))).attachments).toHaveLength(2);
    },
  );

  test('a delimiter ended by a long dash is understood, and told', async () => {
    const raw = changed(await mail(), (text) =>
      text.replaceAll(/(\r\n--_banc-fixe-Part_1)\r\n/g, '$1\xe2\x80\x94\r\n'),
    );
    const read = await readMail(raw);
    expect(read.attachments.map(({ filename }) => filename)).toEqual([
      'IHE_XDM.zip',
      '20260203_CR d’imagerie médicale_ESSAI-ÉTOILE_Zoé.pdf',
    ]);
    expect(read.oddities.map(({ code }) => code)).toEqual(['boundary-dash']);
    expect(read.raw).toBe(raw);
  });

  test('a closing delimiter that a typesetter turned into one long dash still closes', async () => {
    const raw = changed(await mail(), (text) => text.replace('--_banc-fixe-Part_1--', '--_banc-fixe-Part_1\x97'));
    expect((await readMail(raw)).attachments[1]?.content.toString()).toBe('%PDF-1.4 pas un vrai');
  });
});

describe.skipIf(NO_MSSANTE_SAMPLES)(becauseOfMssante('the sample mails are read without a remark'), () => {
  test.each(['01-standard', '02-replacement', '03-deletion', '04-to-patient-fin'])('%s', async (name) => {
    const read = await readMail(mssanteSample(`${name}.eml`));
    expect(read.oddities).toEqual([]);
    expect(read.subject).toMatch(/^XDM\/1\.0\/DDM\+.* MARTEAU Alix 12\/05\/1984$/);
    expect(read.attachments.map(({ contentType }) => contentType)).toEqual(['application/zip', 'application/pdf']);
    expect(read.attachments[0]?.content.subarray(0, 2).toString()).toBe('PK');
  });
});
