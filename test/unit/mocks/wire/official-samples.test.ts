import { describe, expect, test } from 'vitest';
import { readRegistryObjects } from '../../../../mocks/wire/ebrim-read.js';
import { DOCUMENT_IDENTIFIERS, DOCUMENT_SCHEMES } from '../../../../mocks/wire/ebrim-schemes.js';
import { registryObjectList } from '../../../../mocks/wire/ebrim-write.js';
import { parseCx, parseDtm, parseXcn, parseXon } from '../../../../mocks/wire/hl7-types.js';
import type { Code } from '../../../../mocks/wire/hl7-types.js';
import { isValidIns } from '../../../../mocks/wire/ins.js';
import { readMtom } from '../../../../mocks/wire/mtom.js';
import { NS } from '../../../../mocks/wire/namespaces.js';
import { INS_NIR_TEST } from '../../../../mocks/wire/oids.js';
import { readPatientAnswer, readPatientQuery } from '../../../../mocks/wire/patient-registry-read.js';
import { readProvideAndRegister } from '../../../../mocks/wire/provide-and-register.js';
import { readRegistryResponse, RESPONSE_STATUS } from '../../../../mocks/wire/registry-errors.js';
import { readRetrieveRequest, readRetrieveResponse } from '../../../../mocks/wire/retrieve-document-set.js';
import { readPatientList, readPatientListResponse } from '../../../../mocks/wire/si-dmp-patients.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import { readAdhocQueryRequest, readAdhocQueryResponse } from '../../../../mocks/wire/stored-query.js';
import { readUpdateDocumentSet } from '../../../../mocks/wire/update-document-set.js';
import { readVihf, VIHF_ATTRIBUTES } from '../../../../mocks/wire/vihf.js';
import { child, prettyXml, readXml, withXml } from '../../../../mocks/wire/xml.js';
import type { XmlNodeData } from '../../../../mocks/wire/xml.js';
import { because, NO_SAMPLES, sample } from './samples.js';

const REQUESTS = ['TD0.2', 'TD0.4', 'TD3.1', 'TD3.2', 'TD3.3c'].map((name) => `${name}-requete.xml`);
const ANSWERS = ['TD0.2', 'TD0.4', 'TD2.1', 'TD3.1', 'TD3.2', 'TD3.3c'].map((name) => `${name}-reponse.xml`);
const VIHFS = ['VIHF_INDIRECTE_signe.xml', 'VIHF_INDIRECTE_RENFORCEE_signe.xml'];

/** What plain XPath finds in a sample: the oracle our readers are held against. */
function all(name: string, xpath: string): string[] {
  return withXml(sample(name), (doc) => doc.values(xpath));
}

/** The first of them; a wrong XPath fails the test. */
function one(name: string, xpath: string): string {
  const [value] = all(name, xpath);
  if (value === undefined) throw new Error(`${name} has no ${xpath}`);
  return value;
}

function bodyOf(source: string | Buffer): XmlNodeData {
  const { body } = readEnvelope(typeof source === 'string' ? sample(source) : source);
  if (!body) throw new Error('empty Body');
  return body;
}

