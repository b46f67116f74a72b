import { describe, expect, test } from 'vitest';
import { noObjects, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { extrinsicObject } from '../../../../mocks/wire/ebrim-write.js';
import { RESPONSE_STATUS } from '../../../../mocks/wire/registry-errors.js';
import type { RegistryError } from '../../../../mocks/wire/registry-errors.js';
import { QUERY_IDS, QUERY_PARAMETERS } from '../../../../mocks/wire/stored-query-definitions.js';
import type { QueryName } from '../../../../mocks/wire/stored-query-definitions.js';
import { formatQueryValue, parseQueryValue } from '../../../../mocks/wire/stored-query-values.js';
import {
  buildAdhocQueryRequest,
  buildAdhocQueryResponse,
  QUERY_PROBLEM_CODES,
  queryValues,
  readAdhocQueryRequest,
  readAdhocQueryResponse,
} from '../../../../mocks/wire/stored-query.js';
import type { AdhocQuery } from '../../../../mocks/wire/stored-query.js';
import { escapeXml } from '../../../../mocks/wire/xml-builder.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { ASSOCIATION, DOCUMENT, SUBMISSION_SET } from './registry-fixtures.js';

const PATIENT = '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH';

/** A query written by hand, slot values as given. */
function query(id: string, slots: [name: string, ...values: string[]][]): AdhocQuery {
  const written = slots.map(
    ([name, ...values]) =>
      `<Slot name="${name}"><ValueList>${values.map((value) => `<Value>${escapeXml(value)}</Value>`).join('')}</ValueList></Slot>`,
  );
  return readAdhocQueryRequest(
    readXml(
      `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><q:ResponseOption returnType="LeafClass"/><AdhocQuery id="${id}">${written.join('')}</AdhocQuery></q:AdhocQueryRequest>`,
    ),
  );
}

const PATIENT_AND_STATUS: [string, string][] = [
  ['$XDSDocumentEntryPatientId', `'${PATIENT}'`],
  ['$XDSDocumentEntryStatus', `('${STATUS.approved}')`],
];

describe('requests', () => {
  test('a request reads back as it was built, codes and times included', () => {
    const xml = buildAdhocQueryRequest({
      query: 'FindDocuments',
      parameters: [
        { name: '$XDSDocumentEntryPatientId', values: [PATIENT] },
        { name: '$XDSDocumentEntryStatus', values: [STATUS.approved, STATUS.archived] },
        { name: '$XDSDocumentEntryServiceStartTimeFrom', values: ['20240203000000'] },
        { name: '$XDSDocumentEntryTypeCode', values: [{ code: '11490-0', scheme: '2.16.840.1.113883.6.1' }] },
        { name: '$XDSDocumentEntryEventCodeList', values: [{ code: 'H33', scheme: '1' }] },
        { name: '$XDSDocumentEntryEventCodeList', values: [{ code: 'H34', scheme: '1' }] },
        { name: '$XDSDocumentEntryAuthorPerson', values: ["%L'HERMITE%"] },
      ],
    });
    expect(xml).toContain(`<rim:Value>'${escapeXml(PATIENT)}'</rim:Value>`);
    expect(xml).toContain('<rim:Value>20240203000000</rim:Value>');
    expect(xml).toContain("<rim:Value>('11490-0^^2.16.840.1.113883.6.1')</rim:Value>");
    expect(xml).toContain("<rim:Value>('%L''HERMITE%')</rim:Value>");
    const read = readAdhocQueryRequest(readXml(xml));
    expect(read).toMatchObject({ query: 'FindDocuments', returnType: 'LeafClass', problems: [], tolerated: [] });
    expect(queryValues(read, '$XDSDocumentEntryPatientId')).toEqual([PATIENT]);
    expect(queryValues(read, '$XDSDocumentEntryStatus')).toEqual([STATUS.approved, STATUS.archived]);
    expect(queryValues(read, '$XDSDocumentEntryAuthorPerson')).toEqual(["%L'HERMITE%"]);
    expect(read.slots[3]?.codes).toEqual([{ code: '11490-0', label: '', scheme: '2.16.840.1.113883.6.1' }]);
    expect(read.slots.filter(({ name }) => name === '$XDSDocumentEntryEventCodeList')).toHaveLength(2);
    expect(queryValues(read, '$absent')).toEqual([]);
  });

  test.each(Object.keys(QUERY_IDS) as QueryName[])('%s: a request with what it needs has no problem', (name) => {
    const groups = new Set<string>();
    const parameters = Object.entries(QUERY_PARAMETERS[name]).flatMap(([parameter, definition]) => {
      const firstOfGroup = definition.oneOf !== undefined && !groups.has(definition.oneOf);
      if (firstOfGroup) groups.add(definition.oneOf ?? '');
      return definition.required || firstOfGroup ? [{ name: parameter, values: ['1'] }] : [];
    });
    const read = readAdhocQueryRequest(
      readXml(buildAdhocQueryRequest({ query: name, returnType: 'ObjectRef', parameters })),
    );
    expect(read).toMatchObject({ query: name, returnType: 'ObjectRef', problems: [], tolerated: [] });
  });

  test('the values of a slot with several Value elements are alternatives', () => {
    const read = query(QUERY_IDS.FindDocuments, [
      ...PATIENT_AND_STATUS,
      ['$XDSDocumentEntryClassCode', "('10^^1','11^^1')", "('31^^1')"],
    ]);
    expect(queryValues(read, '$XDSDocumentEntryClassCode')).toEqual(['10^^1', '11^^1', '31^^1']);
    expect(read.problems).toEqual([]);
  });

  test('a code of three components counts by the first and third', () => {
    const read = query(QUERY_IDS.FindDocuments, [
      ...PATIENT_AND_STATUS,
      ['$XDSDocumentEntryConfidentialityCode', "('MASQUE_PS^Masqué^1.2.250.1.213.1.1.4.13')"],
    ]);
    expect(read.slots[2]?.codes[0]).toMatchObject({ code: 'MASQUE_PS', scheme: '1.2.250.1.213.1.1.4.13' });
  });

  test.each([
    ['an unquoted string', '$XDSDocumentEntryPatientId', PATIENT, 'syntax'],
    ['a list without parentheses', '$XDSDocumentEntryStatus', `'${STATUS.approved}'`, 'syntax'],
    ['an unquoted list', '$XDSDocumentEntryStatus', `(${STATUS.approved})`, 'syntax'],
    ['a lone apostrophe', '$XDSDocumentEntryStatus', "('a'b')", 'syntax'],
    ['a trailing comma', '$XDSDocumentEntryStatus', "('a',)", 'syntax'],
    ['an empty list', '$XDSDocumentEntryStatus', '()', 'syntax'],
    ['two values where one is allowed', '$XDSDocumentEntryPatientId', "('a','b')", 'syntax'],
    ['a time that is no number', '$XDSDocumentEntryCreationTimeFrom', "'hier'", 'syntax'],
  ])('%s is a syntax problem of its parameter', (_what, name, value, kind) => {
    const others = PATIENT_AND_STATUS.filter(([parameter]) => parameter !== name);
    const { problems } = query(QUERY_IDS.FindDocuments, [...others, [name, value]]);
    expect(problems).toMatchObject([{ kind, parameter: name }]);
    expect(QUERY_PROBLEM_CODES.syntax).toBe('XDSRegistryError');
  });

  test('what leaves no doubt is accepted, and said', () => {
    const read = query(QUERY_IDS.FindDocuments, [
      ['$XDSDocumentEntryPatientId', `('${PATIENT}')`],
      ['$XDSDocumentEntryStatus', `('${STATUS.approved}')`],
      ['$XDSDocumentEntryServiceStartTimeFrom', "'20240101'"],
      ['$XDSDocumentEntryInvented', "('x')"],
    ]);
    expect(read.problems).toEqual([]);
    expect(read.tolerated).toHaveLength(3);
    expect(queryValues(read, '$XDSDocumentEntryPatientId')).toEqual([PATIENT]);
    expect(queryValues(read, '$XDSDocumentEntryServiceStartTimeFrom')).toEqual(['20240101']);
  });

  test('missing, repeated and exclusive parameters are told apart', () => {
    const kinds = (read: AdhocQuery): string[] => read.problems.map((problem) => problem.kind);
    expect(kinds(query(QUERY_IDS.FindDocuments, []))).toEqual(['missing-parameter', 'missing-parameter']);
    expect(kinds(query(QUERY_IDS.FindDocuments, [...PATIENT_AND_STATUS, ...PATIENT_AND_STATUS]))).toEqual([
      'parameter-number',
      'parameter-number',
    ]);
    const id: [string, string] = ['$XDSDocumentEntryEntryUUID', "('urn:uuid:1')"];
    const unique: [string, string] = ['$XDSDocumentEntryUniqueId', "('1.2')"];
    expect(kinds(query(QUERY_IDS.GetDocuments, []))).toEqual(['parameter-number']);
    expect(kinds(query(QUERY_IDS.GetDocuments, [id, unique]))).toEqual(['parameter-number']);
    expect(kinds(query(QUERY_IDS.GetDocuments, [unique]))).toEqual([]);
  });

  test('an unknown query is a problem, its slots still read', () => {
    const read = query('urn:uuid:00000000-0000-4000-8000-000000000000', [['$x', "('a')"]]);
    expect(read.problems).toMatchObject([{ kind: 'unknown-query' }]);
    expect(read.query).toBeUndefined();
    expect(queryValues(read, '$x')).toEqual(['a']);
    expect(query(QUERY_IDS.GetDocuments.toUpperCase().replace('URN:UUID', 'urn:uuid'), []).query).toBe('GetDocuments');
  });

  test('refuses another element', () => {
    expect(() => readAdhocQueryRequest(readXml('<a/>'))).toThrow(
      expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }),
    );
    expect(() => readAdhocQueryResponse(readXml('<a/>'))).toThrow(
      expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }),
    );
  });
});

