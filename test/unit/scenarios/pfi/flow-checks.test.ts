import { describe, expect, test } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import {
  type BusinessAcknowledgement,
  readBusinessAcknowledgement,
  writeBusinessAcknowledgement,
} from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import type { ShownFlow } from '../../../../scenarios/pfi/actions/flows.js';
import { checkRefused, checkTaken } from '../../../../scenarios/pfi/checks/flow-acknowledgement.js';
import { checkNoAuthorisation } from '../../../../scenarios/pfi/checks/flow-authorisation.js';
import { checkDeleted, checkReplaced } from '../../../../scenarios/pfi/checks/flow-feeding.js';
import {
  checkNothingLost,
  checkNothingTwice,
  checkOrder,
  checkWaiting,
} from '../../../../scenarios/pfi/checks/flow-outage.js';
import {
  checkDmpReturn,
  checkMailboxReturns,
  checkNoReturn,
  checkReading,
  checkReasons,
  checkSentAgain,
} from '../../../../scenarios/pfi/checks/flow-returns.js';
import { checkContentShown, checkInsShown, checkShown } from '../../../../scenarios/pfi/checks/flow-screen.js';
import { composeFlow } from '../../../../scenarios/hl7/index.js';
import type { Answer, RegisteredDocument, SeenFeeding, SeenReturn } from '../../../../scenarios/pfi/flow-situations.js';

const PERSON = patient('flow-ins');
const FLOW = composeFlow({ runKey: 'essai' }, { name: 'un', person: PERSON });
const NEXT = composeFlow(
  { runKey: 'essai' },
  { name: 'un', person: PERSON, act: 'replace', version: 2, previous: FLOW },
);

function verdict(finding: Finding): string {
  return finding.verdict;
}

function exchange(transaction: string): Exchange {
  return {
    id: 'x000001',
    seq: 1,
    service: 'dmp',
    transaction,
    protocol: 'https',
    startedAt: '2026-01-15T10:00:00.000Z',
    finishedAt: '2026-01-15T10:00:01.000Z',
    keys: {},
    summary: '',
    request: { line: '', headers: [] },
    tolerated: [],
    masked: [],
  };
}

describe('what a PFI answers', () => {
  const answered = (code: string, acknowledges = FLOW.controlId): Answer => ({
    flow: FLOW,
    exchange: 'x000001',
    outcome: 'answered',
    acknowledgement: { code, acknowledges, bytesBase64: '' },
  });
  const silent: Answer = { flow: FLOW, exchange: 'x000001', outcome: 'silent', reason: 'rien en 15 s' };

  test.for([
    ['AA for this message', [answered('AA')], 'pass'],
    ['AE', [answered('AA'), answered('AE')], 'fail'],
    ['AA for another message', [answered('AA', 'AUTRE')], 'fail'],
    ['nothing', [silent], 'fail'],
  ] as const)('to a message it must take: %s', ([, answers, expected]) => {
    expect(verdict(checkTaken(answers))).toBe(expected);
  });

  test.for([
    ['AE', answered('AE'), 0, 'pass'],
    ['AR', answered('AR'), 0, 'pass'],
    ['AA', answered('AA'), 0, 'fail'],
    ['AE, but the DMP is fed', answered('AE'), 1, 'fail'],
    ['nothing', silent, 0, 'fail'],
  ] as const)('to an incoherent message: %s', ([, answer, feedings, expected]) => {
    expect(verdict(checkRefused(answer, feedings))).toBe(expected);
  });
});

