import { describe, expect, test } from 'vitest';
import { buildCdaN1, buildCdaN3, type CdaInput } from '../../../../fixtures/documents/cda.js';
import { buildPdf } from '../../../../fixtures/documents/pdf.js';
import { mailbox, patient, professional, structure } from '../../../../fixtures/roster.js';
import { buildMail } from '../../../../mocks/wire/mail-build.js';
import { patientAddress } from '../../../../mocks/wire/mssante-address.js';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import type { SentMail } from '../../../../scenarios/mssante/actions/sent-mail.js';
import { checkOpenTogether, checkOwnMessages } from '../../../../scenarios/mssante/checks/mailboxes-together.js';
import { checkMention, checkNobodyWarned, checkWarned } from '../../../../scenarios/mssante/checks/sending-change.js';
import { checkPdfOfN3 } from '../../../../scenarios/mssante/checks/sending-pdf.js';
import { checkReturnShown } from '../../../../scenarios/mssante/checks/sending-receipt.js';
import {
  checkOtherTypeSent,
  checkRefusalHonoured,
  checkRefusalRecorded,
} from '../../../../scenarios/mssante/checks/sending-refusal.js';
import { checkRecipients, checkShownAsSent } from '../../../../scenarios/mssante/checks/sending-screen.js';
import { submittedMail, type SubmittedMail } from '../../../../scenarios/mssante/submitted-mail.js';

const PERSON = patient('camille');
const PHYSICIAN = mailbox('gp1').address;
const TITLE = 'Compte rendu essai';

function input(change: Partial<CdaInput> = {}): CdaInput {
  return {
    patient: PERSON,
    author: professional('ps1'),
    structure: structure('hospital'),
    title: TITLE,
    typeCode: '34112-3',
    effectiveTime: new Date('2026-09-01T08:00:00Z'),
    uid: '1.2.250.1.999.20.7.1',
    setId: '1.2.250.1.999.20.8.1',
    versionNumber: 1,
    marker: 'Une phrase à retrouver.',
    ...change,
  };
}

/** A message about one document, to one or several addresses. */
async function sent(
  to: readonly string[],
  wanted: { cda?: Buffer; action?: 'D'; pdf?: Buffer; mdn?: boolean; end?: boolean } = {},
): Promise<SubmittedMail> {
  const { cda = Buffer.from(buildCdaN1(input())), action, pdf = Buffer.alloc(0), mdn = false, end = false } = wanted;
  const raw = await buildMail({
    from: mailbox('cardiology').address,
    to,
    subject: TITLE,
    text: 'Bonjour',
    ...(mdn ? { dispositionNotificationTo: mailbox('cardiology').address } : {}),
    ...(end ? { mss: { MES: 'FIN' } } : {}),
    attachments: [
      {
        filename: 'IHE_XDM.zip',
        contentType: 'application/zip',
        content: await xdmArchiveOf({ documents: [{ cda, ...(action ? { action } : {}) }] }),
      },
      { filename: 'document.pdf', contentType: 'application/pdf', content: pdf },
    ],
  });
  return submittedMail(raw, 'x1');
}

function shown(change: Partial<SentMail> = {}): SentMail {
  return {
    subject: TITLE,
    document: TITLE,
    version: '1',
    kind: 'sending',
    recipients: [PHYSICIAN],
    readReceiptAsked: false,
    endOfConversation: false,
    state: 'sent',
    stateText: 'Envoyé',
    receipts: [],
    ...change,
  };
}

