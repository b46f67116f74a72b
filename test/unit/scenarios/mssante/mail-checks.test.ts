import { describe, expect, test } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import type { MailDraft } from '../../../../mocks/wire/mail-build.js';
import { documentSetId, documentUid } from '../../../../fixtures/documents/document-uid.js';
import {
  checkMailAttachments,
  checkMailPdf,
  checkMailSubject,
  checkOnePatient,
} from '../../../../scenarios/mssante/checks/mail-documents.js';
import {
  checkMailBody,
  checkMailForm,
  checkMailSize,
  checkMessageId,
  checkReceiptRequest,
  checkReplyThread,
} from '../../../../scenarios/mssante/checks/mail-form.js';
import {
  checkMssCodeCda,
  checkMssIns,
  checkMssMes,
  checkMssNil,
} from '../../../../scenarios/mssante/checks/mail-indicators.js';
import {
  checkMailSender,
  checkPatientAddress,
  checkReplyTo,
} from '../../../../scenarios/mssante/checks/mail-people.js';
import { checkMail } from '../../../../scenarios/mssante/checks/mail-rules.js';
import { APP, RECIPIENT, REPLY, said, sentMail } from './mail-fixtures.js';
import { troubles } from './xdm-findings.js';

const CAMILLE = patient('camille').ins;
const SECOND = { uid: documentUid('v2'), setId: documentSetId('d2'), title: 'Autre lettre' };
const OTHER_PATIENT = { ...SECOND, patient: patient('dd05-version') };

const set =
  (changes: Partial<MailDraft>) =>
  (draft: MailDraft): MailDraft => ({ ...draft, ...changes });
const attachments =
  (change: (list: NonNullable<MailDraft['attachments']>) => MailDraft['attachments']) =>
  (draft: MailDraft): MailDraft => ({ ...draft, attachments: change(draft.attachments ?? []) ?? [] });

describe('a conform mail passes every check', () => {
  const facts = {
    mailboxType: 'APP',
    authenticated: APP,
    envelopeFrom: APP,
    replyAddress: REPLY,
    nil: 'DEV990001',
  } as const;

  test.each<[string, Parameters<typeof sentMail>[0]]>([
    ['with one document', [{}]],
    ['with two documents of one patient', [{}, SECOND]],
  ])('%s', async (_name, documents) => {
    const sent = await sentMail(documents);
    expect(troubles(checkMail(sent, { ...facts, receipts: { read: true, delivery: false } }))).toEqual({});
  });

  test('to a patient, without an answer wanted', async () => {
    const to = [`${CAMILLE}@patient.mssante.fr`];
    const sent = await sentMail([{}], (draft) => ({ ...draft, to, mss: { ...draft.mss, MES: 'FIN' } }));
    const findings = checkMail(sent, { ...facts, endOfConversation: true });
    expect(troubles(findings)).toEqual({});
    expect(findings.map(({ check }) => check.id)).toContain('mss.mail.patient-address');
  });

  test('an ordinary message is not asked for documents', async () => {
    const sent = await sentMail([{}], (draft) => ({
      ...draft,
      subject: 'Bonjour',
      attachments: [],
      mss: { NIL: 'DEV990001' },
    }));
    expect(troubles(checkMail(sent, facts))).toEqual({});
  });
});

describe('the subject', () => {
  test.each<[string, string, RegExp]>([
    ['without the prefix', 'Lettre ESSAI-UN CAMILLE', /^fail.*out of form/],
    ['with a space after the plus', 'XDM/1.0/DDM+ Lettre ESSAI-UN CAMILLE', /^fail/],
    ['of somebody else', 'XDM/1.0/DDM+Lettre AUTRE CAMILLE', /^warning.*does not name the patient/],
    ['with another birth date', 'XDM/1.0/DDM+Lettre ESSAI-UN CAMILLE 27/01/1999', /^warning/],
    ['with another given name of the patient', 'XDM/1.0/DDM+Lettre ESSAI-UN SACHA', /^warning: used name/],
    ['with the mention of a replacement', 'XDM/1.0/DDM+Lettre ESSAI-UN CAMILLE [Annule et remplace]', /^warning/],
    ['without the birth date', 'XDM/1.0/DDM+Lettre ESSAI-UN CAMILLE', /^pass$/],
  ])('%s', async (_name, subject, verdict) => {
    expect(said(checkMailSubject(await sentMail([{}], set({ subject }))))).toMatch(verdict);
  });
});