describe.skipIf(NO_SAMPLES)(because('official DMP samples'), () => {
  test.each(REQUESTS)('%s: addressing complete, nothing to tolerate, VIHF there', (name) => {
    const envelope = readEnvelope(sample(name));
    expect(envelope).toMatchObject({
      version: '1.2',
      action: one(name, '//wsa:Action'),
      messageId: one(name, '//wsa:MessageID'),
      replyTo: one(name, '//wsa:ReplyTo/wsa:Address'),
      to: '',
      tolerated: [],
      missingHeaders: [],
    });
    if (!envelope.assertion) throw new Error('no assertion');
    expect(readVihf(envelope.assertion)).toMatchObject({
      authenticationMode: 'DIRECTE',
      signed: false,
      issuer: one(name, '//saml2:Issuer'),
    });
  });

  test.each(ANSWERS)('%s: addressing of an answer', (name) => {
    expect(readEnvelope(sample(name))).toMatchObject({
      version: '1.2',
      relatesTo: one(name, '//wsa:RelatesTo'),
      tolerated: [],
      missingHeaders: [],
    });
  });

  test.each(VIHFS)('%s: every claim is read', (name) => {
    const vihf = readVihf(readXml(sample(name)));
    const names = Object.entries(VIHF_ATTRIBUTES);
    let texts = 0;
    for (const [field, attribute] of names) {
      const [text] = all(name, `//saml2:Attribute[@Name='${attribute}']/saml2:AttributeValue[not(*)]`);
      if (text === undefined) continue;
      texts += 1;
      expect(Object.entries(vihf)).toContainEqual([field, text]);
    }
    expect(texts).toBeGreaterThanOrEqual(8);
    expect(Object.keys(vihf.attributes)).toEqual(all(name, '//saml2:Attribute/@Name'));
    expect(vihf.roles.map((role) => role.code)).toEqual(all(name, '//hl7:Role/@code'));
    expect(vihf.purposeOfUse?.scheme).toBe(one(name, '//hl7:PurposeOfUse/@codeSystem'));
    expect(vihf.nameId).toBe(one(name, '//saml2:NameID'));
    expect(vihf.authnContextDecl).toBe(all(name, '//saml2:AuthnContextDecl')[0]);
    expect(vihf.signature?.signatureMethod).toBe('http://www.w3.org/2000/09/xmldsig#rsa-sha1');
    // DER begins with a SEQUENCE.
    expect(Buffer.from(vihf.signature?.certificate ?? '', 'base64')[0]).toBe(0x30);
  });

  test('TD3.1 request', () => {
    const name = 'TD3.1-requete.xml';
    const values = all(name, '//rim:Slot/rim:ValueList/rim:Value').map((value) => value.replace(/^\(?'|'\)?$/g, ''));
    const read = readAdhocQueryRequest(bodyOf(name));
    expect(read).toMatchObject({ query: 'FindDocuments', returnType: 'LeafClass', problems: [], tolerated: [] });
    expect(read.slots.map((slot) => slot.name)).toEqual(all(name, '//rim:Slot/@name'));
    expect(read.slots.flatMap((slot) => slot.values)).toEqual(values);
    expect(isValidIns(parseCx(values[0] ?? '').id)).toBe(true);
  });

  describe('TD3.1 answer', () => {
    const name = 'TD3.1-reponse.xml';
    const load = (): ReturnType<typeof readAdhocQueryResponse> => readAdhocQueryResponse(bodyOf(name));

    test('has its 21 documents, every field as XPath finds it', () => {
      const answer = load();
      expect(answer).toMatchObject({ status: RESPONSE_STATUS.success, totalResultCount: 21, errors: [] });
      expect(answer.objects.documents).toHaveLength(21);
      withXml(sample(name), (doc) => {
        for (const [index, document] of answer.objects.documents.entries()) {
          const base = `(//rim:ExtrinsicObject)[${index + 1}]`;
          const values = (path: string): string[] => doc.values(`${base}/${path}`);
          const slot = (slotName: string): string[] => values(`rim:Slot[@name='${slotName}']/rim:ValueList/rim:Value`);
          const codes = (scheme: string): Code[] => {
            const at = `rim:Classification[@classificationScheme='${scheme}']`;
            const schemes = values(`${at}/rim:Slot/rim:ValueList/rim:Value`);
            const labels = values(`${at}/rim:Name/rim:LocalizedString/@value`);
            return values(`${at}/@nodeRepresentation`).map((code, i) => ({
              code,
              scheme: schemes[i] ?? '',
              label: labels[i] ?? '',
            }));
          };
          const author = (slotName: string): string[] =>
            values(`rim:Classification[not(rim:Name)]/rim:Slot[@name='${slotName}']/rim:ValueList/rim:Value`);
          const identifier = (scheme: string): string | undefined =>
            values(`rim:ExternalIdentifier[@identificationScheme='${scheme}']/@value`)[0];
          expect(document).toEqual({
            entryUUID: values('@id')[0],
            logicalId: values('@lid')[0],
            mimeType: values('@mimeType')[0],
            objectType: values('@objectType')[0],
            isOpaque: values('@isOpaque')[0],
            status: values('@status')[0],
            version: values('rim:VersionInfo/@versionName')[0],
            title: values('rim:Name/rim:LocalizedString/@value')[0],
            comments: values('rim:Description/rim:LocalizedString/@value')[0],
            creationTime: slot('creationTime')[0],
            serviceStartTime: slot('serviceStartTime')[0],
            serviceStopTime: slot('serviceStopTime')[0],
            languageCode: slot('languageCode')[0],
            legalAuthenticator: slot('legalAuthenticator')[0],
            hash: slot('hash')[0],
            size: slot('size')[0],
            repositoryUniqueId: slot('repositoryUniqueId')[0],
            sourcePatientId: slot('sourcePatientId')[0],
            sourcePatientInfo: slot('sourcePatientInfo'),
            referenceIdList: [],
            patientId: identifier(DOCUMENT_IDENTIFIERS.patientId),
            uniqueId: identifier(DOCUMENT_IDENTIFIERS.uniqueId),
            classCode: codes(DOCUMENT_SCHEMES.class)[0],
            typeCode: codes(DOCUMENT_SCHEMES.type)[0],
            formatCode: codes(DOCUMENT_SCHEMES.format)[0],
            healthcareFacilityTypeCode: codes(DOCUMENT_SCHEMES.facility)[0],
            practiceSettingCode: codes(DOCUMENT_SCHEMES.practiceSetting)[0],
            confidentialityCodes: codes(DOCUMENT_SCHEMES.confidentiality),
            eventCodes: codes(DOCUMENT_SCHEMES.event),
            authors: [
              {
                person: author('authorPerson')[0],
                institutions: author('authorInstitution'),
                roles: [],
                specialties: author('authorSpecialty'),
              },
            ],
            otherSlots: {},
          });
        }
      });
    });

    test('its composite values and times are taken apart', () => {
      for (const document of load().objects.documents) {
        const { date, ...patient } = parseCx(document.patientId);
        expect(patient).toMatchObject({ oid: INS_NIR_TEST, type: 'NH' });
        expect(isValidIns(patient.id)).toBe(true);
        expect(parseDtm(date ?? '')).toBeInstanceOf(Date);
        expect(parseDtm(document.creationTime ?? '')).toBeInstanceOf(Date);
        expect(parseXcn(document.authors[0]?.person ?? '')).toMatchObject({
          nameType: 'D',
          idType: expect.stringMatching(/^(IDNPS|EI)$/) as string,
        });
        expect(parseXon(document.authors[0]?.institutions[0] ?? '')).toMatchObject({ idType: 'IDNST' });
      }
    });

    test('nothing is lost: as many codes, authors and comments as the sample has', () => {
      const { documents } = load().objects;
      const sum = (counts: number[]): number => counts.reduce((total, count) => total + count, 0);
      withXml(sample(name), (doc) => {
        const codes = documents.map(
          (document) => 5 + document.confidentialityCodes.length + document.eventCodes.length,
        );
        expect(sum(codes)).toBe(doc.evaluate('count(//rim:Classification[rim:Name])'));
        expect(sum(documents.map((document) => document.authors.length))).toBe(
          doc.evaluate('count(//rim:Classification[not(rim:Name)])'),
        );
      });
    });

    test('written again, it reads the same and has the same shape as the DMP’s', () => {
      const { objects } = load();
      const again = readXml(registryObjectList(objects).text);
      expect(readRegistryObjects(again)).toEqual(objects);
      const official = child(bodyOf(name), NS.rim, 'RegistryObjectList');
      if (!official) throw new Error('no list');
      expect(shape(again)).toEqual(shape(official));
    });
  });

  test('TD0.2 request', () => {
    const name = 'TD0.2-requete.xml';
    const ii = (xpath: string): object => ({
      root: one(name, `${xpath}/@root`),
      extension: one(name, `${xpath}/@extension`),
    });
    const system = (role: string): object => ({
      oid: one(name, `//hl7:${role}/hl7:device/hl7:id/@root`),
      name: one(name, `//hl7:${role}/hl7:device/hl7:softwareName`),
    });
    expect(readPatientQuery(bodyOf(name))).toEqual({
      id: ii('//hl7:PRPA_IN201307UV02/hl7:id'),
      creationTime: one(name, '//hl7:creationTime/@value'),
      sender: system('sender'),
      receiver: system('receiver'),
      reason: 'TEST_EXST',
      queryId: ii('//hl7:queryId'),
      patient: ii('//hl7:patientIdentifier/hl7:value'),
    });
  });

  test('TD0.2 answer', () => {
    const name = 'TD0.2-reponse.xml';
    const answer = readPatientAnswer(bodyOf(name));
    expect(answer).toMatchObject({
      id: one(name, '//hl7:PRPA_IN201308UV02/hl7:id/@root'),
      acknowledgement: 'AA',
      responseCode: 'OK',
      authorisation: 'VALIDE',
      isTreatingPhysician: true,
      errors: [],
      target: { extension: one(name, '//hl7:targetMessage/hl7:id/@extension') },
      queryId: { extension: one(name, '//hl7:queryId/@extension') },
    });
    expect(answer.record).toMatchObject({
      status: 'active',
      name: {
        prefix: one(name, '//hl7:prefix'),
        given: all(name, '//hl7:given'),
        family: one(name, '//hl7:family'),
      },
      gender: one(name, '//hl7:administrativeGenderCode/@code'),
      birthTime: one(name, '//hl7:birthTime/@value'),
    });
    expect(answer.record?.identifiers.map((id) => id.extension)).toEqual(all(name, '//hl7:patient/hl7:id/@extension'));
    expect(answer.record?.telecoms.map((telecom) => telecom.value)).toEqual(all(name, '//hl7:telecom/@value'));
    expect(answer.record?.observations.map(({ code, value }) => [code, value])).toEqual([
      ['COMPTE_INTERNET_OUVERT', true],
      ['RATTACHEMENT_ENS', false],
    ]);
    expect(answer.record?.closing).toBeUndefined();
  });

  test('TD0.4 request and answer', () => {
    expect(readPatientList(bodyOf('TD0.4-requete.xml'))).toEqual({
      startDate: one('TD0.4-requete.xml', '//patients:startDate'),
      dateType: 'LASTDOC',
    });
    const name = 'TD0.4-reponse.xml';
    const { patients, status } = readPatientListResponse(bodyOf(name));
    expect(status).toBe('DMPOk');
    expect(patients.map((patient) => String(patient.isTreatingPhysician))).toEqual(all(name, '//patients:MT'));
    expect(patients.map((patient) => String(patient.message))).toEqual(all(name, '//patients:message'));
    expect(patients.flatMap((patient) => patient.identifiers.map((id) => id.nationalId))).toEqual(
      all(name, '//patients:nationalId'),
    );
    for (const field of [
      'lastName',
      'firstName',
      'dateOfBirth',
      'lastAccessDate',
      'lastUpdateDate',
      'lastAddDate',
    ] as const) {
      expect(patients.map((patient) => patient[field])).toEqual(all(name, `//patients:${field}`));
    }
  });

  test('TD3.2: request, and answer put back into MTOM', () => {
    const ids = (name: string): object => ({
      repositoryUniqueId: one(name, '//xdsb:RepositoryUniqueId'),
      documentUniqueId: one(name, '//xdsb:DocumentUniqueId'),
    });
    expect(readRetrieveRequest(bodyOf('TD3.2-requete.xml'))).toEqual([ids('TD3.2-requete.xml')]);
    const name = 'TD3.2-reponse.xml';
    const content = Buffer.from('<ClinicalDocument/>');
    const contentId = decodeURIComponent(one(name, '//xop:Include/@href')).replace('cid:', '');
    const read = readRetrieveResponse(bodyOf(name), new Map([[contentId, { contentType: 'text/xml', content }]]));
    expect(contentId).toContain('@urn:ihe:iti:xds-b:2007');
    expect(read).toEqual({
      status: RESPONSE_STATUS.success,
      errors: [],
      documents: [{ ...ids(name), mimeType: 'text/xml', content }],
    });
  });

  test('TD2.1: three MTOM parts, bytes unchanged, SOAP 1.1 tolerated; the lot is read', async () => {
    const bytes = sample('TD2.1-requete.xml');
    const boundary = bytes.toString('latin1').trimStart().split('\n')[0]?.trim().slice(2) ?? '';
    const header = `multipart/related; type="application/xop+xml"; start="<rootpart@soapui.org>"; boundary="${boundary}"`;
    const message = await readMtom(header, bytes);
    expect([...message.parts.values()].map(({ content }) => readXml(content).local).sort()).toEqual([
      'ClinicalDocument',
      'Signature',
    ]);
    for (const { content } of message.parts.values()) expect(bytes.includes(content)).toBe(true);
    const envelope = readEnvelope(message.root);
    expect(envelope.tolerated).toEqual(['Enveloppe SOAP 1.1 au lieu de SOAP 1.2']);
    const { submission, contents, tolerated } = readProvideAndRegister(bodyOf(message.root), message.parts);
    expect(submission.submissionSet.entryUUID).toBe('SubmissionSet01');
    expect(submission.documents[1]).toMatchObject({ languageCode: 'art', typeCode: { code: 'E1762', scheme: 'ASTM' } });
    expect([...contents.keys()]).toEqual(submission.documents.map(({ entryUUID }) => entryUUID));
    expect(tolerated).toEqual(['Document/@id « documentME2 » écrit « DocumentME2 » dans les métadonnées']);
    expect(submission.associations.map((link) => link.type.split(':').at(-1)).sort()).toEqual([
      'HasMember',
      'HasMember',
      'signs',
    ]);
  });

  test('TD3.3c: the set without registryObject attributes and the status change are read', () => {
    const name = 'TD3.3c-requete.xml';
    const { submissionSet, documents, associations } = readUpdateDocumentSet(bodyOf(name));
    const [patientId, sourceId, uniqueId] = all(name, '//rim:ExternalIdentifier/@value');
    expect(submissionSet).toMatchObject({ patientId, sourceId, uniqueId });
    expect(submissionSet.authors).toHaveLength(1);
    expect(documents).toEqual([]);
    const [OriginalStatus, NewStatus] = all(name, '//rim:Association/rim:Slot/rim:ValueList/rim:Value');
    expect(associations[0]?.slots).toEqual({ OriginalStatus: [OriginalStatus], NewStatus: [NewStatus] });
  });

  test.each(['TD2.1-reponse.xml', 'TD3.3c-reponse.xml'])('%s is a success', (name) => {
    expect(readRegistryResponse(bodyOf(name))).toEqual({ status: RESPONSE_STATUS.success, errors: [] });
  });

  test('every sample is shown indented and still says the same', () => {
    for (const name of [...REQUESTS, ...ANSWERS]) {
      expect(withoutLayout(readXml(prettyXml(sample(name))))).toEqual(withoutLayout(readXml(sample(name))));
    }
  });
});

/** Element names, attributes, order; generated ids and layout left out. */
function shape(node: XmlNodeData): unknown {
  const attributes = Object.entries(node.attributes).filter(([name]) => name !== 'id');
  return [node.local, Object.fromEntries(attributes), node.text.trim(), node.children.map(shape)];
}

function withoutLayout(node: XmlNodeData): unknown {
  return [node.ns, node.local, node.attributes, node.text.trim(), node.children.map(withoutLayout)];
}
