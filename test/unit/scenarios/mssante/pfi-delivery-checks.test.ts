import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import {
  acknowledgementOf,
  type AcknowledgementCode,
  readAcknowledgement,
  writeAcknowledgement,
} from '../../../../mocks/wire/hl7-acknowledgement.js';
import { type LpsMessage, readLpsMessage, writeLpsMessage } from '../../../../mocks/wire/hl7-lps-message.js';
import {
  checkDeliveredOnce,
  checkDeliveryAct,
  checkDeliveryContent,
  orderRemarks,
  type ReceivedSource,
  type SeenDelivery,
} from '../../../../scenarios/mssante/checks/pfi-delivery.js';
import {
  checkDeliveryShown,
  checkReturnsAfterAnswer,
} from '../../../../scenarios/mssante/checks/pfi-delivery-returns.js';
import type { ReceivedReturn } from '../../../../scenarios/mssante/checks/pfi-reception-returns.js';

const SOURCE: ReceivedSource = {
  messageId: '<1@tiers>',
  subject: 'XDM/1.0/DDM+Lettre & suite',
  sender: 'tiers@x.mssante.fr',
  text: 'Bonjour,\nvoici la lettre.',
  act: 'create',
  cda: Buffer.from('<ClinicalDocument/>'),
  visibility: ['INVISIBLE_PATIENT'],
};

function message(change: Partial<LpsMessage> = {}): LpsMessage {
  return {
    header: {
      sendingApplication: 'PFI',
      sendingFacility: 'E',
      receivingApplication: 'DPI',
      receivingFacility: 'E',
      time: '20260115103000',
      controlId: 'M1',
      processing: 'T',
    },
    act: 'create',
    patient: { identifiers: [], names: [], birthDate: '', gender: '', birthPlace: '', reliability: [] },
    type: { code: '11490-0', label: 'Lettre', scheme: 'LN' },
    cda: SOURCE.cda,
    sender: { address: SOURCE.sender },
    recipients: [],
    mail: { messageId: SOURCE.messageId, subject: SOURCE.subject, body: SOURCE.text },
    flags: { MASQUE_PS: false, INVISIBLE_PATIENT: true, INVISIBLE_REP_LEGAUX: false, MODIF_CONF_CODE: false },
    ...change,
  };
}

/** A message sent at a second of the same minute, answered at once. */
function sent(
  second: number,
  code: AcknowledgementCode | undefined,
  { change = {}, acknowledges }: { change?: Partial<LpsMessage>; acknowledges?: string } = {},
): SeenDelivery {
  const er7 = parseEr7(writeLpsMessage(message(change)));
  const at = new Date(Date.UTC(2026, 0, 15, 10, 0, second)).toISOString();
  const exchange: Exchange = {
    id: `x${second}`,
    seq: second,
    service: 'dpi',
    protocol: 'mllp',
    startedAt: at,
    finishedAt: at,
    keys: {},
    summary: '',
    request: { line: '', headers: [] },
    tolerated: [],
    masked: [],
  };
  const read = { exchange, message: readLpsMessage(er7) };
  if (code === undefined) return { ...read, answer: undefined };
  const answer = acknowledgementOf(er7, { time: '20260115103000', controlId: 'A1', code });
  const text = writeAcknowledgement({ ...answer, acknowledges: acknowledges ?? answer.acknowledges });
  return { ...read, answer: readAcknowledgement(parseEr7(text)) };
}

const RENUMBERED = { header: { ...message().header, controlId: 'M2' } };

describe('a document reaches the DPI once', () => {
  test.for<[string, SeenDelivery[], string]>([
    ['accepted at once', [sent(1, 'AA')], 'pass'],
    ['accepted after silence and a refusal for the moment', [sent(1, undefined), sent(2, 'AR'), sent(3, 'AA')], 'pass'],
    ['never sent', [], 'fail'],
    ['never accepted', [sent(1, undefined), sent(2, 'AE')], 'fail'],
    ['only another message was acknowledged', [sent(1, 'AA', { acknowledges: 'M9' })], 'fail'],
    ['sent again after it was accepted', [sent(1, 'AA'), sent(2, 'AA')], 'fail'],
    ['sent again under a new number', [sent(1, undefined), sent(2, 'AA', { change: RENUMBERED })], 'warning'],
  ])('%s', ([, seen, verdict]) => {
    expect(checkDeliveredOnce('Lettre', seen).verdict).toBe(verdict);
  });
});

