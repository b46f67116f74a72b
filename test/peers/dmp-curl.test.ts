import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMtom } from '../../mocks/wire/mtom.js';
import { readPatientAnswer } from '../../mocks/wire/patient-registry-read.js';
import { readRetrieveResponse } from '../../mocks/wire/retrieve-document-set.js';
import { readPatientListResponse } from '../../mocks/wire/si-dmp-patients.js';
import { readEnvelope, readFault, type SoapEnvelope } from '../../mocks/wire/soap.js';
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

function addDocument(uniqueId: string | undefined): Promise<unknown> {
  return mocks.control.call('dmp/add-document', {
    ins: INS,
    document: {
      ...(uniqueId ? { uniqueId } : {}),
      title: 'Lettre de liaison & suites',
      typeCode: '11490-0',
      classCode: '10',
      contentBase64: CONTENT.toString('base64'),
      authorProfessional: { nationalId: '899790000816', familyName: 'TIERS-GENERALISTE', givenName: 'Alex' },
      authorStructure: { finess: '750990038', name: 'CABINET MEDICAL FICTIF' },
      confidentiality: ['N', 'INVISIBLE_PATIENT'],
    },
  });
}

/** Sends an official request with curl and the client certificate, as a vendor would by hand. */
async function curl(service: string, message: string): Promise<{ contentType: string; body: Buffer; status: number }> {
  const { ca, certificates } = mocks.sheet;
  const out = join(mocks.dir, `${message}.answer`);
  const { stdout } = await run('curl', [
    ...['--silent', '--show-error', '--max-time', '30', '--cacert', ca],
    ...['--cert', certificates.authCli.cert, '--key', certificates.authCli.key],
    ...['--header', 'Content-Type: application/soap+xml; charset=UTF-8'],
    ...['--data-binary', `@${join(SAMPLES, 'messages', message)}`],
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

  test.each(['TD2.1-requete.xml', 'TD3.3c-requete.xml'])(
    '%s: refused with a SOAP fault, and shown',
    async (message) => {
      const mark = await mocks.control.mark();
      const { body } = await curl(mocks.sheet.dmp.registry, message);
      expect(readFault(readEnvelope(body))).toMatchObject({ code: 'Sender' });
      expect((await mocks.exchangeAfter(mark)).unexpected).toBeTruthy();
    },
  );
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