describe('what the screen of a PFI says of a message', () => {
  const shown: ShownFlow = {
    shown: true,
    taken: true,
    ins: PERSON.ins,
    identityStatus: 'VALI',
    title: FLOW.title,
    targets: [{ to: 'dmp', state: 'done', answer: '' }],
    trace: ['message reçu'],
    content: `MSH|^~\\&|… ${FLOW.controlId} PID|||${PERSON.ins}^^^INS`,
  };
  test.for([
    ['all that was seen', {}, 'pass'],
    ['nothing', { shown: false }, 'fail'],
    ['that it was refused', { taken: false }, 'fail'],
    ['no trace', { trace: [] }, 'fail'],
    ['that it still waits', { targets: [{ to: 'dmp', state: 'waiting', answer: '' }] }, 'fail'],
    [
      'that it went to the patient too',
      { targets: [...shown.targets, { to: 'patient', state: 'done', answer: '' }] },
      'fail',
    ],
  ] as const)('%s', ([, change, expected]) => {
    expect(verdict(checkShown({ ...shown, ...(change as Partial<ShownFlow>) }, { dmp: 'done' }))).toBe(expected);
  });

  test('an INS written in groups is the same; another one is not', () => {
    const grouped = { ...shown, ins: PERSON.ins.replace(/(.{3})/g, '$1 ') };
    expect(verdict(checkInsShown(grouped, PERSON.ins))).toBe('pass');
    expect(verdict(checkInsShown({ ...shown, ins: '' }, PERSON.ins))).toBe('fail');
  });

  test('the content must hold the number and the INS in PID-3', () => {
    const asked = { controlId: FLOW.controlId, ins: PERSON.ins };
    expect(verdict(checkContentShown(shown, asked))).toBe('pass');
    expect(verdict(checkContentShown({ ...shown, content: '' }, asked))).toBe('fail');
    expect(verdict(checkContentShown({ ...shown, content: shown.content.replace(PERSON.ins, '') }, asked))).toBe(
      'fail',
    );
  });
});

describe('what the DMP has', () => {
  const entry = (uniqueId: string, status: string, replaces?: string): RegisteredDocument => ({
    uniqueId,
    entryUUID: `urn:uuid:${uniqueId}`,
    status,
    title: FLOW.title,
    confidentiality: ['N'],
    signature: false,
    ...(replaces === undefined ? {} : { replaces }),
  });
  const old = entry(FLOW.uniqueId, 'Deprecated');
  const current = entry(NEXT.uniqueId, 'Approved', old.entryUUID);

  test.for([
    ['the new version in place of the old one', [old, current], 'pass'],
    ['both as documents of their own', [entry(FLOW.uniqueId, 'Approved'), entry(NEXT.uniqueId, 'Approved')], 'fail'],
    ['the old one only', [old], 'fail'],
  ] as const)('after a replacement: %s', ([, registered, expected]) => {
    expect(verdict(checkReplaced(registered, NEXT, FLOW))).toBe(expected);
    expect(verdict(checkOrder(registered, FLOW, NEXT))).toBe(expected);
  });

  test('after a deletion', () => {
    expect(verdict(checkDeleted([entry(FLOW.uniqueId, 'Deleted')], FLOW))).toBe('pass');
    expect(verdict(checkDeleted([entry(FLOW.uniqueId, 'Approved')], FLOW))).toBe('fail');
    expect(verdict(checkDeleted([], FLOW))).toBe('fail');
  });

  test('after an outage: all, once', () => {
    expect(verdict(checkNothingLost([old, current], [FLOW, NEXT]))).toBe('pass');
    expect(verdict(checkNothingLost([old], [FLOW, NEXT]))).toBe('fail');
    const feeding = (accepted: boolean): SeenFeeding => ({
      exchange: exchange('td2-1a'),
      accepted,
      document: { uniqueId: FLOW.uniqueId } as NonNullable<SeenFeeding['document']>,
    });
    expect(verdict(checkNothingTwice([feeding(false), feeding(false), feeding(true)]))).toBe('pass');
    expect(verdict(checkNothingTwice([feeding(true), feeding(false)]))).toBe('fail');
  });

  test('while it is out of reach, the screen says that the sending waits', () => {
    const target = (state: 'waiting' | 'done') =>
      ({ targets: [{ to: 'dmp', state, answer: '' }] }) as unknown as ShownFlow;
    expect(verdict(checkWaiting(target('waiting')))).toBe('pass');
    expect(verdict(checkWaiting(target('done')))).toBe('fail');
  });

  test('asking for an authorisation, or consulting, is seen', () => {
    expect(verdict(checkNoAuthorisation([]))).toBe('pass');
    expect(verdict(checkNoAuthorisation([exchange('td0-3')]))).toBe('fail');
  });
});

