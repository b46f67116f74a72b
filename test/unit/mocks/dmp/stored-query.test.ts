import { describe, expect, test } from 'vitest';
import { confidentialityCodes } from '../../../../mocks/dmp/document-metadata.js';
import { isLike } from '../../../../mocks/dmp/document-filters.js';
import { ASSOCIATION_TYPES } from '../../../../mocks/wire/ebrim-objects.js';
import type { QueryParameter } from '../../../../mocks/wire/stored-query.js';
import { APPROVED, AUTHOR, cx, DmpBench, findParameters, INS, OTHER_INS, titles } from './dmp-bench.js';

const DEPRECATED = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated';
const ARCHIVED = 'urn:asip:ci-sis:2010:StatusType:Archived';
const LOINC = '2.16.840.1.113883.6.1';
const MASKED = { confidentialityCodes: confidentialityCodes(['MASQUE_PS']) };
const uuids = (...values: string[]): QueryParameter[] => [{ name: '$XDSDocumentEntryEntryUUID', values }];
const level2: QueryParameter = { name: '$MetadataLevel', values: ['2'] };

describe('FindDocuments', () => {
  test('returns the documents of the patient, complete, and of nobody else', async () => {
    const bench = new DmpBench();
    const entry = bench.feed({ title: 'Lettre', confidentiality: ['INVISIBLE_PATIENT'] });
    bench.feed({ title: 'Autre patient' }, OTHER_INS);
    const { objects, status, answer } = await bench.find();
    expect(status).toMatch(/Success$/);
    expect(objects.documents).toMatchObject([{ ...entry.metadata, objectType: expect.any(String) as string }]);
    expect(answer.exchange).toMatchObject({
      transaction: 'td3-1a',
      keys: { patient: INS, user: '899790000212', structure: '1750990012', query: 'FindDocuments' },
      summary: `TD3.1 FindDocuments patient ${INS} : 1 document`,
    });
  });

  test.each<[string, QueryParameter, string[]]>([
    [
      'codes of one slot are alternatives',
      { name: '$XDSDocumentEntryTypeCode', values: [`11490-0^^${LOINC}`, `11502-2^^${LOINC}`] },
      ['A', 'B'],
    ],
    ['the scheme counts', { name: '$XDSDocumentEntryTypeCode', values: ['11490-0^^1.2.3'] }, []],
    ['a code with its label', { name: '$XDSDocumentEntryTypeCode', values: [`11490-0^Lettre^${LOINC}`] }, ['A']],
    ['classCode', { name: '$XDSDocumentEntryClassCode', values: ['42^^1.2.250.1.213.1.1.4.1'] }, ['C']],
    [
      'formatCode',
      { name: '$XDSDocumentEntryFormatCode', values: ['urn:ihe:lab:xd-lab:2008^^1.3.6.1.4.1.19376.1.2.3'] },
      ['B'],
    ],
    [
      'practice setting',
      { name: '$XDSDocumentEntryPracticeSettingCode', values: ['AMBULATOIRE^^1.2.250.1.213.1.1.4.9'] },
      ['A', 'B'],
    ],
    [
      'facility type',
      { name: '$XDSDocumentEntryHealthcareFacilityTypeCode', values: ['SA01^^1.2.250.1.71.4.2.4'] },
      ['C'],
    ],
    ['event code', { name: '$XDSDocumentEntryEventCodeList', values: ['J18^^2.16.840.1.113883.6.3'] }, ['C']],
    ['author, LIKE', { name: '$XDSDocumentEntryAuthorPerson', values: [`${AUTHOR}^TIERS%`] }, ['A', 'B', 'C']],
    ['author, anchored', { name: '$XDSDocumentEntryAuthorPerson', values: ['TIERS'] }, []],
    ['time From is inclusive', { name: '$XDSDocumentEntryCreationTimeFrom', values: ['20260110120000'] }, ['B', 'C']],
    ['time To is exclusive', { name: '$XDSDocumentEntryCreationTimeTo', values: ['20260110120000'] }, ['A']],
    ['times of lower precision', { name: '$XDSDocumentEntryServiceStartTimeFrom', values: ['202601'] }, ['B', 'C']],
    ['an absent time never matches', { name: '$XDSDocumentEntryServiceStopTimeFrom', values: ['2000'] }, ['C']],
    ['object type', { name: '$XDSDocumentEntryType', values: ['urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248'] }, []],
  ])('filters: %s', async (_name, filter, expected) => {
    const bench = new DmpBench();
    bench.feed({ title: 'A', creationTime: '2025-12-31T12:00:00Z' });
    bench.feed({
      title: 'B',
      typeCode: '11502-2',
      formatCode: 'urn:ihe:lab:xd-lab:2008',
      creationTime: '2026-01-10T12:00:00Z',
    });
    bench.feed({
      title: 'C',
      typeCode: '57833-6',
      classCode: '42',
      creationTime: '2026-01-20T12:00:00Z',
      serviceStopTime: '2026-01-21',
      eventCodes: [{ code: 'J18', scheme: '2.16.840.1.113883.6.3', label: 'Pneumopathie' }],
      authorStructure: { finess: '750990020', name: 'CENTRE HOSPITALIER VOISIN FICTIF' },
    });
    expect(titles((await bench.find([filter])).objects)).toEqual(expected);
  });

  test('slots that are repeated add up', async () => {
    const bench = new DmpBench();
    bench.feed({ title: 'N' });
    bench.feed({ title: 'NI', confidentiality: ['INVISIBLE_PATIENT'] });
    const slot = (code: string): QueryParameter => ({ name: '$XDSDocumentEntryConfidentialityCode', values: [code] });
    const both = [slot('N^^2.16.840.1.113883.5.25'), slot('INVISIBLE_PATIENT^^1.2.250.1.213.1.1.4.13')];
    expect(titles((await bench.find(both)).objects)).toEqual(['NI']);
  });

  test('finds by reference id', async () => {
    const bench = new DmpBench();
    bench.feed({ title: 'KOS', referenceIdList: ['ACC1^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession'] });
    bench.feed({ title: 'Autre' });
    const { objects } = await bench.query('FindDocumentsByReferenceId', [
      ...findParameters(),
      {
        name: '$XDSDocumentEntryReferenceIdList',
        values: ['ACC1^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession', 'ACC2^^^&1.2.3&ISO'],
      },
    ]);
    expect(titles(objects)).toEqual(['KOS']);
  });

  test('returns archived and replaced documents only when their status is asked', async () => {
    const bench = new DmpBench();
    bench.state.changeStatus(bench.feed({ title: 'Archivé' }), 'Archived');
    bench.replace(bench.feed({ title: 'Ancien' }), { title: 'Nouveau' });
    expect(titles((await bench.find()).objects)).toEqual(['Nouveau']);
    const asked = async (...statuses: string[]): Promise<string[]> =>
      titles((await bench.query('FindDocuments', findParameters(statuses))).objects);
    expect(await asked(ARCHIVED)).toEqual(['Archivé']);
    expect(await asked(DEPRECATED)).toEqual(['Ancien']);
    expect(await asked(APPROVED, ARCHIVED, DEPRECATED)).toEqual(['Ancien', 'Archivé', 'Nouveau']);
    expect(await asked('urn:oasis:names:tc:ebxml-regrep:StatusType:Archived')).toEqual(['Archivé']);
  });

  test('tells a status that is not written as the DMP does', async () => {
    const status = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Archived';
    const { answer } = await new DmpBench().query('FindDocuments', findParameters(status));
    expect(answer.exchange.tolerated?.join()).toContain(status);
  });

  test('at level 1 shows the latest metadata version, at level 2 every one', async () => {
    const bench = new DmpBench();
    const first = bench.feed();
    const second = bench.state.updateMetadata(first, { title: 'Corrigé' });
    const all = findParameters([APPROVED, DEPRECATED]);
    expect((await bench.query('FindDocuments', all)).objects.documents).toMatchObject([
      { entryUUID: second.entryUUID },
    ]);
    const everything = await bench.query('FindDocuments', [...all, level2]);
    expect(everything.objects.documents).toMatchObject([{ version: '1' }, { version: '2' }]);
  });

  test('answers entryUUIDs alone for ObjectRef', async () => {
    const bench = new DmpBench();
    const entry = bench.feed();
    const { objects } = await bench.query('FindDocuments', findParameters(), { returnType: 'ObjectRef' });
    expect(objects).toMatchObject({ documents: [], objectRefs: [entry.entryUUID] });
  });

  test('never returns the signature of a lot', async () => {
    const bench = new DmpBench();
    bench.feed({ title: 'Source', typeCode: { code: 'E1762', scheme: 'ASTM', label: 'Full Document' } });
    expect((await bench.find()).objects.documents).toEqual([]);
  });
});

