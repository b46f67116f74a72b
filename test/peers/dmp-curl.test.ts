import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMtom } from '../../mocks/wire/mtom.js';
import { readPatientAnswer } from '../../mocks/wire/patient-registry-read.js';
import { readRegistryResponse, RESPONSE_STATUS } from '../../mocks/wire/registry-errors.js';
import { readRetrieveResponse } from '../../mocks/wire/retrieve-document-set.js';
import { readPatientListResponse } from '../../mocks/wire/si-dmp-patients.js';
import { readEnvelope, type SoapEnvelope } from '../../mocks/wire/soap.js';
import { readAdhocQueryResponse } from '../../mocks/wire/stored-query.js';
import { withXml, type XmlNodeData } from '../../mocks/wire/xml.js';
import { DmpMocks } from '../unit/mocks/dmp/dmp-mocks.js';

const SAMPLES = resolve(import.meta.dirname, '../../../shared/samples/dmp');
const NO_SAMPLES = existsSync(SAMPLES) ? undefined : 'the official DMP samples are not beside the checkout';
/** Patient of the official samples, and the professional of their VIHF. */
const INS = '207058575627097';
const PROFESSIONAL = '899900063480';
/** The document the official TD3.2 asks for. */
const DOCUMENT = '1.2.250.1.999.1.1.7898.1.995657292';
const CONTENT = Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"/>\r\n');

const run = promisify(execFile);
let mocks: DmpMocks;

beforeAll(async () => {
  mocks = await DmpMocks.open();
  await mocks.control.call('dmp/load-patient', {
    ins: INS,
    familyName: 'ESSAI-OFFICIEL',
    givenName: 'DOMINIQUE',
    birthDate: '1907-05-25',
    gender: 'M',
  });
  for (const uniqueId of [DOCUMENT, undefined]) await addDocument(uniqueId);
});
afterAll(() => mocks.close());

/** Adds a document; its author is a third party unless told. */
async function addDocument(
  uniqueId?: string,
  author = '899790000816',
): Promise<{ entryUUID: string; uniqueId: string }> {
  const added = await mocks.control.call('dmp/add-document', {
    ins: INS,
    document: {
      ...(uniqueId ? { uniqueId } : {}),
      title: 'Lettre de liaison & suites',
      typeCode: '11490-0',
      classCode: '10',
      contentBase64: CONTENT.toString('base64'),
      authorProfessional: { nationalId: author, familyName: 'TIERS-GENERALISTE', givenName: 'Alex' },
      authorStructure: { finess: '750990038', name: 'CABINET MEDICAL FICTIF' },
      confidentiality: ['N', 'INVISIBLE_PATIENT'],
    },
  });
  return added as { entryUUID: string; uniqueId: string };
}

/** Every document of the patient's record, as the mock keeps them. */
async function documents(): Promise<{ title: string; uniqueId: string; status: string; signature: boolean }[]> {
  const record = await mocks.control.call('dmp/get-record', { ins: INS });
  return (record as { documents: { title: string; uniqueId: string; status: string; signature: boolean }[] }).documents;
}

/** The HTTP header the official TD2.1 comes without (dmp.md §1.1): its boundary is the body's first line. */
async function mtomHeader(): Promise<string> {
  const bytes = await readFile(join(SAMPLES, 'messages', 'TD2.1-requete.xml'), 'latin1');
  const boundary = bytes.trimStart().split('\n')[0]?.trim().slice(2) ?? '';
  return `multipart/related; type="application/xop+xml"; start="<rootpart@soapui.org>"; boundary="${boundary}"; start-info="application/soap+xml"; action="urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b"`;
}

/** Sends an official request, or a file under an absolute path, with curl and the client certificate, as a vendor would by hand. */
async function curl(
  service: string,
  message: string,
  header = 'application/soap+xml; charset=UTF-8',
): Promise<{ contentType: string; body: Buffer; status: number }> {
  const { ca, certificates } = mocks.sheet;
  const out = join(mocks.dir, `${basename(message)}.answer`);
  const { stdout } = await run('curl', [
    ...['--silent', '--show-error', '--max-time', '30', '--cacert', ca],
    ...['--cert', certificates.authCli.cert, '--key', certificates.authCli.key],
    ...['--header', `Content-Type: ${header}`],
    ...['--data-binary', `@${resolve(SAMPLES, 'messages', message)}`],
    ...['--output', out, '--write-out', '%{http_code} %{content_type}'],
    service,
  ]);
  const [status = '', ...contentType] = stdout.split(' ');
  return { status: Number(status), contentType: contentType.join(' '), body: await readFile(out) };
}

