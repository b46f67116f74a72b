import { describe, expect, test } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import { decodeEr7, encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { acknowledgementOf, writeAcknowledgement } from '../../../../mocks/wire/hl7-acknowledgement.js';
import {
  type BusinessAcknowledgementKind,
  writeBusinessAcknowledgement,
} from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { composeFlow, type FlowWanted, patientRecipient, recipient } from '../../../../scenarios/hl7/index.js';
import { sendingsInMessage } from '../../../../scenarios/stat/pfi-activity.js';

const person = patient('camille');
const EVERYWHERE: FlowWanted = {
  name: 'partout',
  person,
  recipients: [recipient('gp1'), patientRecipient(person)],
  flags: { DESTDMP: true, DESTMSSANTEPS: true, DESTMSSANTEPAT: true, ACK_RECEPTION: true },
};
const flow = composeFlow({ runKey: 'r1' }, EVERYWHERE);

const answered = (code: 'AA' | 'AE') =>
  encodeEr7(
    writeAcknowledgement(
      acknowledgementOf(parseEr7(decodeEr7(flow.bytes).text), { code, controlId: 'A1', time: '20260115103000+0100' }),
    ),
  );

function refused(kind: BusinessAcknowledgementKind, address?: string): Buffer {
  return encodeEr7(
    writeBusinessAcknowledgement({
      kind,
      header: { ...flow.message.header, controlId: 'Z1' },
      acknowledges: flow.controlId,
      accepted: false,
      ...(address === undefined ? {} : { party: { address } }),
      error: { code: '550', label: 'Boîte inconnue' },
    }),
  );
}

const outcomes = (answer: Buffer | undefined, ...returns: Buffer[]) =>
  Object.fromEntries(sendingsInMessage(flow.bytes, answer, returns).map(({ channel, outcome }) => [channel, outcome]));

describe('what a DPI has its PFI send', () => {
  test('is counted once for each channel the message asks for, under its type and title', () => {
    expect(sendingsInMessage(flow.bytes, answered('AA'), [])).toEqual(
      ['dmp', 'mss-pro', 'mss-patient'].map((channel) => ({
        channel,
        typeCode: '34112-3',
        title: flow.title,
        outcome: 'success',
      })),
    );
  });

  test('is a failure when the PFI refuses the message, and may go again when it does not answer', () => {
    expect(outcomes(answered('AE'))).toEqual({ dmp: 'failure', 'mss-pro': 'failure', 'mss-patient': 'failure' });
    expect(outcomes(undefined)).toEqual({
      dmp: 'unreachable',
      'mss-pro': 'unreachable',
      'mss-patient': 'unreachable',
    });
  });

  test.each<[string, Buffer, string]>([
    ['the DMP', refused('dmp-reception'), 'dmp'],
    ['a professional’s mailbox', refused('mss-reception', recipient('gp1').address), 'mss-pro'],
    ['the patient’s mailbox', refused('mss-reception', patientRecipient(person).address), 'mss-patient'],
  ])('refused by %s, fails on that channel only', (_who, zam, channel) => {
    expect(outcomes(answered('AA'), zam)).toEqual({
      dmp: 'success',
      'mss-pro': 'success',
      'mss-patient': 'success',
      [channel]: 'failure',
    });
  });

  test('a deletion sends nothing', () => {
    const deletion = composeFlow({ runKey: 'r1' }, { ...EVERYWHERE, act: 'delete', previous: flow });
    expect(sendingsInMessage(deletion.bytes, answered('AA'), [])).toEqual([]);
  });
});