describe('what is new since the last visit, in three queries', () => {
  test('FindSubmissionSets, GetAssociations, GetDocumentsAndAssociations lead to the new version and its chain', async () => {
    const bench = new DmpBench();
    const old = bench.feed({ title: 'Ancien' });
    const lastVisit = '20260203080030';
    const masked = bench.state.updateMetadata(old, { title: 'Ancien, corrigé' });
    const fresh = bench.replace(masked, { title: 'Nouveau' });

    const sets = await bench.query('FindSubmissionSets', [
      { name: '$XDSSubmissionSetPatientId', values: [cx(INS)] },
      { name: '$XDSSubmissionSetStatus', values: [APPROVED] },
      { name: '$XDSSubmissionSetSubmissionTimeFrom', values: [lastVisit] },
    ]);
    const setIds = sets.objects.submissionSets.map(({ entryUUID }) => entryUUID);
    expect(setIds).toEqual([masked.submissionSetId, fresh.submissionSetId]);

    const links = await bench.query('GetAssociations', [{ name: '$uuid', values: setIds }]);
    const members = links.objects.associations.map(({ target }) => target);
    expect(members).toEqual([masked.entryUUID, fresh.entryUUID]);

    const { objects } = await bench.query('GetDocumentsAndAssociations', uuids(...members));
    expect(titles(objects)).toEqual(['Ancien, corrigé', 'Nouveau']);
    expect(objects.associations.filter(({ type }) => type === ASSOCIATION_TYPES.replaces)).toMatchObject([
      { source: fresh.entryUUID, target: masked.entryUUID },
    ]);
  });

  test('the time of a set filters From inclusive and To exclusive', async () => {
    const bench = new DmpBench();
    bench.feed();
    const count = async (name: string, value: string): Promise<number> => {
      const { objects } = await bench.query('FindSubmissionSets', [
        { name: '$XDSSubmissionSetPatientId', values: [cx(INS)] },
        { name: '$XDSSubmissionSetStatus', values: [APPROVED] },
        { name: `$XDSSubmissionSetSubmissionTime${name}`, values: [value] },
      ]);
      return objects.submissionSets.length;
    };
    expect(await count('From', '20260203080000')).toBe(1);
    expect(await count('From', '20260203080001')).toBe(0);
    expect(await count('To', '20260203080000')).toBe(0);
    expect(await count('To', '20260203080001')).toBe(1);
  });

  test('a deletion shows as UpdateAvailabilityStatus of its set, and the document is gone from every query', async () => {
    const bench = new DmpBench();
    const entry = bench.feed({ title: 'Supprimé' });
    bench.state.changeStatus(entry, 'Deleted');
    const deletion = bench.state.setsOf(INS)[1]?.entryUUID ?? '';
    const links = await bench.query('GetAssociations', [{ name: '$uuid', values: [deletion] }]);
    expect(links.objects.associations).toMatchObject([
      { type: ASSOCIATION_TYPES.updateAvailabilityStatus, source: deletion, target: entry.entryUUID },
    ]);
    expect((await bench.query('GetDocuments', uuids(entry.entryUUID))).objects.documents).toEqual([]);
    const all = await bench.query('FindDocuments', [
      ...findParameters([APPROVED, DEPRECATED, 'urn:asip:ci-sis:2010:StatusType:Deleted']),
    ]);
    expect(all.objects.documents).toEqual([]);
  });
});

