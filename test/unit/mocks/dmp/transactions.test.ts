import { describe, expect, test } from 'vitest';
import { confidentialityCodes } from '../../../../mocks/dmp/document-metadata.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { readPatientAnswer } from '../../../../mocks/wire/patient-registry-read.js';
import type { PatientAnswer } from '../../../../mocks/wire/patient-registry-types.js';
import { buildPatientQuery } from '../../../../mocks/wire/patient-registry-write.js';
import {
  buildPatientList,
  readPatientListResponse,
  type PatientListRequest,
  type PatientListResponse,
} from '../../../../mocks/wire/si-dmp-patients.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import type { QueryParameter } from '../../../../mocks/wire/stored-query.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import {
  AUTHOR,
  AUTHOR_STRUCTURE,
  COLLEAGUE,
  contentType,
  cx,
  DmpBench,
  envelope,
  faultOf,
  findParameters,
  INS,
  OID,
  OTHER_INS,
  READER,
  titles,
} from './dmp-bench.js';

const MASKED = { confidentialityCodes: confidentialityCodes(['MASQUE_PS']) };
const byUniqueId = (...values: string[]): QueryParameter[] => [{ name: '$XDSDocumentEntryUniqueId', values }];

async function testExistence(
  bench: DmpBench,
  given: { ins?: string; oid?: string; reason?: string; vihf?: Partial<VihfClaims> } = {},
): Promise<PatientAnswer & { summary: string }> {
  const bodyXml = buildPatientQuery({
    id: { root: '1.2.250.1.999.20.1', extension: 'm1' },
    creationTime: '20260203081530',
    sender: { oid: '1.2.250.1.999.20', name: 'DPI' },
    receiver: { oid: '1.2.250.1.213.4.1.1.1', name: 'DMP' },
    reason: given.reason ?? 'TEST_EXST',
    queryId: { root: '1.2.250.1.999.20.2', extension: 'q1' },
    patient: { root: given.oid ?? OID, extension: given.ins ?? INS },
  });
  const answer = await bench.send(envelope(DMP_ACTIONS['td0-2'].request, bodyXml, given.vihf));
  const { body } = readEnvelope(String(answer.body));
  if (!body) throw new Error('empty answer');
  return { ...readPatientAnswer(body), summary: answer.exchange.summary };
}

async function listPatients(
  bench: DmpBench,
  request: PatientListRequest = {},
  vihf: Partial<VihfClaims> = {},
): Promise<PatientListResponse> {
  const answer = await bench.send(envelope(DMP_ACTIONS['td0-4'].request, buildPatientList(request), vihf));
  const { body } = readEnvelope(String(answer.body));
  if (!body) throw new Error('empty answer');
  return readPatientListResponse(body);
}