describe('what is sent, and what the screen says of it', () => {
  test('each recipient wanted is written to once, in one message or in several', async () => {
    const both = [PHYSICIAN, mailbox('lab').address];
    expect(checkRecipients([await sent(both)], both).verdict).toBe('pass');
    expect(checkRecipients([await sent([PHYSICIAN]), await sent([mailbox('lab').address])], both).verdict).toBe('pass');
    expect(checkRecipients([await sent([PHYSICIAN])], both).verdict).toBe('fail');
    const twice = [await sent([PHYSICIAN]), await sent([PHYSICIAN.toUpperCase()])];
    expect(checkRecipients(twice, [PHYSICIAN])).toMatchObject({
      verdict: 'fail',
      received: `${PHYSICIAN}, ${PHYSICIAN}`,
    });
    expect(checkRecipients([], []).verdict).toBe('pass');
  });

  test('the screen must show what left, to whom, and with which options; what it shows of other documents is apart', async () => {
    const mails = [await sent([PHYSICIAN], { mdn: true })];
    const right = shown({ readReceiptAsked: true });
    expect(checkShownAsSent([right, shown({ document: 'Autre' })], mails, TITLE).verdict).toBe('pass');
    expect(checkShownAsSent([shown()], mails, TITLE).verdict).toBe('fail');
    expect(checkShownAsSent([right, right], mails, TITLE).verdict).toBe('fail');
    expect(checkShownAsSent([{ ...right, state: 'waiting' }], mails, TITLE).verdict).toBe('fail');
    const ended = [await sent([patientAddress(PERSON.ins)], { end: true })];
    const toPatient = shown({ recipients: [patientAddress(PERSON.ins)], endOfConversation: true });
    expect(checkShownAsSent([toPatient], ended, TITLE).verdict).toBe('pass');
    expect(checkShownAsSent([{ ...toPatient, endOfConversation: false }], ended, TITLE).verdict).toBe('fail');
  });

  test('a return is shown with its message, and with no other', () => {
    const read = shown({ receipts: [`Lu par ${PHYSICIAN}`] });
    expect(checkReturnShown([read, shown({ document: 'Autre' })], TITLE, PHYSICIAN).verdict).toBe('pass');
    expect(checkReturnShown([shown()], TITLE, PHYSICIAN).verdict).toBe('fail');
    expect(checkReturnShown([read, { ...read, document: 'Autre' }], TITLE, PHYSICIAN).verdict).toBe('fail');
    expect(checkReturnShown([read], TITLE, mailbox('lab').address).verdict).toBe('fail');
  });
});

describe('refusal of the patient', () => {
  test('exactly the type refused is recorded', () => {
    expect(checkRefusalRecorded(['11490-0'], '11490-0').verdict).toBe('pass');
    expect(checkRefusalRecorded([], '11490-0').verdict).toBe('fail');
    expect(checkRefusalRecorded(['11490-0', '34112-3'], '11490-0').verdict).toBe('fail');
  });

  test('nothing goes to the patient, on the wire as on screen; professionals are written to all the same', async () => {
    const mine = patientAddress(PERSON.ins);
    expect(checkRefusalHonoured([await sent([PHYSICIAN])], [shown()], TITLE).verdict).toBe('pass');
    const blocked = shown({ recipients: [mine], state: 'blocked' });
    expect(checkRefusalHonoured([], [blocked], TITLE).verdict).toBe('pass');
    expect(checkRefusalHonoured([await sent([mine])], [], TITLE)).toMatchObject({ verdict: 'fail', received: mine });
    expect(checkRefusalHonoured([], [{ ...blocked, state: 'sent' }], TITLE).verdict).toBe('fail');
  });

  test('a document of another type reaches the patient’s own address', async () => {
    expect(checkOtherTypeSent([await sent([patientAddress(PERSON.ins)])], PERSON.ins).verdict).toBe('pass');
    expect(checkOtherTypeSent([await sent([patientAddress('184057511504297')])], PERSON.ins).verdict).toBe('fail');
    expect(checkOtherTypeSent([], PERSON.ins).verdict).toBe('fail');
  });
});