describe('attachments', () => {
  const check = async (change: (draft: MailDraft) => MailDraft, documents = [{}]): Promise<string> =>
    said(checkMailAttachments(await sentMail(documents, change)));

  test.each<[string, (draft: MailDraft) => MailDraft, RegExp]>([
    ['no archive', attachments((list) => list.slice(1)), /^fail: no ZIP archive/],
    ['two archives', attachments((list) => [...list.slice(0, 1), ...list]), /^warning: 2 ZIP archives/],
    [
      'another name',
      attachments(([zip, ...rest]) => (zip ? [{ ...zip, filename: 'archive.zip' }, ...rest] : [])),
      /archive named archive.zip/,
    ],
    [
      'capitals',
      attachments(([zip, ...rest]) => (zip ? [{ ...zip, filename: 'IHE_XDM.ZIP' }, ...rest] : [])),
      /^pass$/,
    ],
    [
      'another type',
      attachments(([zip, ...rest]) => (zip ? [{ ...zip, contentType: 'application/octet-stream' }, ...rest] : [])),
      /^fail: archive as application\/octet-stream/,
    ],
    [
      'an archive that is none',
      attachments(([zip, ...rest]) => (zip ? [{ ...zip, content: Buffer.from('PK\x03\x04') }, ...rest] : [])),
      /^fail: unreadable archive/,
    ],
    ['no PDF', attachments((list) => list.slice(0, 1)), /^fail: 0 PDF for 1 document/],
    ['a PDF too many', attachments((list) => [...list, ...list.slice(1)]), /^fail: 2 PDF for 1 document/],
    [
      'a PDF of another name',
      attachments(([zip, pdf]) => (zip && pdf ? [zip, { ...pdf, filename: 'document.pdf' }] : [])),
      /^warning: PDF named "document.pdf"/,
    ],
  ])('%s', async (_name, change, verdict) => {
    expect(await check(change)).toMatch(verdict);
  });
});

describe('PDFs', () => {
  test('that differ by one byte from the N1 document are told', async () => {
    const sent = await sentMail(
      [{}],
      attachments(([zip, pdf]) => {
        if (!zip || !pdf) return [];
        return [zip, { ...pdf, content: Buffer.concat([pdf.content, Buffer.from('\n')]) }];
      }),
    );
    expect(said(checkMailPdf(sent))).toMatch(/^fail: no PDF identical to the content of "Lettre de liaison"/);
  });

  test('that are no PDF/A-1 are told', async () => {
    const plain = Buffer.from('%PDF-1.7\n');
    const sent = await sentMail(
      [{}],
      attachments(([zip, pdf]) => (zip && pdf ? [zip, { ...pdf, content: plain }] : [])),
    );
    expect(said(checkMailPdf(sent))).toMatch(/^fail: .*pdfaid/);
  });

  test('of two N1 documents may come in any order', async () => {
    const swapped = attachments(([zip, one, two]) => (zip && one && two ? [zip, two, one] : []));
    expect(said(checkMailPdf(await sentMail([{}, SECOND], swapped)))).toBe('pass');
  });
});

test('two patients in one mail are told', async () => {
  expect(said(checkOnePatient(await sentMail([{}, OTHER_PATIENT])))).toMatch(/^fail: 2 patients/);
});