describe('TD0.2', () => {
  test('an open DMP: authorisation, MT, identity, echo of the request', async () => {
    const bench = new DmpBench();
    const answer = await testExistence(bench);
    expect(answer).toMatchObject({
      responseCode: 'OK',
      acknowledgement: 'AA',
      authorisation: 'VALIDE',
      isTreatingPhysician: false,
      target: { root: '1.2.250.1.999.20.1', extension: 'm1' },
      queryId: { root: '1.2.250.1.999.20.2', extension: 'q1' },
      receiver: { oid: '1.2.250.1.999.20', name: 'DPI' },
      creationTime: '20260203080000',
      record: {
        status: 'active',
        name: { given: ['CAMILLE'], family: 'ESSAI-UN' },
        gender: 'F',
        birthTime: '19990126',
      },
      summary: `TD0.2 patient ${INS} : DMP ouvert, autorisation VALIDE`,
    });
    expect(answer.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.record?.identifiers).toMatchObject([
      { root: '1.2.250.1.213.1.4.2', extension: /^\d{22}$/ },
      { root: OID, extension: INS },
    ]);
  });

  test.each([
    ['expired', 'EXPIREE'],
    ['forbidden', 'INTERDITE'],
    ['none', 'INEXISTANTE'],
  ] as const)('authorisation %s', async (state, code) => {
    const bench = new DmpBench();
    bench.state.records.setAuthorization(INS, READER, state);
    expect(await testExistence(bench)).toMatchObject({ responseCode: 'OK', authorisation: code });
  });

  test('the wire codes that are not attested are settings', async () => {
    const bench = new DmpBench();
    bench.options.authorizationCodes = { ...bench.options.authorizationCodes, expired: 'EXPIRE' };
    bench.state.records.setDefaultAuthorization('expired');
    expect((await testExistence(bench)).authorisation).toBe('EXPIRE');
  });

  test('the attending physician', async () => {
    const bench = new DmpBench();
    bench.state.records.setAuthorization(INS, READER, 'valid', 'MT');
    expect((await testExistence(bench)).isTreatingPhysician).toBe(true);
  });

  test('a closed DMP: terminated, date, motive and reason, no authorisation', async () => {
    const bench = new DmpBench();
    const record = bench.state.records.get(INS);
    Object.assign(record, { status: 'closed', closedAt: new Date('2025-11-04T09:00:00Z'), closingReason: 'Volonté' });
    const answer = await testExistence(bench);
    expect(answer.record).toMatchObject({
      status: 'terminated',
      closing: { date: '20251104090000', motive: 'FERMETURE_DEMANDE_PATIENT', reason: 'Volonté' },
    });
    expect(answer).toMatchObject({ responseCode: 'OK', acknowledgement: 'AA' });
    expect(answer.authorisation).toBeUndefined();
  });

  test('no DMP, or an unknown patient: NF under an AA, no subject', async () => {
    const bench = new DmpBench();
    bench.state.records.get(INS).status = 'none';
    const unknown = '158039999990999';
    for (const answer of [
      await testExistence(bench),
      await testExistence(bench, { ins: unknown, vihf: { resourceId: cx(unknown) } }),
    ]) {
      expect(answer).toMatchObject({ responseCode: 'NF', acknowledgement: 'AA' });
      expect(answer.record).toBeUndefined();
    }
  });

  test('an INS that is not the VIHF’s, value or OID', async () => {
    for (const given of [{ ins: OTHER_INS }, { oid: '1.2.250.1.213.1.4.8' }]) {
      const answer = await testExistence(new DmpBench(), given);
      expect(answer).toMatchObject({ acknowledgement: 'AE', errors: [{ code: 'XDSPatientIdDoesNotMatch' }] });
    }
  });

  test('TD1.3a, the other use of the message, is refused as unexpected', async () => {
    const bench = new DmpBench();
    const bodyXml = buildPatientQuery({
      id: { root: '1', extension: 'm1' },
      creationTime: '20260203081530',
      sender: { oid: '1', name: '' },
      receiver: { oid: '2', name: '' },
      reason: 'CNSLT_DATA',
      queryId: { root: '1', extension: 'q1' },
      patient: { root: OID, extension: INS },
    });
    const answer = await bench.send(envelope(DMP_ACTIONS['td0-2'].request, bodyXml));
    expect(faultOf(answer).reason).toContain('CNSLT_DATA');
    expect(answer.exchange).toMatchObject({ transaction: 'td1-3a', unexpected: /CNSLT_DATA/, keys: { patient: INS } });
  });
});

describe('TD0.4', () => {
  const insList = ({ patients }: PatientListResponse): (string | undefined)[] =>
    patients.map(({ identifiers }) => identifiers.find(({ nationalIdType }) => nationalIdType === OID)?.nationalId);

  test('lists the open records the professional is authorised on', async () => {
    const bench = new DmpBench();
    const answer = await listPatients(bench);
    expect(answer.status).toBe('DMPOk');
    expect(insList(answer)).toEqual([INS, OTHER_INS]);
    bench.state.records.setAuthorization(INS, READER, 'expired');
    expect(insList(await listPatients(bench))).toEqual([OTHER_INS]);
    bench.state.records.get(OTHER_INS).status = 'closed';
    expect(insList(await listPatients(bench))).toEqual([]);
  });

  test('needs no patient in the VIHF', async () => {
    expect((await listPatients(new DmpBench(), {}, { resourceId: '' })).status).toBe('DMPOk');
  });

  test('since the authorisation', async () => {
    const bench = new DmpBench();
    bench.pass();
    bench.state.records.setAuthorization(INS, READER, 'valid', 'MT');
    const since = { startDate: '20260203080030', dateType: 'LASTAUTORIZATION' };
    const answer = await listPatients(bench, since);
    expect(insList(answer)).toEqual([INS]);
    expect(answer.patients[0]).toMatchObject({
      isTreatingPhysician: true,
      lastName: 'ESSAI-UN',
      dateOfBirth: '19990126',
    });
  });

  test('since the last document the reader may see', async () => {
    const bench = new DmpBench();
    bench.feed();
    bench.state.updateMetadata(bench.feed({}, OTHER_INS), MASKED);
    const answer = await listPatients(bench, { startDate: '20260203', dateType: 'LASTDOC' });
    expect(insList(answer)).toEqual([INS]);
    expect(answer.patients[0]).toMatchObject({ lastAddDate: '20260203080000' });
    expect(insList(await listPatients(bench, { startDate: '20260204', dateType: 'LASTDOC' }))).toEqual([]);
  });

  test('of another professional of the structure', async () => {
    const bench = new DmpBench();
    bench.state.records.setAuthorization(INS, COLLEAGUE, 'none');
    expect(insList(await listPatients(bench, { psOwnerId: COLLEAGUE }))).toEqual([OTHER_INS]);
  });

  test.each([
    [{ startDate: 'hier' }, {}, 'DMPErrorLPS'],
    [{ dateType: 'LASTDOCUMENT' }, {}, 'DMPErrorLPS'],
    [{}, { authenticationMode: 'INDIRECTE', purposeOfUse: purpose('centre_15') }, 'DMPAccessDeniedByRightsService'],
  ] as const)('refuses %o %o', async (request, vihf, status) => {
    expect(await listPatients(new DmpBench(), request, vihf)).toMatchObject({ patients: [], status });
  });
});

