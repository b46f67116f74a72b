import MailComposer from 'nodemailer/lib/mail-composer';

/** Mails of every shape an IMAP server has to describe: built by nodemailer, and some no composer would write. */
export async function mailsOfAllShapes(): Promise<{ name: string; raw: Buffer }[]> {
  const date = new Date('2026-11-21T09:00:00Z');
  const common = { date, from: '"Dr. Alex" <alex@banc-essai.mssante.fr>', to: 'cardiologie@banc-essai.mssante.fr' };
  const build = (name: string, mail: object) =>
    new MailComposer({ ...common, subject: name, messageId: `<${name}@test.mssante.fr>`, ...mail }).compile().build();
  const inner = await build('inner', { text: 'Message joint', attachments: [{ filename: 'a.txt', content: 'a' }] });
  const composed: Record<string, object> = {
    plain: { text: 'Bonjour\r\nà tous' },
    alternative: {
      text: 'Bonjour',
      html: '<p>Bonjour</p>',
      cc: 'a@x.fr, "Ç, D" <b@x.fr>',
      bcc: 'secret@x.fr',
      replyTo: 'r@x.fr',
    },
    xdm: {
      subject: 'XDM/1.0/DDM+CR de consultation ESSAI Élodie 01/02/1980',
      text: 'Document joint',
      headers: { 'X-MSS-INS': '280010203040506', 'In-Reply-To': '<zero@x.fr>' },
      attachments: [
        { filename: 'IHE_XDM.zip', content: Buffer.alloc(5000, 7), contentType: 'application/zip' },
        {
          filename: 'resume.pdf',
          content: '%PDF-1.4',
          contentType: 'application/pdf',
        },
      ],
    },
    embedded: {
      text: 'Voir le message',
      attachments: [{ contentType: 'message/rfc822', content: inner, contentTransferEncoding: '7bit' }],
    },
    related: {
      html: '<img src="cid:i@x">',
      attachments: [{ cid: 'i@x', filename: 'i.png', content: Buffer.alloc(300, 1) }],
    },
    group: { to: 'Équipe: a@x.fr, b@x.fr;' },
    nobody: { text: '' },
  };
  const mails = await Promise.all(
    Object.entries(composed).map(async ([name, mail]) => ({ name, raw: await build(name, mail) })),
  );
  return [
    ...mails,
    ...Object.entries(WRITTEN).map(([name, lines]) => ({ name, raw: Buffer.from(lines.join('\r\n'), 'latin1') })),
  ];
}

const WRITTEN: Record<string, string[]> = {
  'no content type': ['Subject: simple', '', 'one', 'two', ''],
  'no body': ['Subject: headers only', 'From: x@y.fr', '', ''],
  'no line end': ['Subject: cut', '', 'no line end'],
  'folded fields': [
    'Subject: a long',
    '  subject on',
    '\tthree lines',
    'From: x@y.fr (comment), "a b" <c@d.fr>',
    '',
    'x',
    '',
  ],
  'missing domain': ['From: nobody', 'To: a@b.fr,', ' c@d.fr', 'Sender: s@b.fr', '', 'x', ''],
  report: [
    'From: mdn@x.fr',
    'Subject: =?utf-8?Q?Accus=C3=A9?=',
    'Content-Type: multipart/report; report-type=disposition-notification;',
    ' boundary="=_b"',
    '',
    'preamble',
    '--=_b',
    'Content-Type: text/plain; charset="utf-8"; format=flowed',
    'Content-Transfer-Encoding: 8bit',
    'Content-Language: fr, en',
    '',
    'lu',
    '--=_b',
    'Content-Type: message/disposition-notification',
    '',
    'Final-Recipient: rfc822;a@b.fr',
    'Disposition: manual-action/MDN-sent-manually; displayed',
    '',
    '--=_b',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="original.eml"; size=12',
    'Content-Description: The original',
    'Content-ID: <id@x>',
    'Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==',
    'Content-Location: http://x/y',
    '',
    'From: a@b.fr',
    'Subject: original',
    'Message-ID: <o@b.fr>',
    'Content-Type: multipart/mixed; boundary=in',
    '',
    '--in',
    '',
    'first',
    '--in',
    'Content-Type: application/octet-stream; name="x \\"y\\".bin"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAAA',
    '--in--',
    '',
    '--=_b--',
    'epilogue',
    '',
  ],
  'never closed': [
    'Content-Type: multipart/mixed; boundary=z',
    '',
    '--z',
    '',
    'a',
    '--z',
    'Content-Type: text/html',
    '',
    '<p>',
    '',
  ],
  digest: ['Content-Type: multipart/digest; boundary=z', '', '--z', '', 'Subject: in digest', '', 'a', '--z--', ''],
};