describe('indicators', () => {
  const mss =
    (change: NonNullable<MailDraft['mss']>) =>
    (draft: MailDraft): MailDraft => ({ ...draft, mss: { ...draft.mss, ...change } });
  const without = (name: string) => (raw: string) => raw.replace(new RegExp(`^${name}: .*\r\n`, 'm'), '');

  test('X-MSS-NIL is there once, and the number declared', async () => {
    expect(said(checkMssNil(await sentMail([{}], undefined, without('X-MSS-NIL'))))).toMatch(/^fail: \(absent\)/);
    expect(said(checkMssNil(await sentMail([{}], undefined, (raw) => `X-MSS-NIL: DEV1\r\n${raw}`)))).toMatch(
      /^fail: present 2 times/,
    );
    expect(said(checkMssNil(await sentMail(), 'DEV990002'))).toMatch(/^fail: DEV990001 instead of DEV990002/);
    expect(
      said(checkMssNil(await sentMail([{}], undefined, (raw) => raw.replace('X-MSS-NIL: DEV990001', 'X-MSS-NIL:')))),
    ).toMatch(/^fail: empty/);
  });

  test('X-MSS-CODECDA holds the codes of the documents, whatever the order', async () => {
    const two = [{}, { ...SECOND, typeCode: '34112-3' }];
    expect(said(checkMssCodeCda(await sentMail(two)))).toBe('pass');
    expect(said(checkMssCodeCda(await sentMail(two, mss({ CODECDA: '34112-3, 11490-0' }))))).toBe('pass');
    expect(said(checkMssCodeCda(await sentMail(two, mss({ CODECDA: '11490-0' }))))).toMatch(/^fail: 11490-0/);
    expect(said(checkMssCodeCda(await sentMail(two, mss({ CODECDA: '11490-0;34112-3' }))))).toMatch(/^warning/);
    expect(said(checkMssCodeCda(await sentMail([{}], undefined, without('X-MSS-CODECDA'))))).toMatch(
      /^fail: \(absent\)/,
    );
  });

  test('X-MSS-INS is O with a qualified INS, and only then', async () => {
    expect(said(checkMssIns(await sentMail([{}], mss({ INS: 'N' }))))).toMatch(/^fail: N/);
    expect(said(checkMssIns(await sentMail([{}], undefined, without('X-MSS-INS'))))).toMatch(/^fail: \(absent\)/);
  });

  test('neither stands without a document', async () => {
    const sent = await sentMail([{}], set({ attachments: [] }));
    expect(said(checkMssCodeCda(sent))).toMatch(/^fail: 11490-0/);
    expect(said(checkMssIns(sent))).toMatch(/^fail: O/);
  });

  test('X-MSS-MES is FIN, to patients, when asked for', async () => {
    const to = [`${CAMILLE}@patient.mssante.fr`];
    const toPatient = (mes?: string) => (draft: MailDraft) => ({
      ...draft,
      to,
      mss: { ...draft.mss, ...(mes === undefined ? {} : { MES: mes }) },
    });
    expect(said(checkMssMes(await sentMail([{}], toPatient('FIN')), { asked: true }))).toBe('pass');
    expect(said(checkMssMes(await sentMail([{}], toPatient('fin')), { asked: true }))).toMatch(/^fail: fin/);
    expect(said(checkMssMes(await sentMail([{}], toPatient()), { asked: true }))).toMatch(/^fail: \(absent\)/);
    expect(said(checkMssMes(await sentMail([{}], toPatient('FIN')), { asked: false }))).toMatch(/^warning/);
    expect(said(checkMssMes(await sentMail([{}], mss({ MES: 'FIN' }))))).toMatch(/^fail: to a professional/);
    expect(said(checkMssMes(await sentMail()))).toMatch(/^not-applicable/);
  });
});

