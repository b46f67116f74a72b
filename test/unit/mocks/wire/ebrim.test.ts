import { describe, expect, test } from 'vitest';
import { ASSOCIATION_TYPES, noObjects, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import type { Association, DocumentEntry, SubmissionSet } from '../../../../mocks/wire/ebrim-objects.js';
import { readRegistryObjects } from '../../../../mocks/wire/ebrim-read.js';
import { registryObjectList } from '../../../../mocks/wire/ebrim-write.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { ASSOCIATION, DOCUMENT, SUBMISSION_SET } from './registry-fixtures.js';

function roundTrip(objects: {
  documents?: DocumentEntry[];
  submissionSets?: SubmissionSet[];
  associations?: Association[];
  objectRefs?: string[];
}): ReturnType<typeof readRegistryObjects> {
  return readRegistryObjects(readXml(registryObjectList({ ...noObjects(), ...objects }).text));
}

test('every field of a document comes back', () => {
  expect(roundTrip({ documents: [DOCUMENT] }).documents).toEqual([DOCUMENT]);
});

test('submission sets, associations and references come back', () => {
  const objects = {
    submissionSets: [SUBMISSION_SET],
    associations: [
      ASSOCIATION,
      {
        id: 'association1',
        type: ASSOCIATION_TYPES.updateAvailabilityStatus,
        source: 'SubmissionSet01',
        target: DOCUMENT.entryUUID,
        slots: { NewStatus: [STATUS.deleted], OriginalStatus: [STATUS.approved] },
      },
    ],
    objectRefs: [DOCUMENT.entryUUID],
  };
  expect(roundTrip(objects)).toEqual({ ...noObjects(), ...objects });
});

test('a document with the least metadata comes back without inventions', () => {
  const least: DocumentEntry = {
    entryUUID: 'Document01',
    mimeType: 'text/xml',
    objectType: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
    uniqueId: '1.2.3',
    patientId: 'x',
    sourcePatientInfo: [],
    authors: [],
    confidentialityCodes: [],
    eventCodes: [],
    referenceIdList: [],
    otherSlots: {},
  };
  expect(roundTrip({ documents: [least] }).documents).toEqual([least]);
});

test.each(['<&>"\'', "L'été\n2ᵉ ligne", '😀 ]]>', ''])(
  'odd text comes back in title, values and labels: %j',
  (text) => {
    const odd: DocumentEntry = {
      ...DOCUMENT,
      title: text,
      comments: text,
      typeCode: { code: text, scheme: '1', label: text },
      authors: [{ person: text.trim(), institutions: [text.trim()], roles: [], specialties: [] }],
    };
    expect(roundTrip({ documents: [odd] }).documents).toEqual([odd]);
  },
);

describe('dialect', () => {
  const xml = registryObjectList({ ...noObjects(), documents: [DOCUMENT] }).text;

  test('the order is slots, Name, Description, VersionInfo, classifications, identifiers', () => {
    const names = readXml(xml).children[0]?.children.map((node) => node.local) ?? [];
    const order = ['Slot', 'Name', 'Description', 'VersionInfo', 'Classification', 'ExternalIdentifier'];
    expect([...names].sort((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(names);
    expect(new Set(names)).toEqual(new Set(order));
  });

  test('slots are in alphabetical order, authorInstitution before authorPerson', () => {
    const slots = [...xml.matchAll(/<rim:Slot name="([a-z][A-Za-z]*)"/g)].map((match) => match[1] ?? '');
    const own = slots.slice(0, slots.indexOf('sourcePatientInfo') + 1);
    expect([...own].sort()).toEqual(own);
    expect(slots.indexOf('authorInstitution')).toBeLessThan(slots.indexOf('authorPerson'));
  });

  test('labels are in French and UTF8, ids are UUIDs, all different and stable', () => {
    expect(xml).toContain('<rim:LocalizedString charset="UTF8" xml:lang="FR" value="Compte rendu"/>');
    const ids = [...xml.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(registryObjectList({ ...noObjects(), documents: [DOCUMENT] }).text).toBe(xml);
  });

  test('objects of a submission have symbolic ids below them', () => {
    const text = registryObjectList({ ...noObjects(), documents: [{ ...DOCUMENT, entryUUID: 'Document01' }] }).text;
    expect(text).toContain('id="Document01-1"');
    expect(text).toContain('classifiedObject="Document01"');
  });
});

test('a package is a submission set by its classification, inside it or beside it', () => {
  const list = (inside: string, beside: string): string =>
    `<l:RegistryObjectList xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><l:RegistryPackage id="p">${inside}</l:RegistryPackage>${beside}</l:RegistryObjectList>`;
  const node =
    '<l:Classification classifiedObject="p" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>';
  expect(readRegistryObjects(readXml(list(node, ''))).submissionSets).toHaveLength(1);
  expect(readRegistryObjects(readXml(list('', node))).submissionSets).toHaveLength(1);
  expect(readRegistryObjects(readXml(list('', ''))).submissionSets).toHaveLength(0);
});

test('nothing reads as nothing', () => {
  expect(readRegistryObjects(undefined)).toEqual(noObjects());
});