describe('TD3.1 refusals', () => {
  test.each<[string, QueryParameter[], string]>([
    ['a required parameter missing', [], 'XDSStoredQueryMissingParam'],
    ['a patient that is not the VIHF’s', patientIs(OTHER_INS), 'XDSPatientIdDoesNotMatch'],
    ['the INS under another OID', patientIs(INS, '1.2.250.1.213.1.4.8'), 'XDSPatientIdDoesNotMatch'],
    [
      'a parameter repeated that may not be',
      [
        ...findParameters(),
        { name: '$XDSDocumentEntryTypeCode', values: ['a^^b'] },
        { name: '$XDSDocumentEntryTypeCode', values: ['c^^d'] },
      ],
      'XDSStoredQueryParamNumber',
    ],
    [
      'a date that does not exist',
      [...findParameters(), { name: '$XDSDocumentEntryCreationTimeFrom', values: ['20260230'] }],
      'XDSRegistryError',
    ],
  ])('%s', async (_name, parameters, code) => {
    const bench = new DmpBench();
    bench.feed();
    const { errors, objects, status } = await bench.query('FindDocuments', parameters);
    expect(errors).toContain(code);
    expect(status).toMatch(/Failure$/);
    expect(objects.documents).toEqual([]);
  });

  test('GetDocuments with none or two of its identifiers', async () => {
    const bench = new DmpBench();
    const two = [...byUniqueId('U1'), { name: '$XDSDocumentEntryEntryUUID', values: ['urn:uuid:1'] }];
    expect((await bench.query('GetDocuments', [])).errors).toEqual(['XDSStoredQueryParamNumber']);
    expect((await bench.query('GetDocuments', two)).errors).toEqual(['XDSStoredQueryParamNumber']);
  });

  test('an unknown query, and values without quotes', async () => {
    const bench = new DmpBench();
    const query = (id: string, value: string): string =>
      `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><q:ResponseOption returnType="LeafClass"/><AdhocQuery id="${id}"><Slot name="$XDSDocumentEntryEntryUUID"><ValueList><Value>${value}</Value></ValueList></Slot></AdhocQuery></q:AdhocQueryRequest>`;
    const send = async (body: string): Promise<string> =>
      String((await bench.send(envelope(DMP_ACTIONS['iti-18'].request, body))).body);
    expect(await send(query('urn:uuid:0', "('a')"))).toContain('errorCode="XDSUnknownStoredQuery"');
    expect(await send(query('urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4', 'a'))).toContain(
      'errorCode="XDSRegistryError"',
    );
  });

  test('an unknown patient, or one without a DMP', async () => {
    const bench = new DmpBench();
    const unknown = '158039999990999';
    const parameters = patientIs(unknown);
    const vihf = { resourceId: cx(unknown) };
    expect((await bench.query('FindDocuments', parameters, { vihf })).errors).toEqual(['XDSUnknownPatientId']);
    bench.state.records.get(INS).status = 'none';
    expect((await bench.find()).errors).toEqual(['XDSUnknownPatientId']);
  });

  test('a closed record, a blocked professional, an authorisation expired or absent', async () => {
    const bench = new DmpBench();
    bench.feed();
    for (const [state, code] of [
      ['forbidden', 'DMPAccessForbidden'],
      ['expired', 'DMPAuthorizationNotFound'],
      ['none', 'DMPAuthorizationNotFound'],
    ] as const) {
      bench.state.records.setAuthorization(INS, READER, state);
      expect((await bench.find()).errors).toEqual([code]);
      expect((await bench.find([], { nameId: COLLEAGUE })).objects.documents).toHaveLength(1);
    }
    bench.state.records.get(INS).status = 'closed';
    expect((await bench.find()).errors).toEqual(['DMPClosed']);
  });

  test('break-the-glass passes an expired authorisation, never a block', async () => {
    const bench = new DmpBench();
    const vihf = { purposeOfUse: purpose('bris_de_glace') };
    bench.feed();
    bench.state.records.setAuthorization(INS, READER, 'expired');
    expect((await bench.find([], vihf)).objects.documents).toHaveLength(1);
    bench.state.records.setAuthorization(INS, READER, 'forbidden');
    expect((await bench.find([], vihf)).errors).toEqual(['DMPAccessForbidden']);
  });

  test('break-the-glass sees masked documents only when patients are said to have agreed', async () => {
    const bench = new DmpBench();
    const vihf = { purposeOfUse: purpose('bris_de_glace') };
    bench.state.updateMetadata(bench.feed({ title: 'Secret' }), MASKED);
    expect(titles((await bench.find([], vihf)).objects)).toEqual([]);
    bench.options.emergencySeesMasked = true;
    expect(titles((await bench.find([], vihf)).objects)).toEqual(['Secret']);
    expect(titles((await bench.find()).objects)).toEqual([]);
  });

  test('a metadata search in INDIRECTE', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    const vihf = { authenticationMode: 'INDIRECTE' } as const;
    expect((await bench.find([], vihf)).errors).toEqual(['DMPAccessDeniedByRightsService']);
    expect((await bench.query('GetDocuments', byUniqueId('U1'), { vihf })).errors).toEqual([
      'DMPAccessDeniedByRightsService',
    ]);
  });

  test('the VIHF’s patient stands for a patient parameter that is not there', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1', title: 'Lettre' });
    expect(titles((await bench.query('GetDocuments', byUniqueId('U1'))).objects)).toEqual(['Lettre']);
  });

  test('a CX.7 date does not make another patient', async () => {
    const bench = new DmpBench();
    bench.feed();
    const dated = [
      { name: '$XDSDocumentEntryPatientId', values: [`${cx(INS)}^^20100907`] },
      ...findParameters().slice(1),
    ];
    expect((await bench.query('FindDocuments', dated)).objects.documents).toHaveLength(1);
  });
});

