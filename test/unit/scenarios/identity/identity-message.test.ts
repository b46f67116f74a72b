import { describe, expect, test } from 'vitest';
import { decodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import { readAdmission } from '../../../../mocks/wire/hl7-admission.js';
import { insOf } from '../../../../mocks/wire/hl7-patient.js';
import { judgeAdmission } from '../../../../scenarios/hl7/index.js';
import { flowPatient } from '../../../../scenarios/identity/flow-patients.js';
import { identityMessage, sentIdentity } from '../../../../scenarios/identity/identity-message.js';

const person = flowPatient('r1', 'message');

describe('messages of the identity domain, as the bench sends them', () => {
  test.each(['A28', 'A31', 'A01', 'A04', 'A05', 'A08'] as const)(
    'an ADT^%s is conform to PAM.FR by our own checks',
    (event) => {
      const identity = sentIdentity(person, 'VALI', 'with-ins');
      const findings = judgeAdmission(identityMessage({ event, identity, time: '20260115103000', controlId: 'M1' }));
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    },
  );

  test.each([
    ['VALI', 'with-ins', person.ins],
    ['PROV', 'with-ins', person.ins],
    ['PROV', 'without-ins', undefined],
  ] as const)('a status %s %s is carried as it is', (reliability, ins, expected) => {
    const identity = sentIdentity(person, reliability, ins);
    const bytes = identityMessage({ event: 'A31', identity, time: '20260115103000', controlId: 'M1' });
    const { patient } = readAdmission(parseEr7(decodeEr7(bytes).text));
    expect(patient.reliability).toEqual([reliability]);
    expect(insOf(patient)?.id).toBe(expected);
  });
});