describe('replacement and deletion', () => {
  const second = Buffer.from(buildCdaN1(input({ versionNumber: 2, uid: '1.2.250.1.999.20.7.2', replaces: '1.2.3' })));

  test('those who had the document, and they alone, get the action and the version due', async () => {
    const due = { action: 'C', recipients: [PHYSICIAN], version: '2' } as const;
    expect(checkWarned([await sent([PHYSICIAN], { cda: second })], due).verdict).toBe('pass');
    expect(checkWarned([await sent([PHYSICIAN], { cda: second, action: 'D' })], due).verdict).toBe('fail');
    expect(checkWarned([await sent([PHYSICIAN])], due).received).toContain('∅, version 1');
    expect(checkWarned([], due).verdict).toBe('fail');
  });

  test('a document of others is told to nobody', async () => {
    expect(checkNobodyWarned([]).verdict).toBe('pass');
    expect(checkNobodyWarned([await sent([PHYSICIAN])])).toMatchObject({
      verdict: 'fail',
      received: PHYSICIAN,
    });
  });

  test('the mention must be preset and printed, whatever its case', async () => {
    const printed = buildPdf({ title: TITLE, lines: ['ANNULE ET REMPLACE la version 1.'] });
    const mails = [await sent([PHYSICIAN], { pdf: printed })];
    expect(checkMention(mails, 'Annule et remplace la version 1.').verdict).toBe('pass');
    expect(checkMention(mails, '').verdict).toBe('fail');
    expect(checkMention([await sent([PHYSICIAN])], 'Annule et remplace').verdict).toBe('fail');
    expect(checkMention([], 'Annule et remplace').verdict).toBe('fail');
  });
});

describe('PDF of a structured document', () => {
  const cda = Buffer.from(
    buildCdaN3({
      ...input(),
      sections: [{ title: 'Suites', paragraphs: ['Revoir dans un mois.'], table: [['Mesure'], ['12,5']] }],
    }),
  );
  const whole = [
    'Compte rendu hospitalier',
    'Le 1er ou 01/09/2026, par Camille ESSAI-PREMIER',
    structure('hospital').name,
    'Synthèse',
    'Une phrase à retrouver.',
    'Suites',
    'Revoir dans un mois.',
    'Mesure 12,5',
  ];
  const pdf = (lines: readonly string[]): Buffer => buildPdf({ title: TITLE, lines });

  test('header and narrative are all there', async () => {
    expect(checkPdfOfN3(await sent([PHYSICIAN], { cda, pdf: pdf(whole) })).verdict).toBe('pass');
  });

  test.each([
    ['type « Compte rendu hospitalier »', 0],
    ['date « 01/09/2026 »', 1],
    ['conservateur', 2],
    ['narratif « Une phrase à retrouver. »', 4],
    ['narratif « Revoir dans un mois. »', 6],
    ['narratif « 12,5 »', 7],
  ])('what is missing is named: %s', async (words, line) => {
    const lines = whole.filter((_line, index) => index !== line);
    const finding = checkPdfOfN3(await sent([PHYSICIAN], { cda, pdf: pdf(lines) }));
    expect(finding.verdict).toBe('fail');
    expect(finding.received).toMatchObject({ fr: expect.stringContaining(words) as string });
  });

  test('a mail without a structured document has nothing to show', async () => {
    expect(checkPdfOfN3(await sent([PHYSICIAN])).verdict).toBe('fail');
  });
});

describe('several mailboxes', () => {
  const [one, other] = [mailbox('cardiology'), mailbox('ps1')];

  test('all are open', () => {
    expect(checkOpenTogether([one.address, other.address], [one, other]).verdict).toBe('pass');
    expect(checkOpenTogether([other.address], [one, other]).verdict).toBe('fail');
  });

  test('each one shows its own message, and not that of the other', () => {
    const apart = [
      { mailbox: one, own: 'A', subjects: ['A', 'ancien'] },
      { mailbox: other, own: 'B', subjects: ['B'] },
    ];
    expect(checkOwnMessages(apart).verdict).toBe('pass');
    const mixed = apart.map((box) => ({ ...box, subjects: ['A', 'B'] }));
    expect(checkOwnMessages(mixed).verdict).toBe('fail');
    expect(checkOwnMessages(apart.map((box) => ({ ...box, subjects: [] }))).verdict).toBe('fail');
  });
});
