import { describe, expect, test } from 'vitest';
import { hl7PatientOf } from '../../../../fixtures/hl7-identity.js';
import { patient } from '../../../../fixtures/roster.js';
import { parseEr7, segmentOf } from '../../../../mocks/wire/er7.js';
import {
  acknowledgementOf,
  applicationError,
  readAcknowledgement,
  writeAcknowledgement,
} from '../../../../mocks/wire/hl7-acknowledgement.js';
import { type Admission, readAdmission, writeAdmission } from '../../../../mocks/wire/hl7-admission.js';
import {
  type BusinessAcknowledgement,
  readBusinessAcknowledgement,
  writeBusinessAcknowledgement,
} from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { ACT_CODES, readDocumentMessage, writeDocumentMessage } from '../../../../mocks/wire/hl7-document-message.js';
import { documentFlags } from '../../../../mocks/wire/hl7-document-flags.js';
import { type LpsMessage, readLpsMessage, writeLpsMessage } from '../../../../mocks/wire/hl7-lps-message.js';
import { INS_NIR_TEST } from '../../../../mocks/wire/oids.js';
import { documentMessage } from '../hl7-bench.js';

const header = documentMessage({ controlId: 'H1' }).header;
const PERSON = hl7PatientOf(patient('ux08-rights'));

describe('a document message', () => {
  test.each([
    ['ORU', 'create'],
    ['ORU', 'replace'],
    ['ORU', 'delete'],
    ['MDM', 'create'],
    ['MDM', 'replace'],
    ['MDM', 'delete'],
  ] as const)('%s, %s, is read as it was written', (form, act) => {
    const flags = { DESTDMP: true, DESTMSSANTEPS: true, ACK_RECEPTION: true };
    const written = {
      ...documentMessage({ controlId: 'D&1', form, act, version: 2, flags, charset: '8859/15' }),
      visit: {
        patientClass: 'I',
        unit: 'UF|1',
        number: { id: 'V^9', authority: { name: 'CH', oid: '1.2', type: 'ISO' }, type: 'VN' },
      },
      patientMayNotAnswer: true,
      professionalMail: 'Cher confrère,\nvoici.',
      patientMail: 'Bonjour',
      replyTo: { address: 'reponse@test.mssante.fr' },
    };
    const read = readDocumentMessage(parseEr7(writeDocumentMessage(written)));
    const { documentId, parentId, ...common } = written;
    const carried = form === 'MDM' ? { documentId, ...(parentId ? { parentId } : {}) } : {};
    expect(read).toEqual({
      ...common,
      ...carried,
      header: { ...written.header, charset: '8859/15' },
      base64: written.cda.toString('base64'),
      profile: { version: '2.1', name: 'CISIS_CDA_HL7_V2' },
      said: { ...ACT_CODES[act], event: form === 'ORU' ? 'R01' : ACT_CODES[act].event },
    });
  });

  test('with an extension, TXA-12 is extension^^root^ISO', () => {
    const documentId = { root: '1.2.250.1.999.1', extension: 'DOC 7' };
    const er7 = parseEr7(writeDocumentMessage({ ...documentMessage({ controlId: 'X' }), documentId }));
    expect(segmentOf(er7, 'TXA')?.fields[12]).toBe('DOC 7^^1.2.250.1.999.1^ISO');
    expect(readDocumentMessage(er7).documentId).toEqual(documentId);
  });

  test.each([
    ['ORC|NW', 'ORC|CA'],
    ['||||||F\rPRT', '||||||D\rPRT'],
    ['MDM^T02', 'MDM^T10'],
    ['ORC|NW\r', ''],
  ])('has no act when event, ORC-1 and OBX-11 do not agree (%s → %s)', (right, wrong) => {
    const text = writeDocumentMessage(documentMessage({ controlId: 'X' }));
    expect(text).toContain(right);
    expect(readDocumentMessage(parseEr7(text.replace(right, wrong))).act).toBeUndefined();
  });

  test('a message that is something else is read without throwing', () => {
    const read = readDocumentMessage(parseEr7('MSH|^~\\&|A\rOBX|x\r'));
    expect(read).toMatchObject({ form: undefined, act: undefined, base64: '', flags: {}, recipients: [] });
  });
});

