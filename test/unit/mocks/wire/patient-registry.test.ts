import { expect, test } from 'vitest';
import { buildPatientAnswer, buildPatientQuery } from '../../../../mocks/wire/patient-registry-write.js';
import { readPatientAnswer, readPatientQuery } from '../../../../mocks/wire/patient-registry-read.js';
import {
  buildPatientList,
  buildPatientListResponse,
  readPatientList,
  readPatientListResponse,
} from '../../../../mocks/wire/si-dmp-patients.js';
import type { PatientListResponse } from '../../../../mocks/wire/si-dmp-patients.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { PATIENT_ANSWERS, PATIENT_QUERY } from './patient-fixtures.js';

test('TD0.2 request reads back as it was built', () => {
  expect(readPatientQuery(readXml(buildPatientQuery(PATIENT_QUERY)))).toEqual(PATIENT_QUERY);
});

test.each(Object.entries(PATIENT_ANSWERS))('TD0.2 answer “%s” reads back as it was built', (_name, answer) => {
  expect(readPatientAnswer(readXml(buildPatientAnswer(answer)))).toEqual(answer);
});

test('prefixes are the sender’s business', () => {
  const xml = buildPatientQuery(PATIENT_QUERY)
    .replace('<PRPA_IN201307UV02 xmlns=', '<urn:PRPA_IN201307UV02 xmlns:urn="urn:hl7-org:v3" xmlns=')
    .replace('</PRPA_IN201307UV02>', '</urn:PRPA_IN201307UV02>');
  expect(readPatientQuery(readXml(xml))).toEqual(PATIENT_QUERY);
});

test('the acknowledgement’s type may be an element, a closing date a low or high', () => {
  const xml = buildPatientAnswer(PATIENT_ANSWERS.closed)
    .replace('<acknowledgement typeCode="AA">', '<acknowledgement><typeCode code="AA"/>')
    .replace(
      '<effectiveTime value="20251104090000"/>',
      '<effectiveTime><high value="20251104090000"/></effectiveTime>',
    );
  expect(readPatientAnswer(readXml(xml))).toEqual(PATIENT_ANSWERS.closed);
});

test('an empty message reads as empty, another element is refused', () => {
  const empty = readPatientAnswer(readXml('<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3"/>'));
  expect(empty).toMatchObject({ responseCode: '', acknowledgement: '', errors: [] });
  expect(empty.record).toBeUndefined();
  expect(readPatientQuery(readXml('<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3"/>')).patient).toEqual({ root: '' });
  const refused = expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }) as Error;
  for (const read of [readPatientQuery, readPatientAnswer, readPatientList, readPatientListResponse]) {
    expect(() => read(readXml('<a/>'))).toThrow(refused);
  }
});

test('TD0.4 request and answer read back as they were built', () => {
  const request = { startDate: '20260101000000', dateType: 'LASTAUTORIZATION', psOwnerId: '810999999906' };
  expect(readPatientList(readXml(buildPatientList(request)))).toEqual(request);
  expect(readPatientList(readXml(buildPatientList({})))).toEqual({});
  const response: PatientListResponse = {
    patients: [
      {
        identifiers: [{ nationalId: '299019999999929', nationalIdType: '1.2.250.1.213.1.4.10' }],
        lastName: 'ESSAI-UN',
        patronymicalName: 'L’<ESSAI>',
        firstName: 'CAMILLE',
        civility: 'MME',
        dateOfBirth: '19990101',
        isTreatingPhysician: true,
        message: false,
        lastAccessDate: '20260115093000',
        lastUpdateDate: '20260115093001',
        lastAddDate: '20260115093002',
      },
      { identifiers: [], isTreatingPhysician: false, message: true },
    ],
    status: 'DMPOk',
    context: 'rien à dire',
  };
  expect(readPatientListResponse(readXml(buildPatientListResponse(response)))).toEqual(response);
  const refusal = { patients: [], status: 'DMPErrorLPS' };
  expect(readPatientListResponse(readXml(buildPatientListResponse(refusal)))).toEqual(refusal);
});