describe('a message carries what was received', () => {
  test('the same document, mail, sender and restrictions', () => {
    expect(checkDeliveryContent(sent(1, 'AA'), SOURCE).verdict).toBe('pass');
    expect(checkDeliveryAct(sent(1, 'AA'), SOURCE).verdict).toBe('pass');
  });

  test.for<[string, Partial<LpsMessage>, string]>([
    ['another CDA', { cda: Buffer.from('<ClinicalDocument />') }, 'OBX[1]-5.5'],
    ['another Message-ID', { mail: { ...message().mail, messageId: '<2@tiers>' } }, 'OBX[2]-3.1'],
    ['no subject', { mail: { ...message().mail, subject: '' } }, 'OBX[2]-3.2'],
    ['another body', { mail: { ...message().mail, body: 'Rien' } }, 'OBX[2]-5.5'],
    ['no address of the sender', { sender: {} }, 'PRT-15.4'],
    ['a lost restriction', { flags: { ...message().flags, INVISIBLE_PATIENT: false } }, 'OBX INVISIBLE_PATIENT'],
  ])('%s', ([, change, where]) => {
    const finding = checkDeliveryContent(sent(1, 'AA', { change }), SOURCE);
    expect(finding).toMatchObject({ verdict: 'fail', locator: where });
  });

  test('an act that is not the one asked for', () => {
    const replacement = sent(1, 'AA', { change: { act: 'replace' } });
    expect(checkDeliveryAct(replacement, { act: 'delete' })).toMatchObject({ verdict: 'fail', locator: 'MSH-9.2' });
  });
});

describe('versions in their order', () => {
  test('the next one after the DPI accepted the one before: nothing to tell', () => {
    expect(orderRemarks([sent(1, undefined), sent(2, 'AA')], [sent(3, 'AA')])).toEqual([]);
  });

  test('the next one before: told, never refused', () => {
    const [remark] = orderRemarks([sent(1, undefined), sent(3, 'AA')], [sent(2, 'AA')]);
    expect(remark?.verdict).toBe('warning');
  });
});

describe('returns after the answer of the DPI', () => {
  const at = (second: number, failed: boolean): ReceivedReturn => ({
    exchange: sent(second, undefined).exchange,
    mail: {} as ReceivedReturn['mail'],
    mdn: { failed } as ReceivedReturn['mdn'],
    error: undefined,
  });

  test.for<[string, ReceivedReturn[], SeenDelivery[], string]>([
    ['success after AA', [at(2, false)], [sent(1, 'AA')], 'pass'],
    ['failure after AE', [at(2, true)], [sent(1, 'AE')], 'pass'],
    ['failure after AR', [at(2, true)], [sent(1, 'AR')], 'pass'],
    ['success before AA', [at(1, false)], [sent(2, 'AA')], 'fail'],
    ['success after AE', [at(2, false)], [sent(1, 'AE')], 'fail'],
    ['success after the AA of another message', [at(2, false)], [sent(1, 'AA', { acknowledges: 'M9' })], 'fail'],
    ['failure after AA', [at(2, true)], [sent(1, 'AA')], 'fail'],
  ])('%s', ([, returns, deliveries, verdict]) => {
    expect(checkReturnsAfterAnswer(returns, deliveries).verdict).toBe(verdict);
  });
});

describe('what the screen says of a delivery', () => {
  const shown = [{ title: 'Lettre', state: 'refused' as const, code: '902' }];

  test.for([
    ['the state and the code', { state: 'refused', code: '902' }, 'pass'],
    ['another state', { state: 'accepted' }, 'fail'],
    ['another code', { state: 'refused', code: '904' }, 'fail'],
  ] as const)('%s', ([, awaited, verdict]) => {
    expect(checkDeliveryShown(shown, { title: 'Lettre', ...awaited }).verdict).toBe(verdict);
  });

  test('a document that is not listed', () => {
    expect(checkDeliveryShown([], { title: 'Lettre', state: 'waiting' })).toMatchObject({
      verdict: 'fail',
      received: { fr: 'document non affiché' },
    });
  });
});
