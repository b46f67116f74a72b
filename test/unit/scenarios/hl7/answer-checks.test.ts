import { describe, expect, test } from 'vitest';
import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import {
  type AcknowledgementCode,
  acknowledgementOf,
  applicationError,
  type Hl7Error,
  writeAcknowledgement,
} from '../../../../mocks/wire/hl7-acknowledgement.js';
import {
  type BusinessAcknowledgement,
  writeBusinessAcknowledgement,
} from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { judgeAcknowledgement, judgeBusinessAcknowledgement } from '../../../../scenarios/hl7/index.js';
import { documentMessage, RECIPIENT } from '../../mocks/hl7-bench.js';
import { conform, troubles, WANTED } from './verdicts.js';

const SENT = conform();
const of = encodeEr7(SENT);

function answer(code: AcknowledgementCode, errors: Hl7Error[] = []): string {
  return writeAcknowledgement(
    acknowledgementOf(parseEr7(SENT), { time: '20260115103001', controlId: 'A1', code, errors }),
  );
}

describe('a technical acknowledgement', () => {
  test.each([
    ['that accepts', answer('AA')],
    ['that refuses with an application error', answer('AE', [applicationError('902', 'Identifiant patient inconnu')])],
    ['that refuses for a circumstance', answer('AR', [{ code: '207', severity: 'E' }])],
  ])('%s is conform', (_, text) => {
    expect(troubles(judgeAcknowledgement(encodeEr7(text), { of, strict: true }))).toEqual({});
  });

  test.each([
    ['answers another message', answer('AA').replace('AA|J1', 'AA|J2'), 'answer', 'MSA-2 « J2 » au lieu de « J1 »'],
    ['has another code', answer('AA').replace('MSA|AA', 'MSA|OK'), 'answer', 'MSA-1 « OK »'],
    ['has no MSA', answer('AA').replace(/MSA[^\r]*\r/, ''), 'answer', '0 segments MSA'],
    ['refuses without saying why', answer('AE'), 'answer', 'AE sans segment ERR'],
    ['accepts with an error', answer('AA', [applicationError('902', 'x')]), 'answer', 'ERR avec AA'],
    ['has an error code outside the table', answer('AE', [{ code: '999', severity: 'E' }]), 'answer', 'ERR-3 « 999 »'],
    [
      'has ends that are not swapped',
      answer('AA').replace('|PFI|', '|DPI|'),
      'answer',
      'MSH-3 « DPI » au lieu de « PFI »',
    ],
    ['has another event', answer('AA').replace('ACK^T02^ACK', 'ACK^R01^ACK'), 'header', 'ACK^T02^ACK'],
    ['has another structure', answer('AA').replace('ACK^T02^ACK', 'ACK^T02^ACK_T02'), 'header', 'ACK^T02^ACK_T02'],
    ['has another version', answer('AA').replace('|2.6|', '|2.5|'), 'header', 'version HL7'],
  ])('that %s is told', (_, text, check, told) => {
    const found = troubles(judgeAcknowledgement(encodeEr7(text), { of }));
    expect(Object.keys(found)).toEqual([`hl7.ack.${check}`]);
    expect(found[`hl7.ack.${check}`]).toMatch(/^fail/);
    expect(found[`hl7.ack.${check}`]).toContain(told);
  });

  test('severity in words, code outside the list and MSH-21 are told, not refused', () => {
    const words = answer('AE', [{ ...applicationError('950', 'Autre'), severity: 'Error' }]);
    const found = judgeAcknowledgement(
      encodeEr7(words.replace('UNICODE UTF-8', 'UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2')),
      { of },
    );
    expect(found.map(({ verdict }) => verdict)).toEqual(['warning', 'warning']);
  });

  test('alone is judged without what it answers', () => {
    expect(troubles(judgeAcknowledgement(encodeEr7(answer('AA'))))).toEqual({});
  });
});

describe('a business acknowledgement', () => {
  const { header } = documentMessage({ controlId: 'Z' });
  const zam = (about: Partial<BusinessAcknowledgement> = {}): string =>
    writeBusinessAcknowledgement({ kind: 'dmp-reception', header, acknowledges: 'J1', accepted: true, ...about });
  const mailed = { kind: 'mss-reception', party: { address: RECIPIENT } } as const;
  const judge = (text: string) => troubles(judgeBusinessAcknowledgement(encodeEr7(text), { of, strict: true }));

  test.each([
    ['of the DMP', zam()],
    ['of the DMP that refuses', zam({ accepted: false, error: { code: 'DMPClosed', label: 'DMP fermé' } })],
    ['of a mailbox', zam(mailed)],
    ['of a mailbox that refuses', zam({ ...mailed, accepted: false, error: { code: '550', label: 'Inconnue' } })],
  ])('%s is conform', (_, text) => {
    expect(judge(text)).toEqual({});
  });

  test.each([
    ['of another message', zam({ acknowledges: 'J9' }), 'asked', 'OBX-4 « J9 »'],
    ['of nobody written to', zam({ ...mailed, party: { address: 'x@y.fr' } }), 'asked', 'n’est pas un destinataire'],
    [
      'of a reading not asked for',
      zam({ kind: 'mss-reading', party: { address: RECIPIENT } }),
      'asked',
      'ACK_LECTURE_MSS n’était pas demandé',
    ],
    ['without the recipient', zam({ kind: 'mss-reception' }), 'content', 'second OBX) absent'],
    ['that refuses without ERR', zam().replace('|Y^^', '|N^^'), 'content', '0 segments ERR pour un refus'],
    [
      'that accepts with ERR',
      zam({ accepted: false, error: { code: 'X', label: 'x' } }).replace('|N^^', '|Y^^'),
      'content',
      'ERR pour une acceptation',
    ],
    ['without a reason', zam({ accepted: false }), 'content', 'ERR-5) absent'],
    ['without the message acknowledged', zam({ acknowledges: '' }), 'content', 'OBX-4 absent'],
    ['without EVN', zam().replace(/EVN[^\r]*\r/, ''), 'content', 'segment EVN absent'],
    ['of another coding system', zam().replace('AckMetierZAM', 'AckMétierZAM'), 'content', 'AckMétierZAM'],
    ['of another event', zam().replace('ZAM^Z01', 'ZAM^Z02'), 'content', 'pour un Z02'],
    ['of an older volet', zam().replace('2.1^CISIS', '2.0^CISIS'), 'header', '2.0^CISIS_CDA_HL7_V2'],
  ])('%s is told', (_, text, check, told) => {
    expect(judge(text)[`hl7.zam.${check}`]).toContain(told);
  });

  test('of the DMP, when the DMP was no target, is told', () => {
    const flags = { ...WANTED.flags, DESTDMP: false };
    const found = judgeBusinessAcknowledgement(encodeEr7(zam()), { of: encodeEr7(conform({ flags })) });
    expect(troubles(found)['hl7.zam.asked']).toContain('n’était pas destinataire');
  });
});