describe('who sends, and to whom', () => {
  const from = (name: string) => set({ from: { name, address: APP } });

  test.each<[string, (draft: MailDraft) => MailDraft, Parameters<typeof checkMailSender>[1], RegExp]>([
    [
      'another mailbox than the authenticated one',
      (draft) => draft,
      { authenticated: REPLY },
      /^fail: .*while the authenticated mailbox is/,
    ],
    ['another envelope', (draft) => draft, { envelopeFrom: '' }, /^fail: .*the envelope sender is <>/],
    ['the same mailbox in capitals', (draft) => draft, { authenticated: APP.toUpperCase() }, /^pass$/],
    ['no label', from(''), { mailboxType: 'ORG' }, /^fail: label missing/],
    ['a personal label', from('Dr_Zoé_ESSAI_Cardiologie générale'), { mailboxType: 'PER' }, /^pass$/],
    [
      'a personal label without a name',
      from('Cardiologie'),
      { mailboxType: 'PER' },
      /^fail: label "Cardiologie" without/,
    ],
    ['a name not in capitals', from('Zoé_Essai'), { mailboxType: 'PER' }, /^warning/],
    ['underscores lost', from('Dr Zoé ESSAI'), { mailboxType: 'PER' }, /^fail: .*separator "_" lost/],
    ['another label than the mailbox’s', from('Chirurgie'), { mailboxType: 'ORG', label: 'Cardiologie' }, /^fail/],
  ])('%s', async (_name, change, facts, verdict) => {
    expect(said(checkMailSender(await sentMail([{}], change), facts))).toMatch(verdict);
  });

  test.each<[string, (draft: MailDraft) => MailDraft, RegExp]>([
    ['no Reply-To', ({ replyTo: _gone, ...draft }) => draft, /^fail: 0 reply/],
    ['a reply to the application', set({ replyTo: APP }), /^fail: reply to the application mailbox/],
    ['a body without the mention', set({ text: `Bonjour\nÉcrivez à ${REPLY}` }), /^fail: automatic mention missing/],
    [
      'a body that ends without the address',
      set({ text: `${REPLY}\n${'\nBonjour'.repeat(9)}` }),
      /^fail: end of the body without/,
    ],
  ])('from an application: %s', async (_name, change, verdict) => {
    const sent = await sentMail([{}], change);
    expect(said(checkReplyTo(sent, { mailboxType: 'APP' }))).toMatch(verdict);
    expect(said(checkReplyTo(sent, { mailboxType: 'ORG' }))).toMatch(/^not-applicable/);
  });

  test('a patient is addressed by the INS of the document', async () => {
    const to = (address: string) => set({ to: [`${address}@patient.mssante.fr`] });
    const other = `${CAMILLE.slice(0, 12)}0${CAMILLE.slice(13)}`;
    expect(said(checkPatientAddress(await sentMail([{}], to(other))))).toMatch(/^fail: .* instead of/);
    expect(
      said(checkPatientAddress(await sentMail([{}], (draft) => ({ ...to('123')(draft), attachments: [] })))),
    ).toMatch(/^fail: 123 is no INS/);
    const wrongKey = `${CAMILLE.slice(0, 13)}${CAMILLE.endsWith('01') ? '02' : '01'}`;
    expect(
      said(checkPatientAddress(await sentMail([{}], (draft) => ({ ...to(wrongKey)(draft), attachments: [] })))),
    ).toMatch(/^warning: .*wrong key/);
    expect(said(checkPatientAddress(await sentMail()))).toMatch(/^not-applicable/);
  });
});