describe('an acknowledgement', () => {
  const asked = parseEr7(writeDocumentMessage(documentMessage({ controlId: 'M7', form: 'ORU', charset: '8859/15' })));

  test('answers with the ends swapped, in the version and charset of the message, without MSH-21', () => {
    const answer = acknowledgementOf(asked, { time: '20260115103001', controlId: 'A1', code: 'AA' });
    expect(writeAcknowledgement(answer)).toBe(
      'MSH|^~\\&|PFI|CH-ESSAIS|DPI|CH-ESSAIS|20260115103001||ACK^R01^ACK|A1|T|2.5|||||FRA|8859/15\rMSA|AA|M7\r',
    );
  });

  test('with errors is read as it was written', () => {
    const errors = [applicationError('902', 'Identifiant patient inconnu', 'PID^1^3')];
    const answer = acknowledgementOf(asked, { time: '20260115', controlId: 'A2', code: 'AE', errors });
    const text = writeAcknowledgement(answer);
    expect(text).toContain(
      'ERR||PID^1^3|207^Application error^messageErrorCondition|E|902^Identifiant patient inconnu^applicationErrorCondition\r',
    );
    expect(readAcknowledgement(parseEr7(text))).toEqual({
      ...answer,
      errors: errors.map((error) => ({ ...error, text: 'Application error' })),
    });
  });
});

describe('a business acknowledgement', () => {
  const base = { header: { ...header, charset: 'UNICODE UTF-8' }, acknowledges: 'MSG0001' };

  test('of the DMP that refuses is written as the volet shows', () => {
    const text = writeBusinessAcknowledgement({
      ...base,
      kind: 'dmp-reception',
      accepted: false,
      error: { code: 'DMPClosed', label: 'DMP fermé' },
    });
    expect(text.split('\r').slice(2)).toEqual([
      'OBX|1|CWE|ACK_RECEPTION_DMP^Accusé de réception DMP^AckMetierZAM|MSG0001|N^^expandedYes-NoIndicator||||||F',
      'ERR|||207^Application error^messageErrorCondition|E|DMPClosed^DMP fermé^DMP_ERROR_CODE',
      '',
    ]);
  });

  test.each<BusinessAcknowledgement>([
    { ...base, kind: 'dmp-reception', accepted: true },
    { ...base, kind: 'mss-reception', accepted: true, party: { address: 'a@b.mssante.fr', personId: '899790000001' } },
    { ...base, kind: 'mss-reading', accepted: true, party: { address: 'a@b.mssante.fr' } },
  ])('$kind is read as it was written', (zam) => {
    const { said: _said, ...read } = readBusinessAcknowledgement(parseEr7(writeBusinessAcknowledgement(zam)));
    expect(read).toEqual(zam);
  });

  test('a refusal by SMTP keeps its code and its mailbox', () => {
    const zam = { ...base, kind: 'mss-reception', accepted: false, party: { address: 'a@b.fr' } } as const;
    const text = writeBusinessAcknowledgement({ ...zam, error: { code: '550', label: 'Boîte inconnue' } });
    expect(readBusinessAcknowledgement(parseEr7(text))).toMatchObject({
      ...zam,
      error: { code: '207', application: { code: '550', label: 'Boîte inconnue', system: 'SMTPERRORCODE' } },
    });
  });
});

