import { describe, expect, test } from 'vitest';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { mail } from './mail-fixtures.js';

describe('a mail built is read back the same', () => {
  test('subject, label, file names and content come back as given', async () => {
    const { subject, from, attachments, texts, oddities } = await readMail(await mail());
    expect(subject).toBe('XDM/1.0/DDM+CR d’imagerie médicale ESSAI-ÉTOILE Zoé 26/01/1999');
    expect(from).toEqual([{ name: 'Service de radiologie générale', address: 'pfi@ch-un.mssante.fr' }]);
    expect(attachments.map(({ filename }) => filename)).toEqual([
      'IHE_XDM.zip',
      '20260203_CR d’imagerie médicale_ESSAI-ÉTOILE_Zoé.pdf',
    ]);
    expect(attachments[0]?.content.toString('latin1')).toBe('PK\x05\x06 archive');
    expect(texts).toEqual([
      { contentType: 'text/plain', charset: 'utf-8', text: 'Bonjour,\nVoici un compte rendu.\n' },
    ]);
    expect(oddities).toEqual([]);
  });

  test('the underscores of a personal label stay underscores, in both encodings of RFC 2047', async () => {
    for (const headerEncoding of ['Q', 'B'] as const) {
      const from = { name: 'Dr_Zoé_ESSAI-ÉTOILE_Cardiologie générale', address: 'zoe@ch-un.mssante.fr' };
      const raw = await mail({ from, headerEncoding });
      expect((await readMail(raw)).from).toEqual([from]);
      if (headerEncoding === 'Q') expect(raw.toString()).toContain('Dr=5FZo=C3=A9=5F');
    }
  });

  test('X-MSS headers keep their capitals and stand once', async () => {
    const { headers } = await readMail(await mail());
    const names = headers.map(({ raw }) => raw.slice(0, raw.indexOf(':')));
    expect(names.filter((name) => name.startsWith('X-'))).toEqual(['X-MSS-NIL', 'X-MSS-CODECDA', 'X-MSS-INS']);
  });
});

describe('what goes on the wire', () => {
  test('the same draft gives the same bytes', async () => {
    expect((await mail()).equals(await mail())).toBe(true);
  });

  test('no header line is over 76 characters, even for a very long subject', async () => {
    const raw = await mail({ subject: `XDM/1.0/DDM+${'Synthèse médicale '.repeat(20)}ESSAI Zoé` });
    const [head = ''] = raw.toString('latin1').split('\r\n\r\n');
    expect(head.split('\r\n').filter((line) => line.length > 76)).toEqual([]);
    expect(/^[\x00-\x7f]*$/.test(head)).toBe(true);
  });

  test('a file name goes by RFC 2231, not by encoded words', async () => {
    const raw = (await mail()).toString('latin1');
    expect(raw).toContain("filename*0*=utf-8''20260203_CR");
    expect(raw).toContain('filename=IHE_XDM.zip');
    expect(raw).not.toMatch(/name="?=\?/);
  });

  test('a file name with quotes and line feeds cannot add a header', async () => {
    const filename = 'a"\r\nX-MSS-NIL: DEV0\r\n.pdf';
    const attachments = [{ filename, contentType: 'application/pdf', content: Buffer.from('x') }];
    const read = await readMail(await mail({ attachments }));
    expect(read.attachments).toHaveLength(1);
    expect(read.body.children[1]?.headers.map(({ name }) => name)).not.toContain('x-mss-nil');
  });

  test('lines end with CRLF only', async () => {
    const raw = (await mail({ text: 'un\ndeux\r\ntrois' })).toString('latin1');
    expect(raw).not.toMatch(/[^\r]\n|\r(?!\n)/);
  });
});

describe('the body', () => {
  test('is plain text alone without attachments', async () => {
    const { body } = await readMail(await mail({ attachments: [] }));
    expect(body.contentType).toBe('text/plain');
  });

  test('is plain text, then HTML, inside the multipart/mixed', async () => {
    const { body } = await readMail(await mail({ html: '<p>Bonjour</p>' }));
    expect(body.children[0]?.contentType).toBe('multipart/alternative');
    expect(body.children[0]?.children.map(({ contentType }) => contentType)).toEqual(['text/plain', 'text/html']);
  });

  test('may be a reply: In-Reply-To and References', async () => {
    const read = await readMail(await mail({ inReplyTo: '<0@x>', references: ['<a@x>', '<0@x>'] }));
    expect([read.inReplyTo, read.references]).toEqual([['<0@x>'], ['<a@x>', '<0@x>']]);
  });
});
