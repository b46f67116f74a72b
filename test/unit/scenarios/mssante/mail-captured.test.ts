import { describe, expect, test } from 'vitest';
import { buildMdn } from '../../../../mocks/wire/mdn.js';
import { cdaFile } from '../../../../scenarios/cda/index.js';
import { soapFile } from '../../../../scenarios/dmp/captured-soap.js';
import { traceCsvFile } from '../../../../scenarios/dmp/captured-traces.js';
import { mailFile } from '../../../../scenarios/mssante/captured-mail.js';
import { xdmFile } from '../../../../scenarios/mssante/captured-xdm.js';
import { decodeMail } from '../../../../scenarios/mssante/decode-mail.js';
import { becauseOfMssante, mssanteSample, NO_MSSANTE_SAMPLES } from '../../mocks/wire/mssante-samples.js';
import { APP, documentMail, RECIPIENT } from './mail-fixtures.js';
import { troubles } from './xdm-findings.js';

const OTHERS = [cdaFile, soapFile, traceCsvFile, xdmFile];
const NO_CONTEXT = { settings: {} };

/** What `banc check` has to say against a file. */
async function against(raw: Buffer, settings: Record<string, unknown> = {}): Promise<Record<string, string>> {
  return troubles(await mailFile.judge(raw, { settings }));
}

describe('a source SMTP given to banc check', () => {
  test('is recognised, by this kind alone', async () => {
    const raw = await documentMail();
    expect(mailFile.recognises(raw, 'message.eml')).toBe(true);
    expect(OTHERS.filter((kind) => kind.recognises(raw, 'message.eml'))).toEqual([]);
  });

  test.each([
    ['an XML document', '<ClinicalDocument/>'],
    ['an HTTP message', 'POST /x HTTP/1.1\r\nFrom: a@b.fr\r\n\r\n'],
    ['a CSV', 'From;To\r\na;b'],
    ['a text that quotes headers', 'Bonjour,\r\nFrom: a@b.fr\r\nTo: c@d.fr\r\n'],
  ])('%s is not one', (_name, text) => {
    expect(mailFile.recognises(Buffer.from(text), 'x')).toBe(false);
  });

  test('a conform one passes: message, archive and document', async () => {
    const findings = await mailFile.judge(await documentMail(), NO_CONTEXT);
    expect(troubles(findings)).toEqual({});
    const ids = findings.map(({ check }) => check.id);
    expect(ids).toEqual(
      expect.arrayContaining(['mss.mail.subject', 'mss.mail.pdf', 'mss.xdm.coherence', 'mss.xdm.document']),
    );
  });

  test.each<[string, (text: string) => string]>([
    ['saved with bare line feeds', (text) => text.replaceAll('\r\n', '\n')],
    ['out of an mbox', (text) => `From pfi@x Tue Feb  3 08:15:30 2026\r\n${text}`],
    ['with a byte order mark and empty lines before', (text) => `\xef\xbb\xbf\r\n\r\n${text}`],
  ])('passes too when %s', async (_name, change) => {
    const raw = Buffer.from(change((await documentMail()).toString('latin1')), 'latin1');
    expect(mailFile.recognises(raw, 'x.eml')).toBe(true);
    expect(await against(raw)).toEqual({});
  });

  test('the product number of the configuration is compared', async () => {
    const found = await against(await documentMail(), { mssanteNumber: 'DEV990002' });
    expect(Object.keys(found)).toEqual(['mss.mail.x-mss-nil']);
  });

  test('an archive that cannot be read is told, not thrown', async () => {
    const raw = await documentMail([{}], (draft) => ({
      ...draft,
      attachments: (draft.attachments ?? []).map((one) =>
        one.contentType === 'application/zip' ? { ...one, content: Buffer.from('PK\x03\x04') } : one,
      ),
    }));
    const found = await against(raw);
    expect(found['mss.xdm.layout']).toMatch(/^fail: unreadable archive/);
    expect(found['mss.mail.attachments']).toMatch(/^fail: unreadable archive/);
  });

  test('a return is judged as one, with the message it brings back', async () => {
    const original = await documentMail();
    const raw = await buildMdn({
      original,
      from: RECIPIENT,
      failure: { code: '902', label: 'Inconnu', variant: 'V3' },
    });
    const findings = await mailFile.judge(raw, NO_CONTEXT);
    expect(findings.map(({ check }) => check.id)).toEqual(['mss.mail.form', 'mss.return.mdn']);
    expect(troubles(findings)).toEqual({});
    const misled = await buildMdn({ original, from: RECIPIENT, to: 'autre@banc-essai.mssante.fr' });
    expect((await against(misled))['mss.return.mdn']).toMatch(/^fail: to autre@/);
  });
});

describe('the report shows a mail', () => {
  test('with decoded headers, its parts, its text and the documents of its archive', async () => {
    const shown = (await decodeMail('message/rfc822', await documentMail())) ?? '';
    expect(shown).toContain('From: Plateforme d’intermédiation <' + APP + '>');
    expect(shown).toContain('Subject: XDM/1.0/DDM+Lettre de liaison ESSAI-UN CAMILLE 26/01/1999');
    expect(shown).toContain('X-MSS-NIL: DEV990001');
    expect(shown).toContain('    Message généré automatiquement.');
    expect(shown).toContain('DOC0001.XML · 11490-0 · Lettre de liaison · v1');
  });

  test('that is an MDN with its fields and the message it answers', async () => {
    const shown = await decodeMail(
      'message/rfc822',
      await buildMdn({ original: await documentMail(), from: RECIPIENT }),
    );
    expect(shown).toContain('    Disposition: automatic-action/MDN-sent-automatically; processed');
    expect(shown).toContain('    Message-ID: <1@banc-essai.mssante.fr>');
  });

  test('as it came when it cannot be read, and leaves other bodies alone', async () => {
    expect(await decodeMail('message/rfc822', Buffer.alloc(0))).toBe('');
    expect(await decodeMail('text/xml', Buffer.from('<a/>'))).toBeUndefined();
  });
});

describe.skipIf(NO_MSSANTE_SAMPLES)(becauseOfMssante('the sample mails, whose PDFs are no PDF/A'), () => {
  test.each(['01-standard', '02-replacement', '03-deletion', '04-to-patient-fin'])(
    '%s: nothing else is wrong',
    async (name) => {
      expect(Object.keys(await against(mssanteSample(`${name}.eml`)))).toEqual(['mss.mail.pdf', 'mss.xdm.document']);
    },
  );

  test.each([
    '10-mdn-success',
    '11-mdn-failure-v1.1.2',
    '12-mdn-failure-rfc8098',
    '13-error-mail-local-bal',
    '14-mdn-failure-draft',
    '20-dsn-success',
    '21-dsn-failure',
  ])('%s: nothing to say', async (name) => {
    expect(await against(mssanteSample(`${name}.eml`))).toEqual({});
  });
});
