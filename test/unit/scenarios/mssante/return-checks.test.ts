import { describe, expect, test } from 'vitest';
import { buildDsn } from '../../../../mocks/wire/dsn.js';
import { buildIntegrationErrorMail } from '../../../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { buildMdn, type MdnDraft } from '../../../../mocks/wire/mdn.js';
import { checkReturnCount, type ReturnFacts } from '../../../../scenarios/mssante/checks/return-count.js';
import { checkDsn } from '../../../../scenarios/mssante/checks/return-dsn.js';
import { checkErrorMail, type ErrorMailFacts } from '../../../../scenarios/mssante/checks/return-error-mail.js';
import { checkMdn } from '../../../../scenarios/mssante/checks/return-mdn.js';
import type { MdnFacts } from '../../../../scenarios/mssante/checks/return-mdn-rules.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { APP, documentMail, RECIPIENT, said } from './mail-fixtures.js';

const FAILURE = { code: '902', label: 'Identifiant patient inconnu', variant: 'V3' } as const;
const ERRORS = 'erreurs@banc-essai.mssante.fr';

/** The mail of the fixtures, as delivered. */
async function received(): Promise<Buffer> {
  return Buffer.concat([
    Buffer.from(`Return-Path: <${APP}>\r\nOriginal-Recipient: rfc822;${RECIPIENT}\r\n`),
    await documentMail(),
  ]);
}

/** What is said of an MDN about it. */
async function judged(
  draft: Partial<MdnDraft> = {},
  facts: Omit<MdnFacts, 'original'> = {},
  rewrite: (raw: string) => string = (raw) => raw,
): Promise<string> {
  const original = await received();
  const raw = await buildMdn({ original, from: RECIPIENT, ...draft });
  const mail = await readMail(Buffer.from(rewrite(raw.toString('latin1')), 'latin1'));
  return said(checkMdn(mail, { original: await readMail(original), ...facts }));
}

