import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { buildIntegrationErrorMail, readIntegrationErrorMail } from '../../../../mocks/wire/integration-error-mail.js';
import { buildMail } from '../../../../mocks/wire/mail-build.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { buildMdn, readMdn } from '../../../../mocks/wire/mdn.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import type { ReceivedMessageShown } from '../../../../scenarios/mssante/actions/pfi-reception.js';
import {
  checkHistoryComplete,
  checkReturnsTraced,
} from '../../../../scenarios/mssante/checks/pfi-reception-history.js';
import { checkReplied } from '../../../../scenarios/mssante/checks/pfi-reception-reply.js';
import {
  checkReturns,
  type ReceivedReturn,
  type ReturnsDue,
} from '../../../../scenarios/mssante/checks/pfi-reception-returns.js';
import {
  checkHandedOverOnce,
  checkOutcomeShown,
  checkPatientFound,
  checkPatientIdShown,
  checkReceptionTraced,
  checkRecognised,
} from '../../../../scenarios/mssante/checks/pfi-reception-screen.js';

const ABOUT = { fr: 'un message', en: 'a message' };
const MAILBOX = 'pfi@banc-essai.mssante.fr';
const SENDER = 'tiers@banc-essai.mssante.fr';
const LOCAL = ['erreurs-a@banc-essai.mssante.fr', 'erreurs-b@banc-essai.mssante.fr'];

async function original(receipt: boolean): Promise<Buffer> {
  const raw = await buildMail({
    from: SENDER,
    to: [MAILBOX],
    subject: 'XDM/1.0/DDM+Lettre ESSAI-CONNUE CORA',
    text: 'Texte',
    attachments: [{ filename: 'IHE_XDM.zip', contentType: 'application/zip', content: Buffer.from('PK') }],
    messageId: '<1@tiers>',
    ...(receipt ? { dispositionNotificationTo: SENDER } : {}),
  });
  return Buffer.concat([Buffer.from(`Original-Recipient: rfc822;${MAILBOX}\r\n`), raw]);
}

let seq = 0;
async function submitted(raw: Buffer, from: string, to: string): Promise<ReceivedReturn> {
  seq += 1;
  const exchange: Exchange = {
    id: `x${seq}`,
    seq,
    service: 'mssante',
    transaction: 'smtp-submission',
    protocol: 'smtp',
    startedAt: '',
    finishedAt: '',
    keys: { mailbox: MAILBOX, from, to },
    summary: '',
    request: { line: `MAIL FROM:<${from}>`, headers: [['RCPT TO', `<${to}>`]] },
    tolerated: [],
    masked: [],
  };
  const mail = await readMail(raw);
  return { exchange, mail, mdn: readMdn(mail), error: readIntegrationErrorMail(mail) };
}

const FAILURE = { code: '902', label: 'Inconnu', variant: 'V1' } as const;

async function receipt(failed: boolean, to: string = SENDER, returnPath = ''): Promise<ReceivedReturn> {
  const raw = await buildMdn({
    original: await original(true),
    from: MAILBOX,
    to,
    ...(failed ? { failure: FAILURE } : {}),
  });
  return submitted(raw, returnPath, to);
}

async function error(to: string, code = '902'): Promise<ReceivedReturn> {
  const draft = { original: await original(true), from: MAILBOX, to: [to], code, label: 'Inconnu' };
  return submitted(await buildIntegrationErrorMail(draft), MAILBOX, to);
}

async function errorLikeReceipt(to: string): Promise<ReceivedReturn> {
  return submitted(await buildMdn({ original: await original(true), from: MAILBOX, to, failure: FAILURE }), '', to);
}

async function judged(
  returns: readonly ReceivedReturn[],
  due: Partial<ReturnsDue> & { receipt?: boolean } = {},
): Promise<string[]> {
  const findings = checkReturns(returns, {
    original: await readMail(await original(due.receipt ?? true)),
    answer: 'AE',
    codes: ['902'],
    errorMailboxes: LOCAL,
    mailbox: MAILBOX,
    ...due,
  });
  return findings.filter(({ verdict }) => verdict !== 'pass').map(verdictOf);
}

function verdictOf({ check, verdict }: Finding): string {
  return `${verdict} ${check.id}`;
}