describe('form', () => {
  test('Message-ID is one, well formed, never used before', async () => {
    expect(said(checkMessageId(await sentMail(), ['<1@banc-essai.mssante.fr>']))).toMatch(/^fail: already used/);
    expect(said(checkMessageId(await sentMail([{}], set({ messageId: '<sans-domaine>' }))))).toMatch(
      /^fail: malformed/,
    );
    expect(
      said(checkMessageId(await sentMail([{}], undefined, (raw) => raw.replace(/^Message-ID: .*\r\n/m, '')))),
    ).toMatch(/^fail: present 0 times/);
  });

  test.each<[string, (draft: MailDraft) => MailDraft, (raw: string) => string, RegExp]>([
    ['plain then HTML', set({ html: '<p>é</p>' }), (raw) => raw, /^pass$/],
    [
      'HTML alone',
      (draft) => draft,
      (raw) => raw.replace('text/plain; charset=utf-8', 'text/html; charset=utf-8'),
      /^fail: body in text\/html/,
    ],
    [
      'HTML before plain',
      set({ html: '<p>é</p>' }),
      (raw) =>
        raw.replace('text/plain;', 'text/X;').replace('text/html;', 'text/plain;').replace('text/X;', 'text/html;'),
      /^fail: body in multipart\/alternative/,
    ],
    [
      'Latin-1',
      (draft) => draft,
      (raw) => raw.replace('charset=utf-8', 'charset=iso-8859-15'),
      /^fail: text\/plain in iso-8859-15/,
    ],
    ['no charset', (draft) => draft, (raw) => raw.replace('; charset=utf-8', ''), /^warning: text\/plain in us-ascii/],
  ])('body: %s', async (_name, change, rewrite, verdict) => {
    expect(said(checkMailBody(await sentMail([{}], change, rewrite)))).toMatch(verdict);
  });

  test('receipts are asked for as wanted', async () => {
    const sent = await sentMail();
    const silent = await sentMail([{}], ({ dispositionNotificationTo: _gone, ...draft }) => draft);
    expect(said(checkReceiptRequest(sent, { read: true }))).toBe('pass');
    expect(said(checkReceiptRequest(silent, { read: true }))).toMatch(/^fail: receipt not asked for/);
    expect(said(checkReceiptRequest(sent, { read: false }))).toMatch(/^warning/);
    expect(said(checkReceiptRequest(silent, { delivery: true }))).toMatch(/^fail/);
    expect(said(checkReceiptRequest(silent, { delivery: true, smtpNotify: ['SUCCESS,FAILURE'] }))).toBe('pass');
    expect(said(checkReceiptRequest(await sentMail([{}], set({ returnReceiptTo: APP })), { delivery: true }))).toBe(
      'pass',
    );
  });

  test('a reply names what it answers', async () => {
    const repliedTo = { messageId: '<0@x>' };
    const reply = set({ inReplyTo: '<0@x>', references: ['<a@x>', '<0@x>'] });
    expect(said(checkReplyThread(await sentMail([{}], reply), repliedTo))).toBe('pass');
    expect(said(checkReplyThread(await sentMail([{}], set({ inReplyTo: '<0@x>' })), repliedTo))).toMatch(
      /^fail: ∅ without <0@x> @ References/,
    );
    expect(said(checkReplyThread(await sentMail(), repliedTo))).toMatch(/In-Reply-To ; References$/);
  });

  test('a mail over the size announced is told', async () => {
    const sent = await sentMail();
    expect(said(checkMailSize(sent, 1000))).toMatch(/^fail: \d+ bytes/);
    expect(said(checkMailSize(sent, 0))).toBe('pass');
  });

  test('what is wrong in the message is told; what published examples do is only remarked', async () => {
    expect(said(checkMailForm(await sentMail([{}], undefined, (raw) => raw.replace(/^Date: .*\r\n/m, ''))))).toMatch(
      /^fail: mandatory header missing @ date/,
    );
    const utf8 = (raw: string): string => raw.replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: \xc3\x89t\xc3\xa9\r\n');
    expect(said(checkMailForm(await sentMail([{}], undefined, utf8)))).toMatch(
      /^warning: non-ASCII bytes in a header @ subject/,
    );
  });

  test('every recipient counts, not only the first', async () => {
    const to = [`${CAMILLE}@patient.mssante.fr`, RECIPIENT];
    const sent = await sentMail([{}], (draft) => ({ ...draft, to, mss: { ...draft.mss, MES: 'FIN' } }));
    expect(said(checkMssMes(sent))).toMatch(/^fail: to a professional/);
  });
});