describe('a document received by MSSanté and pushed to the DPI', () => {
  const { type, cda, documentId } = documentMessage({ controlId: 'L' });
  const message: LpsMessage = {
    header: { ...header, charset: 'UNICODE UTF-8' },
    act: 'create',
    patient: PERSON,
    visit: { patientClass: 'N' },
    type,
    cda,
    ...(documentId ? { documentId } : {}),
    sender: { address: 'ville@test.mssante.fr' },
    recipients: [
      { organization: { name: 'Urologie', oid: '750990012', type: 'UF', id: '3435' }, address: 'dpi@ch.mssante.fr' },
    ],
    mail: { messageId: '<1@ville>', subject: 'XDM/1.0/DDM+CR & suites', body: 'Bonjour é' },
    flags: { MASQUE_PS: false, INVISIBLE_PATIENT: true, INVISIBLE_REP_LEGAUX: false, MODIF_CONF_CODE: false },
  };

  test('is read as it was written', () => {
    const { base64: _base64, said: _said, profile, form, ...read } = readLpsMessage(parseEr7(writeLpsMessage(message)));
    expect(read).toEqual(message);
    expect([form, profile]).toEqual(['MDM', { version: '1.1', name: 'CISIS_CDA_HL7_LPS' }]);
  });

  test('a subject whose & is not escaped is read whole', () => {
    const text = writeLpsMessage(message).replace('\\T\\', '&');
    expect(readLpsMessage(parseEr7(text)).mail?.subject).toBe('XDM/1.0/DDM+CR & suites');
  });

  test('without a mail it has none', () => {
    const text = writeLpsMessage(message).replace(/OBX\|2\|ED[^\r]*\r/, '');
    expect(readLpsMessage(parseEr7(text)).mail).toBeUndefined();
  });
});

describe('an admission', () => {
  const admission: Admission = {
    header: { ...header, charset: 'UNICODE UTF-8' },
    event: 'A01',
    occurredAt: '20260115100000',
    patient: PERSON,
    visit: { patientClass: 'I', unit: 'CARDIO' },
    movement: {
      id: 'MVT1',
      start: '20260115100000',
      action: 'INSERT',
      historic: false,
      medicalUnit: '6268',
      careUnit: '6269',
      nature: 'HMS',
    },
    consent: { status: 'ACTIF', feeding: 'INO', feedingAt: '20260115', consultation: 'IC', consultationAt: '20260115' },
    proof: { obtainedBy: 'INSI', queriedAt: '20260110', proof: 'CN' },
  };

  test('is read as it was written', () => {
    const { kind, ...read } = readAdmission(parseEr7(writeAdmission(admission)));
    expect(read).toEqual(admission);
    expect(kind).toMatchObject({ structure: 'ADT_A01', version: '2.5', localVersion: '2.11' });
  });

  test('a merge names the identifiers that disappear', () => {
    const previous = [{ id: 'OLD', authority: { name: 'CH', oid: '1.2', type: 'ISO' }, type: 'PI' }];
    const {
      event,
      patient: kept,
      ...read
    } = readAdmission(parseEr7(writeAdmission({ header, event: 'A40', patient: PERSON, previous })));
    expect([event, kept, read.previous]).toEqual(['A40', PERSON, previous]);
  });

  test('connexion secrète is neither written nor read until a place is agreed on', () => {
    const secret = { ...admission, secretConnection: true };
    const place = { segment: 'ZFA', field: 13, code: 'SECRETE' };
    expect(writeAdmission(secret)).toBe(writeAdmission(admission));
    expect(readAdmission(parseEr7(writeAdmission(secret)))).not.toHaveProperty('secretConnection');
    const text = writeAdmission(secret, place);
    expect(text).toContain('|SECRETE\r');
    expect(readAdmission(parseEr7(text), place).secretConnection).toBe(true);
    expect(readAdmission(parseEr7(writeAdmission(admission)), place).secretConnection).toBe(false);
  });

  test('an INS is found by its type, and by its authority when the type is missing', () => {
    const text = writeAdmission(admission).replace('&ISO^INS', '&ISO');
    const [ins] = readAdmission(parseEr7(text)).patient.identifiers;
    expect(ins).toMatchObject({ type: '', authority: { oid: INS_NIR_TEST } });
  });
});

test('metadata not raised are N, all ten of them', () => {
  expect(Object.values(documentFlags())).toEqual(Array.from({ length: 10 }, () => false));
});