describe('everything returned about a received mail', () => {
  test('a refusal asked for goes to the sender and to each local mailbox, in either form', async () => {
    const both = [await error(LOCAL[0] ?? ''), await error(LOCAL[1] ?? '')];
    expect(await judged([await receipt(true), ...both])).toEqual([]);
    expect(
      await judged([await receipt(true), await errorLikeReceipt(LOCAL[0] ?? ''), both[1] as ReceivedReturn]),
    ).toEqual([]);
    expect(await judged(both, { receipt: false })).toEqual([]);
  });

  test('a mailbox left out, told twice, or no receipt: the count says so', async () => {
    const [a, b] = [await error(LOCAL[0] ?? ''), await error(LOCAL[1] ?? '')];
    const mdn = await receipt(true);
    for (const returns of [[mdn, a], [mdn, a, b, b], [a, b], [mdn, mdn, a, b], []]) {
      expect(await judged(returns)).toContain('fail mss.return.count');
    }
  });

  test('a receipt nobody asked for, or an error without one: the count says so', async () => {
    expect(await judged([await receipt(false)], { receipt: false, answer: 'AA', codes: [] })).toEqual([
      'fail mss.return.count',
    ]);
    expect(await judged([await error(LOCAL[0] ?? '')], { receipt: false, answer: 'AA', codes: [] })).toContain(
      'fail mss.return.count',
    );
  });

  test('a receipt to somebody else, with a return path or another code: the receipt says so', async () => {
    const both = [await error(LOCAL[0] ?? ''), await error(LOCAL[1] ?? '')];
    expect(await judged([await receipt(true, 'autre@banc-essai.mssante.fr'), ...both])).toEqual([
      'fail mss.return.mdn',
    ]);
    expect(await judged([await receipt(true, SENDER, MAILBOX), ...both])).toEqual(['fail mss.return.mdn']);
    expect(await judged([await receipt(true), ...both], { codes: ['903'] })).toEqual([
      'fail mss.return.error-mail',
      'fail mss.return.error-mail',
      'fail mss.return.mdn',
    ]);
    expect(await judged([await receipt(true), ...both], { codes: ['904', '902'] })).toEqual([]);
  });

  test('an unreadable archive: only who is told is judged, and a missing error mail is for a human to decide', async () => {
    const unreadable = { answer: 'unreadable', codes: [], receipt: false } as const;
    expect(await judged([await error(LOCAL[0] ?? '', '555'), await error(LOCAL[1] ?? '', '555')], unreadable)).toEqual(
      [],
    );
    expect(await judged([], unreadable)).not.toContain('fail mss.return.count');
    expect(await judged([], unreadable)).toHaveLength(1);
  });
});

const SHOWN: ReceivedMessageShown = {
  listed: true,
  messageId: '<1@tiers>',
  sender: `Tiers <${SENDER}>`,
  receivedAt: '21/11/2026 12:53:28',
  recognised: true,
  state: 'handed-over',
  patientId: '282029999994559^^^&1.2.250.1.213.1.4.10&ISO^NH',
  patientName: 'ESSAI-CONNUE CORA',
  patientIns: '2 82 02 99 999 945 59',
  history: [
    { at: '12:53:28', what: 'réception', detail: '' },
    { at: '12:53:29', what: 'remise', detail: `Lettre 1, accusé à ${SENDER}` },
  ],
};
const INS = '282029999994559';
const DOCUMENT = { title: 'Lettre 1', version: '1', state: 'current' } as const;

describe('what the screen of a PFI says of a received message', () => {
  const found = { title: 'Lettre 1', ins: INS, own: [DOCUMENT], namesake: [] };

  test.for<[string, Finding, string]>([
    ['recognised', checkRecognised(SHOWN, true, ABOUT), 'pass'],
    ['recognised though it has no archive', checkRecognised(SHOWN, false, ABOUT), 'fail'],
    ['handed over', checkOutcomeShown(SHOWN, ['handed-over'], ABOUT), 'pass'],
    ['handed over instead of refused', checkOutcomeShown(SHOWN, ['refused', 'already-received'], ABOUT), 'fail'],
    ['patientId', checkPatientIdShown(SHOWN, INS), 'pass'],
    ['another identifier', checkPatientIdShown({ ...SHOWN, patientId: 'BS000803' }, INS), 'fail'],
    ['the right patient', checkPatientFound(SHOWN, found), 'pass'],
    ['the right patient, no INS shown', checkPatientFound({ ...SHOWN, patientIns: '' }, found), 'pass'],
    ['handed over for the namesake', checkPatientFound(SHOWN, { ...found, own: [], namesake: [DOCUMENT] }), 'fail'],
    ['handed over for both', checkPatientFound(SHOWN, { ...found, namesake: [DOCUMENT] }), 'fail'],
    ['the INS of the namesake shown', checkPatientFound({ ...SHOWN, patientIns: '1' }, found), 'fail'],
    ['handed over once', checkHandedOverOnce([DOCUMENT], 'Lettre 1'), 'pass'],
    ['handed over twice', checkHandedOverOnce([DOCUMENT, DOCUMENT], 'Lettre 1'), 'fail'],
    ['reception traced', checkReceptionTraced(SHOWN, { messageId: '<1@tiers>', sender: SENDER }), 'pass'],
    [
      'without a time',
      checkReceptionTraced({ ...SHOWN, receivedAt: '21/11/2026' }, { messageId: '<1@tiers>', sender: SENDER }),
      'fail',
    ],
    ['another message', checkReceptionTraced(SHOWN, { messageId: '<2@tiers>', sender: SENDER }), 'fail'],
    ['complete history', checkHistoryComplete(SHOWN, { title: 'Lettre 1' }), 'pass'],
    ['history without the refusal', checkHistoryComplete(SHOWN, { code: '902' }), 'fail'],
    [
      'undated history',
      checkHistoryComplete(
        { ...SHOWN, history: SHOWN.history.map((line) => ({ ...line, at: '' })) },
        { title: 'Lettre 1' },
      ),
      'fail',
    ],
    ['reply sent', checkReplied(true, 1), 'pass'],
    ['reply said sent, never submitted', checkReplied(true, 0), 'fail'],
  ])('%s', ([, finding, verdict]) => {
    expect(finding.verdict).toBe(verdict);
  });

  test('every recipient of a return is named in the history', async () => {
    expect(checkReturnsTraced(SHOWN, [await receipt(false)]).verdict).toBe('pass');
    expect(checkReturnsTraced(SHOWN, [await error(LOCAL[0] ?? '')]).verdict).toBe('fail');
  });
});