describe('an MDN', () => {
  test('of success passes', async () => {
    expect(await judged({}, { outcome: 'success', finalRecipient: RECIPIENT, envelopeFrom: '' })).toBe('pass');
  });

  test.each(['V1', 'V2', 'V3'] as const)('of failure passes in form %s, and the form is told', async (variant) => {
    const failure = { ...FAILURE, variant };
    expect(await judged({ failure }, { outcome: 'failure', code: '902' })).toBe('pass');
    const original = await received();
    const mail = await readMail(await buildMdn({ original, from: RECIPIENT, failure }));
    const { received: told = '' } = checkMdn(mail, { original: await readMail(original) });
    expect(inLang(told, 'fr')).toMatch(variant === 'V1' ? /forme publiée/ : /projet 1\.1\.3/);
  });

  const field = (name: string, value: string) => (raw: string) =>
    raw.replace(new RegExp(`^${name}: .*$`, 'm'), `${name}: ${value}`);
  test.each<[string, Partial<MdnDraft>, Omit<MdnFacts, 'original'>, ((raw: string) => string) | undefined, RegExp]>([
    ['success told for a failure', {}, { outcome: 'failure' }, undefined, /^fail: success told/],
    ['failure told for a success', { failure: FAILURE }, { outcome: 'success' }, undefined, /^fail: failure told/],
    [
      'another code than the acknowledgement’s',
      { failure: FAILURE },
      { code: '904' },
      undefined,
      /^fail: code 902 instead of 904/,
    ],
    [
      'a code of no table',
      { failure: { ...FAILURE, code: '999' } },
      {},
      undefined,
      /^warning: code 999 not in the tables/,
    ],
    ['to somebody else', { to: 'autre@banc-essai.mssante.fr' }, {}, undefined, /^fail: to autre@/],
    ['another message', {}, {}, field('Original-Message-ID', '<2@x>'), /^fail: Original-Message-ID <2@x> instead of/],
    [
      'no identifier of the message',
      {},
      {},
      (raw) => raw.replace(/^Original-Message-ID: .*\r\n/m, ''),
      /^fail: Original-Message-ID missing/,
    ],
    [
      'no final recipient',
      {},
      {},
      (raw) => raw.replace(/^Final-Recipient: .*\r\n/m, ''),
      /^fail: Final-Recipient missing/,
    ],
    ['another final recipient', {}, { finalRecipient: APP }, undefined, /^warning: Final-Recipient/],
    [
      'another original recipient',
      {},
      {},
      field('Original-Recipient', 'rfc822;x@y.fr'),
      /^fail: Original-Recipient x@y.fr instead of/,
    ],
    ['a disposition that is none', {}, {}, field('Disposition', 'lu'), /^fail: Disposition field/],
    ['an envelope sender', {}, { envelopeFrom: RECIPIENT }, undefined, /^fail: envelope sender/],
    [
      'a receipt asked for a receipt',
      {},
      {},
      (raw) => `Disposition-Notification-To: a@b.fr\r\n${raw}`,
      /^fail: a receipt asks for no receipt/,
    ],
    [
      'another report type',
      {},
      {},
      (raw) => raw.replace('report-type=disposition-notification', 'report-type=autre'),
      /^fail: type other than/,
    ],
    [
      'an ordinary subject on failure',
      { failure: FAILURE },
      {},
      (raw) => raw.replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: Echec\r\n'),
      /^fail: subject without/,
    ],
    [
      'another subject on success',
      {},
      {},
      (raw) => raw.replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: Lu\r\n'),
      /^warning: subject changed/,
    ],
    [
      'the headers of the original only',
      {},
      {},
      (raw) => raw.replace('Content-Type: message/rfc822', 'Content-Type: text/rfc822-headers'),
      /^fail: original message incomplete/,
    ],
    [
      'no readable text',
      {},
      {},
      (raw) => raw.replace('Le document a =C3=A9t=C3=A9 int=C3=A9gr=C3=A9.', ''),
      /^fail: readable text missing/,
    ],
  ])('%s', async (_name, draft, facts, rewrite, verdict) => {
    expect(await judged(draft, facts, rewrite)).toMatch(verdict);
  });

  test('of a person may say its own words and return headers only', async () => {
    const own = (raw: string): string =>
      raw
        .replace('Content-Type: message/rfc822', 'Content-Type: text/rfc822-headers')
        .replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: Lu\r\n');
    expect(await judged({ manual: true }, { personal: true }, own)).toBe('pass');
  });

  test('that is an ordinary mail fails', async () => {
    const mail = await readMail(await received());
    expect(said(checkMdn(mail, { original: mail }))).toMatch(/^fail: multipart\/mixed/);
  });
});

describe('an error mail', () => {
  const judge = async (
    facts: Omit<ErrorMailFacts, 'original'>,
    rewrite: (raw: string) => string = (raw) => raw,
    older = false,
  ): Promise<string> => {
    const original = await received();
    const raw = await buildIntegrationErrorMail({
      original,
      from: APP,
      to: [ERRORS],
      code: '902',
      label: 'Inconnu',
      olderSubject: older,
    });
    const mail = await readMail(Buffer.from(rewrite(raw.toString('latin1')), 'latin1'));
    return said(checkErrorMail(mail, { original: await readMail(original), ...facts }));
  };

  test.each([false, true])('passes with either published subject', async (older) => {
    expect(await judge({ code: '902', mailboxes: [ERRORS] }, undefined, older)).toBe('pass');
  });

  test('passes in the form of an MDN', async () => {
    const original = await received();
    const mail = await readMail(await buildMdn({ original, from: RECIPIENT, to: ERRORS, failure: FAILURE }));
    expect(said(checkErrorMail(mail, { original: await readMail(original), code: '902', mailboxes: [ERRORS] }))).toBe(
      'pass',
    );
  });

  test.each<[string, Omit<ErrorMailFacts, 'original'>, ((raw: string) => string) | undefined, RegExp]>([
    ['another code', { code: '904' }, undefined, /^fail: code 902 instead of 904/],
    ['another mailbox', { mailboxes: ['dim@banc-essai.mssante.fr'] }, undefined, /^fail: not addressed to dim@/],
    [
      'a mailbox reached by the envelope',
      { mailboxes: ['dim@banc-essai.mssante.fr'], recipients: ['dim@banc-essai.mssante.fr'] },
      undefined,
      /^pass$/,
    ],
    [
      'an ordinary subject',
      {},
      (raw) => raw.replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: Echec\r\n'),
      /^warning: subject without/,
    ],
    [
      'no original message',
      {},
      (raw) => raw.replace('message/rfc822', 'application/octet-stream').replace('message_original.eml', 'x.bin'),
      /^fail: original message missing/,
    ],
    [
      'another original message',
      {},
      (raw) => raw.replaceAll('Message-ID: <1@banc', 'Message-ID: <2@banc'),
      /^fail: the attached message is not the original one/,
    ],
  ])('%s', async (_name, facts, rewrite, verdict) => {
    expect(await judge(facts, rewrite)).toMatch(verdict);
  });

  test('an ordinary mail is not one', async () => {
    const mail = await readMail(await received());
    expect(said(checkErrorMail(mail, { original: mail }))).toMatch(/^fail: .*without an error code/);
  });
});