describe('queries by identifier', () => {
  test('GetDocuments: the version asked by entryUUID, the latest one by uniqueId and logicalId', async () => {
    const bench = new DmpBench();
    const first = bench.feed({ uniqueId: 'U1' });
    const second = bench.state.updateMetadata(first, { title: 'Corrigé' });
    const versions = async (...parameters: QueryParameter[]): Promise<(string | undefined)[]> =>
      (await bench.query('GetDocuments', parameters)).objects.documents.map(({ version }) => version);
    const byUniqueId: QueryParameter = { name: '$XDSDocumentEntryUniqueId', values: ['U1'] };
    const byLogicalId: QueryParameter = { name: '$XDSDocumentEntryLogicalID', values: [first.entryUUID] };
    expect(await versions(...uuids(first.entryUUID))).toEqual(['1']);
    expect(await versions(...uuids(second.entryUUID))).toEqual(['2']);
    expect(await versions(byUniqueId)).toEqual(['2']);
    expect(await versions(byLogicalId)).toEqual(['2']);
    expect(await versions(byUniqueId, level2)).toEqual(['1', '2']);
    expect(await versions(byLogicalId, level2)).toEqual(['1', '2']);
  });

  test('GetSubmissionSets gives the sets of documents, GetSubmissionSetAndContents a set with them', async () => {
    const bench = new DmpBench();
    const entry = bench.feed();
    bench.feed();
    const sets = await bench.query('GetSubmissionSets', [{ name: '$uuid', values: [entry.entryUUID] }]);
    expect(sets.objects.submissionSets).toMatchObject([{ entryUUID: entry.submissionSetId }]);
    expect(sets.objects.associations).toMatchObject([{ target: entry.entryUUID }]);
    const byUuid = await bench.query('GetSubmissionSetAndContents', [
      { name: '$XDSSubmissionSetEntryUUID', values: [entry.submissionSetId] },
    ]);
    expect(byUuid.objects).toMatchObject({
      submissionSets: [{ entryUUID: entry.submissionSetId }],
      documents: [{ entryUUID: entry.entryUUID }],
      associations: [{ target: entry.entryUUID }],
    });
    const uniqueId = sets.objects.submissionSets[0]?.uniqueId ?? '';
    const byUniqueId = await bench.query('GetSubmissionSetAndContents', [
      { name: '$XDSSubmissionSetUniqueId', values: [uniqueId] },
    ]);
    expect(byUniqueId.objects).toEqual(byUuid.objects);
  });

  test('GetRelatedDocuments follows the association types asked, both ways', async () => {
    const bench = new DmpBench();
    const old = bench.feed({ title: 'Ancien' });
    const fresh = bench.replace(old, { title: 'Nouveau' });
    const related = async (id: string, type: string): Promise<string[]> =>
      titles(
        (await bench.query('GetRelatedDocuments', [...uuids(id), { name: '$AssociationTypes', values: [type] }]))
          .objects,
      );
    expect(await related(old.entryUUID, ASSOCIATION_TYPES.replaces)).toEqual(['Ancien', 'Nouveau']);
    expect(await related(fresh.entryUUID, ASSOCIATION_TYPES.replaces)).toEqual(['Ancien', 'Nouveau']);
    expect(await related(fresh.entryUUID, ASSOCIATION_TYPES.signs)).toEqual([]);
  });

  test('GetAll gives documents, sets and the links between what it gives', async () => {
    const bench = new DmpBench();
    const entry = bench.feed();
    bench.state.changeStatus(bench.feed(), 'Archived');
    const { objects } = await bench.query('GetAll', [
      { name: '$patientId', values: [cx(INS)] },
      { name: '$XDSDocumentEntryStatus', values: [APPROVED] },
      { name: '$XDSSubmissionSetStatus', values: [APPROVED] },
      { name: '$XDSFolderStatus', values: [APPROVED] },
    ]);
    expect(objects.documents).toMatchObject([{ entryUUID: entry.entryUUID }]);
    expect(objects.submissionSets).toHaveLength(3);
    expect(objects.associations).toMatchObject([{ source: entry.submissionSetId, target: entry.entryUUID }]);
  });

  test('folder queries find nothing: the DMP has none', async () => {
    const bench = new DmpBench();
    bench.feed();
    const { objects, status } = await bench.query('FindFolders', [
      { name: '$XDSFolderPatientId', values: [cx(INS)] },
      { name: '$XDSFolderStatus', values: [APPROVED] },
    ]);
    expect(status).toMatch(/Success$/);
    expect(objects).toEqual({ submissionSets: [], documents: [], associations: [], objectRefs: [] });
  });

  test('objects of another patient do not exist, whatever the query', async () => {
    const bench = new DmpBench();
    const foreign = bench.feed({ uniqueId: 'U1' }, OTHER_INS);
    const empty = { submissionSets: [], documents: [], associations: [], objectRefs: [] };
    const ids = [foreign.entryUUID, foreign.submissionSetId];
    expect((await bench.query('GetDocuments', uuids(foreign.entryUUID))).objects).toEqual(empty);
    expect((await bench.query('GetDocumentsAndAssociations', uuids(foreign.entryUUID))).objects).toEqual(empty);
    expect((await bench.query('GetAssociations', [{ name: '$uuid', values: ids }])).objects).toEqual(empty);
    expect((await bench.query('GetSubmissionSets', [{ name: '$uuid', values: ids }])).objects).toEqual(empty);
    const contents = [{ name: '$XDSSubmissionSetEntryUUID', values: [foreign.submissionSetId] }];
    expect((await bench.query('GetSubmissionSetAndContents', contents)).objects).toEqual(empty);
  });
});