describe('TD3.1b', () => {
  const reference = { returnType: 'ObjectRef' } as const;

  test('gives the entryUUID of the current version', async () => {
    const bench = new DmpBench();
    const latest = bench.state.updateMetadata(bench.feed({ uniqueId: 'U1' }), { title: 'Corrigé' });
    const { objects, answer } = await bench.query('GetDocuments', byUniqueId('U1'), reference);
    expect(objects.objectRefs).toEqual([latest.entryUUID]);
    expect(answer.exchange).toMatchObject({
      transaction: 'td3-1b',
      keys: { query: 'GetDocuments', document: 'U1', patient: INS },
    });
  });

  test('is open to INDIRECTE without any authorisation', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    bench.state.records.setDefaultAuthorization('none');
    const vihf = { authenticationMode: 'INDIRECTE', structureId: AUTHOR_STRUCTURE } as const;
    expect(
      (await bench.query('GetDocuments', byUniqueId('U1'), { ...reference, vihf })).objects.objectRefs,
    ).toHaveLength(1);
  });

  test('without an authorisation gives an author their own documents only', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    bench.state.records.setDefaultAuthorization('expired');
    const ask = (nameId: string): ReturnType<DmpBench['query']> =>
      bench.query('GetDocuments', byUniqueId('U1'), { ...reference, vihf: { nameId } });
    expect((await ask(AUTHOR)).objects.objectRefs).toHaveLength(1);
    expect((await ask(READER)).errors).toEqual(['DMPAuthorizationNotFound']);
  });

  test('finds nothing of a document that is deleted, or masked to the reader', async () => {
    const bench = new DmpBench();
    bench.state.changeStatus(bench.feed({ uniqueId: 'U1' }), 'Deleted');
    bench.state.updateMetadata(bench.feed({ uniqueId: 'U2' }), MASKED);
    const { objects, status } = await bench.query('GetDocuments', byUniqueId('U1', 'U2'), reference);
    expect(objects.objectRefs).toEqual([]);
    expect(status).toMatch(/Success$/);
  });

  test('finds a masked document for the structure that wrote it', async () => {
    const bench = new DmpBench();
    bench.state.updateMetadata(bench.feed({ uniqueId: 'U1' }), MASKED);
    const vihf = { authenticationMode: 'INDIRECTE', structureId: AUTHOR_STRUCTURE } as const;
    expect(
      (await bench.query('GetDocuments', byUniqueId('U1'), { ...reference, vihf })).objects.objectRefs,
    ).toHaveLength(1);
  });
});