describe('who gets what', () => {
  const ok = { failed: false };
  const ko = { failed: true };
  test.each<[ReturnFacts, { failed: boolean }[], number, RegExp]>([
    [{ answer: 'AA', receiptAsked: false }, [], 0, /^pass$/],
    [{ answer: 'AA', receiptAsked: false }, [ok], 0, /^fail: MDN sent though not asked for/],
    [{ answer: 'AA', receiptAsked: false }, [], 1, /^fail: error mail without an error/],
    [{ answer: 'AA', receiptAsked: true }, [ok], 0, /^pass$/],
    [{ answer: 'AA', receiptAsked: true }, [], 0, /^fail: MDN missing/],
    [{ answer: 'AA', receiptAsked: true }, [ko], 0, /^fail: failure MDN/],
    [{ answer: 'AA', receiptAsked: true }, [ok, ok], 0, /^fail: 2 MDNs/],
    [{ answer: 'AE', receiptAsked: false }, [], 1, /^pass$/],
    [{ answer: 'AE', receiptAsked: false }, [ko], 1, /^fail: MDN sent though not asked for/],
    [{ answer: 'AR', receiptAsked: false }, [], 0, /^fail: no mail to the error mailbox/],
    [{ answer: 'AE', receiptAsked: true }, [ko], 1, /^pass$/],
    [{ answer: 'AE', receiptAsked: true }, [ko], 0, /^fail: no mail to the error mailbox/],
    [{ answer: 'AE', receiptAsked: true }, [ok], 1, /^fail: success MDN/],
    [{ answer: 'AR', receiptAsked: true }, [ko], 2, /^fail: 2 error mails/],
    [{ answer: 'AE', receiptAsked: true, technical: true }, [], 1, /^pass$/],
    [{ answer: 'AE', receiptAsked: false, technical: true }, [], 0, /^warning: no mail to the error mailbox/],
    [{ answer: 'AE', receiptAsked: true, technical: true }, [ok], 1, /^fail: success MDN/],
    [{ answer: 'none', receiptAsked: true }, [], 1, /^pass$/],
    [{ answer: 'none', receiptAsked: true }, [ko], 0, /^warning: no mail/],
    [{ answer: 'unreadable', receiptAsked: false }, [], 1, /^pass$/],
    [{ answer: 'unreadable', receiptAsked: false }, [ko], 1, /^fail: MDN sent/],
  ])('%o, MDN %o, %i error mail', (facts, mdns, errorMails, verdict) => {
    expect(said(checkReturnCount(facts, { mdns, errorMails }))).toMatch(verdict);
  });
});

describe('a DSN', () => {
  const report = async (rewrite: (raw: string) => string = (raw) => raw): Promise<string> => {
    const recipients = [{ finalRecipient: RECIPIENT, action: 'delivered', status: '2.0.0' }] as const;
    const raw = await buildDsn({ original: await received(), reportingMta: 'smtp.x', to: APP, recipients });
    return said(checkDsn(await readMail(Buffer.from(rewrite(raw.toString('latin1')), 'latin1'))));
  };

  test('names server, recipient, action and status', async () => {
    expect(await report()).toBe('pass');
    expect(await report((raw) => raw.replace('Action: delivered', 'Action: parti'))).toMatch(/^fail: action "parti"/);
    expect(await report((raw) => raw.replace('Status: 2.0.0', 'Status: ok'))).toMatch(/^fail: status/);
    expect(await report((raw) => raw.replace(/Reporting-MTA: .*\r\n/, ''))).toMatch(/^fail/);
  });
});
