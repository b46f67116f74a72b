import { describe, expect, test } from 'vitest';
import { hl7PatientOf } from '../../../../fixtures/hl7-identity.js';
import { patient, ROSTER } from '../../../../fixtures/roster.js';
import { rosterAdmissions } from '../../../../fixtures/roster-admissions.js';
import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { type Admission, writeAdmission } from '../../../../mocks/wire/hl7-admission.js';
import { writeLpsMessage } from '../../../../mocks/wire/hl7-lps-message.js';
import { judgeAdmission, judgeLpsMessage } from '../../../../scenarios/hl7/index.js';
import { splitMessages } from '../../../../scenarios/hl7/split-messages.js';
import { documentMessage } from '../../mocks/hl7-bench.js';
import { troubles, verdicts } from './verdicts.js';

describe('a document received by MSSanté and pushed to the DPI', () => {
  const { header, patient: person, type, cda, documentId } = documentMessage({ controlId: 'L1' });
  const pushed = writeLpsMessage({
    header,
    act: 'create',
    patient: person,
    type,
    cda,
    ...(documentId ? { documentId } : {}),
    sender: { address: 'ville@test.mssante.fr' },
    recipients: [
      { organization: { name: 'Urologie', oid: '750990012', type: 'UF', id: '3435' }, address: 'dpi@ch.mssante.fr' },
    ],
    mail: { messageId: '<1@ville>', subject: 'XDM/1.0/DDM+CR', body: 'Bonjour' },
    flags: { MASQUE_PS: false, INVISIBLE_PATIENT: false, INVISIBLE_REP_LEGAUX: false, MODIF_CONF_CODE: false },
  });
  const judge = (text: string) => troubles(judgeLpsMessage(encodeEr7(text), { strict: true }));

  test('is conform', () => {
    expect(judge(pushed)).toEqual({});
  });

  test.each([
    [
      'in the profile of the other volet',
      pushed.replace('1.1^CISIS_CDA_HL7_LPS', '2.1^CISIS_CDA_HL7_V2'),
      'header',
      'le message suit 2.1^CISIS_CDA_HL7_V2',
    ],
    [
      'without the address of the sender',
      pushed.replace('|^^X.400^ville@test.mssante.fr', ''),
      'mail',
      'adresse de l’expéditeur absent',
    ],
    ['without its Message-ID', pushed.replace('<1@ville>', ''), 'mail', 'Message-ID du courriel absent'],
    ['without the mail', pushed.replace(/OBX\|2\|ED[^\r]*\r/, ''), 'mail', 'second OBX ED) absent'],
    ['with three metadata', pushed.replace(/OBX\|6[^\r]*\r/, ''), 'metadata', 'MODIF_CONF_CODE absente'],
    ['with ORC of another act', pushed.replace('ORC|NW', 'ORC|RO'), 'structure', 'T02/RO/F'],
    ['for another patient', pushed.replace(/(PID\|\|\|)\d{5}/, '$199999'), 'document', 'absent du CDA'],
    [
      'with a document cut',
      pushed.replace(/(\^XML\^Base64\^.{400})[^|]*/, '$1'),
      'document',
      'n’est pas un CDA lisible',
    ],
  ])('%s, is told', (_, text, check, told) => {
    const found = judge(text);
    expect(found[`hl7.lps.${check}`]).toMatch(/^fail/);
    expect(found[`hl7.lps.${check}`]).toContain(told);
  });
});

describe('an admission', () => {
  const admission: Admission = {
    header: { ...documentMessage({ controlId: 'ADT1' }).header, sendingApplication: 'GAM' },
    event: 'A01',
    patient: hl7PatientOf(patient('ux08-rights')),
    visit: { patientClass: 'I' },
    movement: { id: 'M1', start: '20260115100000', action: 'INSERT', historic: false, nature: 'HMS' },
    consent: { status: 'ACTIF', feeding: 'INO', consultation: 'IC' },
  };
  const text = writeAdmission(admission);
  const judge = (er7: string) => troubles(judgeAdmission(encodeEr7(er7)));

  test('is conform', () => {
    expect(judge(text)).toEqual({});
  });

  test('those of the roster are conform', () => {
    const { messages } = splitMessages(Buffer.from(rosterAdmissions(ROSTER)));
    expect(messages).toHaveLength(ROSTER.patients.length);
    const found = messages.flatMap((bytes) => judgeAdmission(bytes, { captured: true }));
    expect([
      ...new Set(found.filter(({ verdict }) => verdict === 'fail').map(({ received }) => JSON.stringify(received))),
    ]).toEqual([]);
  });

  test.each([
    ['of another profile', text.replace('2.11^IHE_FRANCE-2.11-PAM', '2.5^PAM'), 'header', 'le message suit 2.5^PAM'],
    ['of another structure', text.replace('ADT_A01', 'ADT_A05'), 'header', 'ADT^A01^ADT_A05'],
    ['without reliability', text.replace('|VALI\r', '\r'), 'identity', 'fiabilité de l’identité absente'],
    ['with an unknown reliability', text.replace('|VALI\r', '|OK\r'), 'identity', 'hors table 0445'],
    ['without a name', text.replace(/(PID\|1\|\|[^|]*\|\|)[^|]*/, '$1'), 'identity', 'nom absent'],
    [
      'with a ZBE one field too far',
      text.replace('||INSERT|N', '|20260116|x|INSERT|N'),
      'movement',
      'décalé d’un champ',
    ],
    ['without ZBE', text.replace(/ZBE[^\r]*\r/, ''), 'movement', 'ZBE absent d’un A01'],
  ])('%s is told', (_, er7, check, told) => {
    const found = judge(er7);
    expect(found[`hl7.admission.${check}`]).toMatch(/^fail/);
    expect(found[`hl7.admission.${check}`]).toContain(told);
  });

  test('another version of PAM.FR is judged alike; forbidden fields and an INS not qualified are told only', () => {
    const older = text.replaceAll('2.11', '2.10');
    expect(judge(older)).toEqual({});
    expect(
      verdicts(judgeAdmission(encodeEr7(text.replace('|VALI\r', '|PROV\r').replace('PID|1||', 'PID|1|77|')))),
    ).toEqual({
      'hl7.admission.identity': 'warning',
    });
  });

  test('a merge without what disappears is told', () => {
    const merge = writeAdmission({ header: admission.header, event: 'A40', patient: admission.patient });
    expect(judge(merge)['hl7.admission.identity']).toContain('A40 sans identifiant antérieur');
  });
});