describe('TD3.2', () => {
  test('gives the very bytes submitted, in MTOM', async () => {
    const bench = new DmpBench();
    const content = Buffer.concat([Buffer.from('<a>é</a>\r\n--x\r\n'), Buffer.from([0, 255, 13, 10])]);
    bench.feed({ uniqueId: 'U1', contentBase64: content.toString('base64') });
    const { documents, status, errors, answer } = await bench.retrieve(['U1']);
    expect(status).toMatch(/Success$/);
    expect(errors).toEqual([]);
    expect(documents).toMatchObject([{ documentUniqueId: 'U1', mimeType: 'text/xml' }]);
    expect(documents[0]?.content.equals(content)).toBe(true);
    expect(contentType(answer)).toMatch(/^multipart\/related; type="application\/xop\+xml"/);
    expect(answer.exchange).toMatchObject({
      transaction: 'td3-2',
      keys: { patient: INS, user: READER, document: 'U1' },
      summary: `TD3.2 patient ${INS} : 1 document`,
    });
  });

  test('some missing: PartialSuccess, warnings, and what was found', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    const { documents, status, errors } = await bench.retrieve(['U1', 'U9']);
    expect(status).toBe('urn:ihe:iti:2007:ResponseStatusType:PartialSuccess');
    expect(documents).toHaveLength(1);
    expect(errors).toEqual([{ code: 'XDSDocumentUniqueIdError', context: 'uniqueId=U9', severity: 'warning' }]);
  });

  test('deleted, masked, another patient’s, an entryUUID or an unknown one: the same answer', async () => {
    const bench = new DmpBench();
    bench.state.changeStatus(bench.feed({ uniqueId: 'U1' }), 'Deleted');
    const masked = bench.state.updateMetadata(bench.feed({ uniqueId: 'U2' }), MASKED);
    bench.feed({ uniqueId: 'U3' }, OTHER_INS);
    for (const id of ['U1', 'U2', 'U3', 'U9', masked.entryUUID]) {
      const { status, errors, documents } = await bench.retrieve([id]);
      expect(status).toMatch(/Failure$/);
      expect(errors).toMatchObject([
        { code: 'XDSDocumentUniqueIdError', context: `uniqueId=${id}`, severity: 'error' },
      ]);
      expect(documents).toEqual([]);
    }
  });

  test('replaced and archived documents stay retrievable; deleted ones when the setting says so', async () => {
    const bench = new DmpBench();
    bench.replace(bench.feed({ uniqueId: 'U1' }));
    bench.state.changeStatus(bench.feed({ uniqueId: 'U2' }), 'Archived');
    bench.state.changeStatus(bench.feed({ uniqueId: 'U3' }), 'Deleted');
    expect((await bench.retrieve(['U1', 'U2'])).documents).toHaveLength(2);
    bench.options.returnDeleted = true;
    expect((await bench.retrieve(['U3'])).documents).toHaveLength(1);
  });

  test.each<[string, Partial<VihfClaims>, string]>([
    ['INDIRECTE', { authenticationMode: 'INDIRECTE' }, 'DMPAccessDeniedByRightsService'],
    ['no authorisation', { nameId: COLLEAGUE }, 'DMPAuthorizationNotFound'],
    ['an unknown patient', { resourceId: cx('158039999990999') }, 'XDSUnknownPatientId'],
  ])('refuses %s', async (_name, vihf, code) => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    bench.state.records.setAuthorization(INS, COLLEAGUE, 'none');
    expect((await bench.retrieve(['U1'], vihf)).errors).toMatchObject([{ code }]);
  });

  test('an unknown repository', async () => {
    const answer = await new DmpBench().send(
      envelope(
        DMP_ACTIONS['iti-43'].request,
        '<RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest><RepositoryUniqueId>1.2.3</RepositoryUniqueId><DocumentUniqueId>U1</DocumentUniqueId></DocumentRequest></RetrieveDocumentSetRequest>',
      ),
    );
    expect(String(answer.body)).toContain('errorCode="XDSUnknownRepositoryId"');
  });
});

function patientIs(ins: string, oid = OID): QueryParameter[] {
  return [{ name: '$XDSDocumentEntryPatientId', values: [cx(ins, oid)] }, ...findParameters().slice(1)];
}

function purpose(code: string): { code: string; scheme: string; label: string } {
  return { code, scheme: '1.2.250.1.213.1.1.4.248', label: code };
}