describe('value syntax', () => {
  test.each([["L'été"], ["'"], ["''"], ["a','b"], ['(x)'], [','], [''], ['é\n']])('%j comes back', (text) => {
    expect(parseQueryValue(formatQueryValue([text], 'string'), 'string').values).toEqual([text]);
    expect(parseQueryValue(formatQueryValue([text, 'z'], 'strings'), 'strings').values).toEqual([text, 'z']);
  });

  test('a very long value is read without trouble', () => {
    const text = "a'".repeat(500_000);
    expect(parseQueryValue(formatQueryValue([text], 'string'), 'string').values).toEqual([text]);
    expect(parseQueryValue(`('${"''".repeat(200_000)}`, 'strings').error).toBeDefined();
  });
});

describe('answers', () => {
  test('objects come back, with their count', () => {
    const objects = {
      ...noObjects(),
      documents: [DOCUMENT],
      submissionSets: [SUBMISSION_SET],
      associations: [ASSOCIATION],
    };
    const read = readAdhocQueryResponse(readXml(buildAdhocQueryResponse({ objects })));
    expect(read).toEqual({ status: RESPONSE_STATUS.success, objects, errors: [], totalResultCount: 3 });
  });

  test('a registry may hand out documents it wrote before: the answer is the same', () => {
    const written = extrinsicObject(DOCUMENT);
    const answer = { objects: { documents: [DOCUMENT] } };
    expect(buildAdhocQueryResponse(answer, () => written)).toBe(buildAdhocQueryResponse(answer));
  });

  test('references come back', () => {
    const xml = buildAdhocQueryResponse({ objects: { objectRefs: [DOCUMENT.entryUUID] } });
    expect(readAdhocQueryResponse(readXml(xml)).objects.objectRefs).toEqual([DOCUMENT.entryUUID]);
  });

  test('nothing found is a success of zero objects', () => {
    expect(readAdhocQueryResponse(readXml(buildAdhocQueryResponse()))).toMatchObject({
      status: RESPONSE_STATUS.success,
      totalResultCount: 0,
    });
  });

  test('an error keeps the empty list the schema requires', () => {
    const errors: RegistryError[] = [
      { code: 'DMPAuthorizationNotFound', context: 'Aucune autorisation', severity: 'error' },
    ];
    const xml = buildAdhocQueryResponse({ errors });
    expect(xml).toMatch(/<\/rs:RegistryErrorList><rim:RegistryObjectList [^>]*\/>/);
    expect(readAdhocQueryResponse(readXml(xml))).toMatchObject({ status: RESPONSE_STATUS.failure, errors });
  });
});
