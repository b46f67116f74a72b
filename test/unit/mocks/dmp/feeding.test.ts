import { describe, expect, test } from 'vitest';
import { ASSOCIATION_TYPES, type DocumentEntry, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { hasMember, REPLACES_AS_IN_KIT, replaces, type Submission } from '../../../../mocks/wire/submit-objects.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { DOCUMENT_ID, SIGNATURE_ID } from '../wire/submission-fixtures.js';
import { cx, DmpBench, faultOf, INS, OTHER_INS, READER, titles } from './dmp-bench.js';
import { bytesOf, hospitalLot, INDIRECT, OWN_AUTHOR, provide, provideMessage } from './dmp-writing.js';

const U1 = '1.2.250.1.999.20.7.100';
const U2 = '1.2.250.1.999.20.7.200';
const rpl = (target: string, source = DOCUMENT_ID) => replaces(`r-${source}-${target}`, source, target);

function firstOf({ documents: [first] }: Submission): DocumentEntry {
  if (!first) throw new Error('no document');
  return first;
}

describe('TD2.1, a lot that is accepted', () => {
  test('registers the document and its set as submitted, at the time of arrival', async () => {
    const bench = new DmpBench();
    const submission = hospitalLot({ uniqueId: U1, title: 'Lettre de liaison' });
    const { errors, exchange } = await provide(bench, submission);
    expect(errors).toEqual([]);
    expect(exchange).toMatchObject({
      transaction: 'td2-1a',
      keys: { patient: INS, user: READER, structure: '1750990012', document: U1 },
      summary: `TD2.1 alimentation patient ${INS} : 1 document`,
      tolerated: [],
    });
    const entry = bench.state.current(U1);
    expect(entry).toMatchObject({ status: 'Approved', version: 1, metadata: { title: 'Lettre de liaison' } });
    expect(entry.logicalId).toBe(entry.entryUUID);
    expect(entry.content).toEqual(bytesOf(U1));
    expect(bench.state.set(entry.submissionSetId)?.set).toMatchObject({
      uniqueId: submission.submissionSet.uniqueId,
      authors: [OWN_AUTHOR],
      contentTypeCode: submission.submissionSet.contentTypeCode,
      submissionTime: '20260203080000',
    });
  });

  test('keeps the signature, linked to the set, and no search returns it', async () => {
    const bench = new DmpBench();
    await provide(bench, hospitalLot({ uniqueId: U1, title: 'Lettre' }));
    const signature = bench.state.current(`${U1}.2`);
    expect(bench.state.associationsOf(signature.entryUUID)).toMatchObject([
      { type: ASSOCIATION_TYPES.hasMember },
      { type: ASSOCIATION_TYPES.signs, target: signature.submissionSetId },
    ]);
    expect(titles((await bench.find()).objects)).toEqual(['Lettre']);
  });

  test('a replacement deprecates its target and is found with the chain that leads to it', async () => {
    const bench = new DmpBench();
    await provide(bench, hospitalLot({ uniqueId: U1 }));
    const first = bench.state.current(U1);
    const { errors, exchange } = await provide(bench, hospitalLot({ uniqueId: U2 }, [rpl(first.entryUUID)]));
    expect(errors).toEqual([]);
    expect(exchange).toMatchObject({ transaction: 'td2-1b', keys: { document: U2 } });
    const second = bench.state.current(U2);
    expect(bench.state.current(U1).status).toBe('Deprecated');
    expect(second).toMatchObject({ version: 1, status: 'Approved', logicalId: second.entryUUID });
    expect(bench.state.associationsOf(first.entryUUID).at(-1)).toMatchObject({
      type: ASSOCIATION_TYPES.replaces,
      source: second.entryUUID,
      status: STATUS.approved,
    });
  });

  test('needs no authorisation, and a CPE feeds by TD2.2', async () => {
    const bench = new DmpBench();
    bench.state.records.setDefaultAuthorization('none');
    const cpe: Partial<VihfClaims> = {
      authenticationMode: 'DIRECTE',
      roles: [{ code: 'SECRETARIAT_MEDICAL', scheme: '1.2.250.1.213.1.1.4.6', label: 'Secrétariat médical' }],
    };
    expect(await provide(bench, hospitalLot({ uniqueId: U1 }))).toMatchObject({ errors: [] });
    expect(await provide(bench, hospitalLot({ uniqueId: U2 }), { vihf: cpe })).toMatchObject({
      errors: [],
      exchange: { transaction: 'td2-2' },
    });
  });

  test('dialects are read and told: the kit’s RPLC, a wrong hash and size, no signature', async () => {
    const bench = new DmpBench();
    await provide(bench, hospitalLot({ uniqueId: U1 }));
    const kit = { ...rpl(bench.state.current(U1).entryUUID), type: REPLACES_AS_IN_KIT };
    const { documents, associations, submissionSet } = hospitalLot({ uniqueId: U2, hash: 'a'.repeat(40), size: '1' }, [
      kit,
    ]);
    const { errors, exchange } = await provide(bench, {
      submissionSet,
      documents: documents.slice(0, 1),
      associations: associations.filter(({ source, target }) => ![source, target].includes(SIGNATURE_ID)),
    });
    expect([errors, exchange.transaction]).toEqual([[], 'td2-1b']);
    expect(exchange.tolerated).toEqual([
      'Lot sans document de signature',
      'Association RPLC écrite urn:ihe:iti:2010',
      `Empreinte annoncée inexacte : ${DOCUMENT_ID}`,
      `Taille annoncée inexacte : ${DOCUMENT_ID}`,
    ]);
    expect(bench.state.current(U2).metadata.size).toBe(String(bytesOf(U2).length));
  });
});

describe('TD2.1, a lot that is refused, whole', () => {
  const second: DocumentEntry = { ...firstOf(hospitalLot({ uniqueId: U2 })), entryUUID: 'Document02' };
  const withSecond = (links: Submission['associations'] = []): Submission => {
    const first = hospitalLot({ uniqueId: U1 }, [hasMember('m2', 'SubmissionSet01', 'Document02'), ...links]);
    return { ...first, documents: [...first.documents, second] };
  };
  const without = (name: keyof DocumentEntry): Submission => {
    const submission = hospitalLot({ uniqueId: U1 });
    const left = Object.entries(firstOf(submission)).filter(([attribute]) => attribute !== name);
    return { ...submission, documents: [Object.fromEntries(left) as never, ...submission.documents.slice(1)] };
  };

  test.each<[string, Submission, string]>([
    ['another patient in the lot', hospitalLot({ uniqueId: U1, patientId: cx(OTHER_INS) }), 'XDSPatientIdDoesNotMatch'],
    ['no typeCode', without('typeCode'), 'XDSRegistryMetadataError'],
    ['no title', without('title'), 'XDSRegistryMetadataError'],
    [
      'a nameless author',
      hospitalLot({ uniqueId: U1, authors: [{ ...OWN_AUTHOR, person: `${READER}^^` }] }),
      'XDSRegistryMetadataError',
    ],
    [
      'a document that is no member of the set',
      { ...withSecond(), associations: hospitalLot().associations },
      'XDSRegistryMetadataError',
    ],
    ['no document', { ...hospitalLot(), documents: [] }, 'XDSRepositoryMetadataError'],
    [
      'a uniqueId twice',
      { ...withSecond(), documents: [...hospitalLot({ uniqueId: U2 }).documents, second] },
      'XDSRegistryDuplicateUniqueIdInMessage',
    ],
    [
      'a target nobody knows',
      hospitalLot({ uniqueId: U1 }, [rpl('urn:uuid:00000000-0000-4000-8000-00000000000f')]),
      'UnresolvedReferenceException',
    ],
    [
      'documents of the lot that replace each other',
      withSecond([rpl('Document02'), rpl(DOCUMENT_ID, 'Document02')]),
      'UnresolvedReferenceException',
    ],
    [
      'a replacement by nothing of the lot',
      hospitalLot({ uniqueId: U1 }, [rpl(DOCUMENT_ID, 'Document09')]),
      'UnresolvedReferenceException',
    ],
  ])('%s', async (_name, submission, code) => {
    const bench = new DmpBench();
    const { errors, exchange } = await provide(bench, submission);
    expect(errors).toContain(code);
    expect(exchange.summary).toContain(`refus ${errors[0] ?? ''}`);
    expect(bench.state.entriesOf(INS)).toEqual([]);
    expect(bench.state.setsOf(INS)).toEqual([]);
  });

  test('contents without metadata, and metadata without content', async () => {
    const bench = new DmpBench();
    const given = provideMessage(hospitalLot({ uniqueId: U1 }));
    const body = Buffer.from(
      given.body.toString('latin1').replace(`Document id="${DOCUMENT_ID}"`, 'Document id="Autre"'),
      'latin1',
    );
    const answer = await bench.send(body, { contentType: given.contentType });
    expect(String(answer.body)).toContain('XDSMissingDocumentMetadata');
    expect(String(answer.body)).toContain('XDSMissingDocument"');
    const empty = Buffer.from(given.body.toString('latin1').replace(/<xop:Include[^>]*part0[^>]*>/, ''), 'latin1');
    const refused = await bench.send(empty, { contentType: given.contentType });
    expect(refused.exchange.summary).toContain('refus XDSMissingDocument');
    expect(bench.state.entriesOf(INS)).toEqual([]);
  });

  test('two documents that replace one, and a target that was already replaced', async () => {
    const bench = new DmpBench();
    const target = bench.feed({ uniqueId: 'U0' });
    const both = await provide(bench, withSecond([rpl(target.entryUUID), rpl(target.entryUUID, 'Document02')]));
    expect(both.errors).toEqual(['XDSReplaceFailed']);
    expect(bench.state.current('U0').status).toBe('Approved');
    bench.replace(target);
    const late = await provide(bench, hospitalLot({ uniqueId: U1 }, [rpl(target.entryUUID)]));
    expect(late.errors).toEqual(['XDSRegistryDeprecatedDocumentError']);
  });

  test('a document sent again: refused by its uniqueId, the bytes deciding the code', async () => {
    const bench = new DmpBench();
    await provide(bench, hospitalLot({ uniqueId: U1 }));
    expect((await provide(bench, hospitalLot({ uniqueId: U1 }))).errors).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
      'XDSDuplicateUniqueIdInRegistry',
    ]);
    const changed = await provide(bench, hospitalLot({ uniqueId: U1 }), {
      contents: { [DOCUMENT_ID]: Buffer.from('<b/>') },
    });
    expect(changed.errors[0]).toBe('XDSNonIdenticalHash');
    bench.options.sameDocumentAgain = 'accepted';
    expect((await provide(bench, hospitalLot({ uniqueId: U1 }))).errors).toEqual([]);
    expect(bench.state.versionsOfDocument(U1)).toHaveLength(1);
  });

  test('INDIRECTE without an authorInstitution of the structure, in the words seen on the real DMP', async () => {
    const foreign = { ...OWN_AUTHOR, institutions: ['AUTRE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750990099'] };
    const submission = hospitalLot({ uniqueId: U1, authors: [foreign] });
    const { contexts } = await provide(new DmpBench(), {
      ...submission,
      documents: submission.documents.map((entry) => ({ ...entry, authors: [foreign] })),
      submissionSet: { ...submission.submissionSet, authors: [foreign] },
    });
    expect(contexts).toEqual(['Aucun AuthorInstitution ne correspond à l’utilisateur du VIHF']);
  });

  test('AIR never feeds; a closed DMP, no DMP, an opposed and an unknown patient', async () => {
    const bench = new DmpBench();
    const code = async (vihf: Partial<VihfClaims> = {}): Promise<string[]> =>
      (await provide(bench, hospitalLot({ uniqueId: U1 }), { vihf })).errors;
    expect(await code({ authenticationMode: 'INDIRECTE_RENFORCEE' })).toEqual(['DMPAccessDeniedByRightsService']);
    expect(await code({ resourceId: cx('101029999992029') })).toEqual(['XDSUnknownPatientId']);
    const record = bench.state.records.get(INS);
    record.status = 'closed';
    expect(await code()).toEqual(['DMPClosed']);
    record.status = 'none';
    expect(await code()).toEqual(['XDSUnknownPatientId']);
    record.status = 'open';
    record.feedingOpposed = true;
    expect(await code()).toEqual(['DMPAccessForbidden']);
    bench.options.feedingOpposedCode = 'DMPAccessDeniedByRightsService';
    expect(await code()).toEqual(['DMPAccessDeniedByRightsService']);
    record.feedingOpposed = false;
    expect(await code()).toEqual([]);
  });
});

test('faults on demand reach a feeding, and nothing is registered', async () => {
  const bench = new DmpBench();
  bench.faults.add({
    service: 'dmp',
    transaction: 'td2-1a',
    keys: { document: U1 },
    times: 1,
    fault: { kind: 'registry-error' },
  });
  expect((await provide(bench, hospitalLot({ uniqueId: U1 }))).errors).toEqual(['XDSRegistryBusy']);
  bench.faults.add({
    service: 'dmp',
    transaction: 'td2-1a',
    times: 1,
    fault: { kind: 'soap-fault', code: 'DMPInvalidCertificate' },
  });
  const { contentType, body } = provideMessage(hospitalLot({ uniqueId: U1 }), INDIRECT);
  expect(faultOf(await bench.send(body, { contentType }))).toMatchObject({ subcode: 'DMPInvalidCertificate' });
  expect(bench.state.entriesOf(INS)).toEqual([]);
});
