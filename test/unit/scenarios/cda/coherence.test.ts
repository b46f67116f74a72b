import { describe, expect, test } from 'vitest';
import { newDocument } from '../../../../mocks/dmp/document-metadata.js';
import type { DocumentEntry } from '../../../../mocks/wire/ebrim-objects.js';
import { checkCdaXds } from '../../../../scenarios/cda/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { input, read } from './documents.js';

const person = input().patient;
const cda = read('N3');

/** The metadata a careful sender gives this document. */
function entry(given: Partial<DocumentEntry> = {}): DocumentEntry {
  const { metadata } = newDocument(
    {
      uniqueId: input().uid,
      title: input().title,
      typeCode: { code: '11490-0', scheme: '2.16.840.1.113883.6.1', label: 'x' },
      classCode: '10',
      formatCode: { code: 'urn:ihe:pcc:xds-ms:2007', scheme: '1.3.6.1.4.1.19376.1.2.3', label: 'x' },
      contentBase64: '',
      authorProfessional: { nationalId: '899790000212', familyName: 'ESSAI-PREMIER', givenName: 'Camille' },
      authorStructure: { finess: '750990012', name: 'CENTRE HOSPITALIER DES ESSAIS' },
      creationTime: '2026-02-03T08:15:30Z',
    },
    {
      ins: person.ins,
      insOid: person.insOid,
      familyName: person.birthFamilyName,
      givenName: person.givenNames[0] ?? '',
      birthDate: person.birthDate,
      gender: person.gender,
    },
    new Date('2026-02-03T08:20:00Z'),
  );
  return { ...metadata, ...given };
}

function red(given: Partial<DocumentEntry>, document = cda): Record<string, string> {
  const findings = checkCdaXds({ cda: document, entry: entry(given) }).filter(({ verdict }) => verdict !== 'pass');
  return Object.fromEntries(findings.map(({ check, received = '' }) => [check.id, inLang(received, 'fr')]));
}

describe('a CDA and its XDS metadata', () => {
  test('agree, whatever the offset of the CDA’s times', () => {
    expect(red({})).toEqual({});
    const local = read('N3', (xml) => xml.replaceAll('20260203081530+0000', '20260203091530+0100'));
    expect(red({}, local)).toEqual({});
  });

  test('agree when one is less precise than the other', () => {
    expect(red({ serviceStartTime: '20260203' })).toEqual({});
    expect(
      red(
        {},
        read('N3', (xml) => xml.replaceAll('20260203081530+0000', '20260203')),
      ),
    ).toEqual({});
  });

  test.for([
    ['uniqueId', { uniqueId: '1.2.3' }, 'cda-xds.identifiers'],
    ['patientId', { patientId: '158039999990184^^^&1.2.250.1.213.1.4.10&ISO^NH' }, 'cda-xds.identifiers'],
    ['sourcePatientId', { sourcePatientId: 'X1^^^&1.2.3&ISO^PI' }, 'cda-xds.identifiers'],
    ['sourcePatientInfo', { sourcePatientInfo: ['PID-7|19000101'] }, 'cda-xds.identifiers'],
    ['title', { title: 'Autre' }, 'cda-xds.codes'],
    ['typeCode', { typeCode: { code: '34112-3', scheme: '2.16.840.1.113883.6.1', label: '' } }, 'cda-xds.codes'],
    ['languageCode', { languageCode: 'en-US' }, 'cda-xds.codes'],
    ['formatCode', { formatCode: { code: 'urn:ihe:iti:xds-sd:pdf:2008', scheme: '', label: '' } }, 'cda-xds.codes'],
    [
      'confidentialityCode',
      { confidentialityCodes: [{ code: 'R', scheme: '2.16.840.1.113883.5.25', label: '' }] },
      'cda-xds.codes',
    ],
    ['creationTime', { creationTime: '20260203091530' }, 'cda-xds.dates'],
    ['serviceStartTime', { serviceStartTime: '20250101000000' }, 'cda-xds.dates'],
    [
      'authorPerson',
      {
        authors: [
          {
            person: '899790000410^X^Y',
            institutions: ['A^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750990012'],
            roles: [],
            specialties: [],
          },
        ],
      },
      'cda-xds.people',
    ],
    [
      'authorInstitution',
      {
        authors: [
          {
            person: '899790000212^X^Y',
            institutions: ['A^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750990020'],
            roles: [],
            specialties: [],
          },
        ],
      },
      'cda-xds.people',
    ],
    ['legalAuthenticator', { legalAuthenticator: '899790000410^X^Y' }, 'cda-xds.people'],
  ] as [string, Partial<DocumentEntry>, string][])(
    'another %s is told, and nothing else',
    ([attribute, given, check]) => {
      const told = red(given);
      expect(Object.keys(told)).toEqual([check]);
      expect(told[check]).toContain(attribute);
    },
  );
});