function bodyOf(envelope: SoapEnvelope): XmlNodeData {
  if (!envelope.body) throw new Error('empty Body');
  return envelope.body;
}

/** xmllint's verdict on the element of the Body: '' when valid. */
async function validate(envelope: Buffer | string, schema: string): Promise<string> {
  const xml = withXml(envelope, (doc) => doc.fragment('/soap:Envelope/soap:Body/*') ?? '');
  const file = join(mocks.dir, 'body.xml');
  await writeFile(file, xml);
  return run('xmllint', ['--nonet', '--noout', '--schema', schema, file]).then(
    () => '',
    (error: unknown) => (error as { stderr: string }).stderr,
  );
}

const schema = (name: string): string => join(SAMPLES, 'schema', name);

async function relatesToRequest(envelope: SoapEnvelope, message: string): Promise<void> {
  const request = readEnvelope(await readFile(join(SAMPLES, 'messages', message)));
  expect(envelope.relatesTo).toBe(request.messageId);
}

describe.skipIf(NO_SAMPLES)('official requests sent with curl get answers valid against the official schemas', () => {
  test('TD3.1: the documents of the patient', async () => {
    const mark = await mocks.control.mark();
    const { status, body, contentType } = await curl(mocks.sheet.dmp.registry, 'TD3.1-requete.xml');
    expect([status, contentType]).toEqual([200, expect.stringMatching(/^application\/soap\+xml; charset=UTF-8/)]);
    const envelope = readEnvelope(body);
    await relatesToRequest(envelope, 'TD3.1-requete.xml');
    const { objects, status: outcome, totalResultCount } = readAdhocQueryResponse(bodyOf(envelope));
    expect(outcome).toMatch(/Success$/);
    expect(totalResultCount).toBe(2);
    expect(objects.documents).toMatchObject([{ uniqueId: DOCUMENT, title: 'Lettre de liaison & suites' }, {}]);
    expect(await validate(body, schema('ebRS/query.xsd'))).toBe('');

    const exchange = await mocks.exchangeAfter(mark);
    expect(exchange).toMatchObject({
      transaction: 'td3-1a',
      keys: { patient: INS, user: PROFESSIONAL, query: 'FindDocuments' },
      tls: { authorized: true },
    });
    expect(exchange.unexpected).toBeUndefined();
  });

  test('TD3.2: the document, byte for byte, in MTOM', async () => {
    const { status, body, contentType } = await curl(mocks.sheet.dmp.repository, 'TD3.2-requete.xml');
    expect(status).toBe(200);
    const { root, parts } = await readMtom(contentType, body);
    const envelope = readEnvelope(root);
    await relatesToRequest(envelope, 'TD3.2-requete.xml');
    const { documents, errors } = readRetrieveResponse(bodyOf(envelope), parts);
    expect(errors).toEqual([]);
    expect(documents).toMatchObject([{ documentUniqueId: DOCUMENT, mimeType: 'text/xml' }]);
    expect(documents[0]?.content.equals(CONTENT)).toBe(true);
    const inlined = root.toString().replace(/<xop:Include[^>]*\/>/, CONTENT.toString('base64'));
    expect(await validate(inlined, schema('IHE/XDS.b_DocumentRepository.xsd'))).toBe('');
  });

  test('TD0.2: the record and the authorisation', async () => {
    const { status, body } = await curl(mocks.sheet.dmp.patients, 'TD0.2-requete.xml');
    expect(status).toBe(200);
    const envelope = readEnvelope(body);
    await relatesToRequest(envelope, 'TD0.2-requete.xml');
    expect(readPatientAnswer(bodyOf(envelope))).toMatchObject({
      responseCode: 'OK',
      acknowledgement: 'AA',
      authorisation: 'VALIDE',
      record: { status: 'active', name: { family: 'ESSAI-OFFICIEL' } },
    });
    expect(await validate(body, schema('HL7V3/NE2009/multicacheschemas/PRPA_IN201308UV02.xsd'))).toBe('');
  });

  test('TD0.4: the patients of the professional', async () => {
    const { status, body } = await curl(mocks.sheet.dmp.patientsSpecific, 'TD0.4-requete.xml');
    expect(status).toBe(200);
    const envelope = readEnvelope(body);
    await relatesToRequest(envelope, 'TD0.4-requete.xml');
    const answer = readPatientListResponse(bodyOf(envelope));
    expect(answer.status).toBe('DMPOk');
    expect(answer.patients).toMatchObject([{ lastName: 'ESSAI-OFFICIEL', dateOfBirth: '19070525' }]);
    expect(await validate(body, await schemaOfPatientsSpecific())).toBe('');
  });

  test('TD2.1: the official lot is registered, its dialects told, its signature hidden', async () => {
    const mark = await mocks.control.mark();
    const { status, body } = await curl(mocks.sheet.dmp.repository, 'TD2.1-requete.xml', await mtomHeader());
    expect(status).toBe(200);
    expect(readRegistryResponse(bodyOf(readEnvelope(body)))).toMatchObject({
      status: RESPONSE_STATUS.success,
      errors: [],
    });
    expect(await validate(body, schema('ebRS/rs.xsd'))).toBe('');
    const exchange = await mocks.exchangeAfter(mark);
    expect(exchange).toMatchObject({ transaction: 'td2-1a', keys: { patient: INS, user: PROFESSIONAL } });
    expect(exchange.unexpected).toBeUndefined();
    expect(exchange.tolerated).toEqual(
      expect.arrayContaining([
        'Enveloppe SOAP 1.1 au lieu de SOAP 1.2',
        'Document/@id « documentME2 » écrit « DocumentME2 » dans les métadonnées',
      ]),
    );
    const kept = await documents();
    expect(kept.map(({ title }) => title)).toEqual(expect.arrayContaining(['Document 1']));
    const { body: found } = await curl(mocks.sheet.dmp.registry, 'TD3.1-requete.xml');
    const { objects } = readAdhocQueryResponse(bodyOf(readEnvelope(found)));
    expect(objects.documents).toHaveLength(kept.filter(({ signature }) => !signature).length);
  });

  test('TD3.3c: the official deletion, of a document that is there, by its author, once archived', async () => {
    const added = await addDocument(undefined, PROFESSIONAL);
    await mocks.control.call('dmp/archive-document', { uniqueId: added.uniqueId, archived: true });
    const message = await readFile(join(SAMPLES, 'messages', 'TD3.3c-requete.xml'), 'utf8');
    const target = /targetObject="([^"]*)"/.exec(message)?.[1] ?? '';
    const unknown = await curl(mocks.sheet.dmp.registry, 'TD3.3c-requete.xml');
    const refusal = readRegistryResponse(bodyOf(readEnvelope(unknown.body)));
    expect(refusal.errors).toMatchObject([{ code: 'UnresolvedReferenceException' }]);
    expect(await validate(unknown.body, schema('ebRS/rs.xsd'))).toBe('');

    const file = join(mocks.dir, 'TD3.3c-requete.xml');
    await writeFile(file, message.replace(target, added.entryUUID));
    const mark = await mocks.control.mark();
    const { body } = await curl(mocks.sheet.dmp.registry, file);
    expect(readRegistryResponse(bodyOf(readEnvelope(body)))).toMatchObject({
      status: RESPONSE_STATUS.success,
      errors: [],
    });
    expect(await validate(body, schema('ebRS/rs.xsd'))).toBe('');
    expect(await mocks.exchangeAfter(mark)).toMatchObject({
      transaction: 'td3-3c',
      keys: { patient: INS, document: added.uniqueId },
      tolerated: expect.arrayContaining([expect.stringContaining('classifiedObject')]) as string[],
    });
    const kept = await documents();
    expect(kept.find(({ uniqueId }) => uniqueId === added.uniqueId)?.status).toBe('Deleted');
  });
});

/** The schema stands inside the WSDL: taken out for the run only. */
async function schemaOfPatientsSpecific(): Promise<string> {
  const wsdl = await readFile(join(SAMPLES, 'wsdl/PatientsSpecific.wsdl'), 'utf8');
  const xsd = /<xs:schema[^]*<\/xs:schema>/.exec(wsdl)?.[0];
  if (xsd === undefined) throw new Error('no schema in the WSDL');
  const file = join(mocks.dir, 'patients-specific.xsd');
  await writeFile(file, xsd);
  return file;
}