describe('business returns of a PFI', () => {
  const told = (
    kind: BusinessAcknowledgement['kind'],
    accepted: boolean,
    more: Partial<BusinessAcknowledgement> = {},
  ): SeenReturn => {
    const er7 = writeBusinessAcknowledgement({
      kind,
      header: { ...FLOW.message.header, controlId: 'Z1' },
      acknowledges: FLOW.controlId,
      accepted,
      ...more,
    });
    return { exchange: exchange('zam'), bytes: Buffer.from(er7), ...readBusinessAcknowledgement(parseEr7(er7)) };
  };
  const z01 = told('dmp-reception', true);
  const refusal = told('dmp-reception', false, { error: { code: 'DMPClosed', label: 'DMP fermé' } });
  const mailbox = (address: string, accepted: boolean, code?: string) =>
    told('mss-reception', accepted, {
      party: { address },
      ...(code === undefined ? {} : { error: { code, label: code } }),
    });

  test.for([
    ['one Z01', [z01], true, 'pass'],
    ['one Z01 that refuses, as the DMP did', [refusal], false, 'pass'],
    ['a Z01 that accepts what the DMP refused', [z01], false, 'fail'],
    ['two', [z01, z01], true, 'fail'],
    ['none', [], true, 'fail'],
  ] as const)('about the DMP: %s', ([, returns, accepted, expected]) => {
    expect(verdict(checkDmpReturn(returns, FLOW, accepted))).toBe(expected);
  });

  test.for([
    ['one each', [mailbox('a@x.fr', true), mailbox('b@x.fr', false, '550')], 'pass'],
    ['one for all', [mailbox('a@x.fr', true)], 'fail'],
    ['a refused one told as accepted', [mailbox('a@x.fr', true), mailbox('b@x.fr', true)], 'fail'],
  ] as const)('about two mailboxes, the second one refused: %s', ([, returns, expected]) => {
    const wanted = [
      { address: 'a@x.fr', accepted: true },
      { address: 'b@x.fr', accepted: false },
    ];
    expect(verdict(checkMailboxReturns(returns, wanted))).toBe(expected);
  });

  test.for([
    ['the codes of the DMP and of the operator', [refusal, mailbox('b@x.fr', false, '550')], 'pass'],
    ['another code', [refusal, mailbox('b@x.fr', false, '551')], 'fail'],
    ['no code', [told('dmp-reception', false)], 'fail'],
    ['no refusal at all', [z01], 'fail'],
  ] as const)('refusals say %s', ([, returns, expected]) => {
    expect(verdict(checkReasons(returns, { dmp: 'DMPClosed', smtp: '550' }))).toBe(expected);
  });

  test('nothing when nothing is asked for', () => {
    expect(verdict(checkNoReturn([]))).toBe('pass');
    expect(verdict(checkNoReturn([z01]))).toBe('fail');
  });

  test('a return answered AR that does not come again is a remark', () => {
    expect(checkSentAgain([z01, z01])).toEqual([]);
    expect(checkSentAgain([z01]).map(verdict)).toEqual(['warning']);
  });

  test('the reading is not required, but right when it is told', () => {
    const read = (address: string, accepted: boolean) => told('mss-reading', accepted, { party: { address } });
    expect(verdict(checkReading([], 'a@x.fr'))).toBe('review');
    expect(verdict(checkReading([read('a@x.fr', true)], 'a@x.fr'))).toBe('pass');
    expect(verdict(checkReading([read('b@x.fr', true)], 'a@x.fr'))).toBe('fail');
    expect(verdict(checkReading([read('a@x.fr', false)], 'a@x.fr'))).toBe('fail');
  });
});