describe('a masked document leaks nowhere', () => {
  test('neither its rows, nor its older unmasked version, nor links, nor sets', async () => {
    const bench = new DmpBench();
    const replaced = bench.feed({ title: 'Remplacé' });
    const first = bench.replace(replaced, { title: 'Secret', uniqueId: 'U2' });
    const masked = bench.state.updateMetadata(first, MASKED);
    const ids = [replaced, first, masked].map((entry) => entry.entryUUID);
    const docs = await bench.query('GetDocumentsAndAssociations', [...uuids(...ids), level2]);
    expect(titles(docs.objects)).toEqual(['Remplacé']);
    expect(docs.objects.associations.map(({ target }) => target)).toEqual([replaced.entryUUID]);
    const sets = await bench.query('FindSubmissionSets', [
      { name: '$XDSSubmissionSetPatientId', values: [cx(INS)] },
      { name: '$XDSSubmissionSetStatus', values: [APPROVED] },
    ]);
    expect(sets.objects.submissionSets.map(({ title }) => title)).toEqual(['Remplacé']);
    const setLinks = await bench.query('GetAssociations', [
      { name: '$uuid', values: [first.submissionSetId, masked.submissionSetId, first.entryUUID] },
    ]);
    expect(setLinks.objects.associations).toEqual([]);
    expect((await bench.retrieve(['U2'])).errors).toMatchObject([{ code: 'XDSDocumentUniqueIdError' }]);
  });

  test('nor does its deletion', async () => {
    const bench = new DmpBench();
    const masked = bench.state.updateMetadata(bench.feed(), MASKED);
    bench.state.changeStatus(masked, 'Deleted');
    const sets = bench.state.setsOf(INS).map(({ entryUUID }) => entryUUID);
    expect((await bench.query('GetAssociations', [{ name: '$uuid', values: sets }])).objects.associations).toEqual([]);
  });

  test('but shows to its author and to the attending physician', async () => {
    const bench = new DmpBench();
    bench.state.updateMetadata(bench.feed({ title: 'Secret' }), MASKED);
    expect(titles((await bench.find()).objects)).toEqual([]);
    expect(titles((await bench.find([], { nameId: AUTHOR })).objects)).toEqual(['Secret']);
    bench.state.records.setAuthorization(INS, '899790000212', 'valid', 'MT');
    expect(titles((await bench.find()).objects)).toEqual(['Secret']);
  });
});

describe('LIKE', () => {
  test.each([
    ['8123^DUPONT^ANNE', '%DUPONT%', true],
    ['8123^DUPONT^ANNE', '8123^D_PONT^%', true],
    ['8123^DUPONT^ANNE', 'DUPONT', false],
    ['aXbXc', 'a%b%c', true],
    ['aXbX', 'a%b%c', false],
    ['', '%', true],
    ['', '_', false],
    ['a.c', 'a_c', true],
    ['a%', 'a\\%', false],
  ])('%s like %s: %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  test('no pattern is slow', () => {
    expect(isLike('a'.repeat(20_000), `${'%a'.repeat(50)}%b`)).toBe(false);
  });
});
