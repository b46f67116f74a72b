import { describe, expect, test } from 'vitest';
import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { documentFlags } from '../../../../mocks/wire/hl7-document-flags.js';
import { writeDocumentMessage } from '../../../../mocks/wire/hl7-document-message.js';
import { judgeDocumentMessage, judgeDocumentVersions } from '../../../../scenarios/hl7/index.js';
import { matrixRow } from '../../../../scenarios/hl7/checks/coherence.js';
import { documentBytes, documentMessage, PATIENT_INS } from '../../mocks/hl7-bench.js';
import { conform, judged, SAME, troubles, verdicts, WANTED } from './verdicts.js';

describe('a conform message passes every check', () => {
  test.each([
    ['ORU', 'create', 1],
    ['ORU', 'replace', 2],
    ['MDM', 'create', 1],
    ['MDM', 'replace', 2],
    ['MDM', 'delete', 1],
  ] as const)('%s, %s', (form, act, version) => {
    expect(troubles(judged(SAME, { form, act, version }))).toEqual({});
  });

  test('in 8859/15, with a stay, to the patient who may not answer, with mails, in strict reading', () => {
    const message = {
      ...documentMessage({ controlId: 'J2', charset: '8859/15' }),
      visit: {
        patientClass: 'I',
        number: { id: 'V1', authority: { name: 'CH', oid: '1.2', type: 'ISO' }, type: 'VN' },
      },
      flags: documentFlags({ DESTDMP: true, DESTMSSANTEPS: true, DESTMSSANTEPAT: true }),
      recipients: [
        {
          organization: { name: 'CABINET', oid: '1.2.250.1.71.4.2.2', type: 'FINEG', id: '750990038' },
          address: 'a@b.mssante.fr',
        },
        { address: `${PATIENT_INS}@patient.mssante.fr` },
      ],
      replyTo: { address: 'reponse@b.mssante.fr' },
      patientMayNotAnswer: true,
      professionalMail: 'Bonjour',
      patientMail: 'Bonjour',
    };
    expect(troubles(judgeDocumentMessage(encodeEr7(writeDocumentMessage(message)), { strict: true }))).toEqual({});
  });

  test('without the DMP, what the VIHF needs has no object', () => {
    const flags = { DESTMSSANTEPS: true, INVISIBLE_PATIENT: true };
    expect(verdicts(judged(SAME, { flags }))).toEqual({ 'hl7.document.vihf': 'not-applicable' });
  });
});

describe('one mistake is told by one check, with what is wrong', () => {
  const drop = (pattern: RegExp) => (text: string) => text.replace(pattern, '');
  const put = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

  test.each<[string, string, (text: string) => string, string]>([
    ['older volet', 'header', put('2.1^CISIS', '2.0^CISIS'), 'le message suit 2.0^CISIS_CDA_HL7_V2'],
    ['no version of the volet', 'header', put('|||2.1^CISIS_CDA_HL7_V2', ''), 'ne dit pas quelle version'],
    ['other delimiters', 'header', put('MSH|^~\\&', 'MSH|^~\\&#'), 'séparateurs'],
    ['no receiving application', 'header', put('|PFI|', '||'), 'MSH-5 absent'],
    ['time that is none', 'header', put('|20260115103000+0100||', '|15/01/2026||'), 'date « 15/01/2026 »'],
    ['a day that does not exist', 'header', put('|20260115103000+0100||', '|20260230||'), 'date « 20260230 »'],
    ['other structure', 'header', put('T02^MDM_T02', 'T02^MDM_T01'), 'MDM^T02^MDM_T01'],
    ['HL7 version', 'header', put('|2.6|', '|2.5|'), 'version HL7 « 2.5 »'],
    ['country', 'header', put('|FRA|', '|FR|'), 'pays « FR »'],
    ['charset', 'header', put('UNICODE UTF-8', 'UTF-8'), 'jeu de caractères « UTF-8 »'],
    ['segments ended by LF', 'header', (text) => text.replaceAll('\r', '\n'), 'LF au lieu de CR'],
    ['PV1 before PID', 'structure', put(/(PID[^\r]*\r)(PV1[^\r]*\r)/, '$2$1'), 'PID après PV1'],
    ['second PID', 'structure', put(/(PID[^\r]*\r)/, '$1$1'), '2 segments PID'],
    ['no PV1', 'structure', drop(/PV1[^\r]*\r/), 'segment PV1 absent'],
    ['OBX not numbered', 'structure', put('OBX|3|', 'OBX|9|'), 'OBX-1 vaut « 9 » au lieu de 3'],
    [
      'PRT under a metadata',
      'structure',
      (text) => `${text}PRT||UC||RCT^Result Copies To^participation|||||||||||^^X.400^a@b.fr\r`,
      'ailleurs que sous',
    ],
    ['no name', 'fields', put(/(PID\|\|\|[^|]*\|\|)[^|]*/, '$1'), 'nom absent'],
    ['class I without a visit number', 'fields', put('PV1|1|N', 'PV1|1|I'), 'numéro de venue absent'],
    ['OBR-4 of another type', 'fields', put('OBR|1|||11488-4', 'OBR|1|||34112-3'), 'diffèrent'],
    ['coding system', 'fields', (text) => text.replaceAll('^LN', '^LOINC'), 'nomenclature « LOINC »'],
    ['TEXT in an MDM', 'fields', put('^text^XML', '^TEXT^XML'), 'OBX-5'],
    ['TXA-17 of an older volet', 'fields', put('|||||AU\r', '|||||LA\r'), 'TXA-17 « LA »'],
    ['ORC-1 of another act', 'act', put('ORC|NW', 'ORC|RO'), 'T02/RO/F'],
    ['OBX-11 of another act', 'act', put('||||||F\rPRT', '||||||C\rPRT'), 'T02/NW/C'],
    [
      'an address that is none',
      'participants',
      put(/X\.400\^[^\r]*/, 'X.400^dominique'),
      'adresse MSSanté « dominique »',
    ],
    [
      'a role unknown',
      'participants',
      put('PRT||UC||RCT', 'PRT||UC||CC^Copie^participation\rPRT||UC||RCT'),
      'rôle « CC »',
    ],
    ['type of identifier unknown', 'participants', put('^D^^^IDNPS|||||||', '^D^^^EI|||||||'), 'type « EI »'],
    [
      'nine metadata',
      'metadata',
      (text) => renumbered(text.replace(/OBX\|5\|CWE\|CONN[^\r]*\r/, '')),
      'CONNEXION_SECRETE absente',
    ],
    [
      'order of the metadata',
      'metadata',
      (text) =>
        text
          .replace('CONNEXION_SECRETE^', 'PLACE^')
          .replace('MODIF_CONF_CODE^', 'CONNEXION_SECRETE^')
          .replace('PLACE^', 'MODIF_CONF_CODE^'),
      'l’ordre est imposé',
    ],
    [
      'name of an older volet',
      'metadata',
      put('ACK_LECTURE_MSS^', 'ACK_LECTURE^'),
      'ACK_LECTURE_MSS écrite ACK_LECTURE',
    ],
    ['CE in an MDM', 'metadata', put('OBX|4|CWE', 'OBX|4|CE'), 'OBX-2 « CE » au lieu de CWE'],
    ['O for oui', 'metadata', put('|N^^expandedYes', '|O^^expandedYes'), 'OBX-5.1 « O » au lieu de Y ou N'],
    ['an identity only provisional', 'targets', put('|VALI\r', '|PROV\r'), 'identité PROV : VALI attendu'],
    ['another document than the CDA', 'identity', put(/(TXA\|1\|11488-4\|TEXT\|{9})[^|]*/, '$11.2.3'), 'TXA-12 1.2.3'],
    ['another patient than the CDA', 'identity', put(/(PID\|\|\|)\d{5}/, '$199999'), 'absent du CDA'],
    ['another name than the CDA', 'identity', put(/(PID\|\|\|[^|]*\|\|)[^^]*/, '$1AUTRE'), '« AUTRE » au lieu de'],
    ['no structure', 'vihf', put(/(SB\^Send by[^\r]*\^IDNPS)\|\|\|[^\r]*/, '$1'), 'structure (PRT-8) absente'],
    ['no professional', 'vihf', put(/(SB\^Send by\^participation\|)[^|]*/, '$1'), 'ni professionnel'],
    ['legal entity as a site', 'vihf', put('FINEG^^^750990012', 'FINEG^^^750991010'), 'd’une entité juridique'],
    ['unknown FINESS', 'vihf', put('FINEG^^^750990012', 'FINEG^^^750998884'), 'inconnu du registre'],
  ])('%s', (_, check, change, told) => {
    const found = troubles(judged(change));
    const ids = Object.keys(found).filter((id) => found[id]?.startsWith('fail'));
    expect(ids).toEqual([`hl7.document.${check}`]);
    expect(found[`hl7.document.${check}`]).toContain(told);
  });

  function renumbered(text: string): string {
    let count = 0;
    return text.replace(/OBX\|\d+/g, () => `OBX|${(count += 1)}`);
  }
});

test('the charset MSH-18 says is the one the bytes are in', () => {
  const utf8 = Buffer.from(conform({ charset: '8859/15' }));
  expect(troubles(judgeDocumentMessage(utf8))['hl7.document.header']).toMatch(/^fail MSH-18 dit 8859\/15 .* en UTF-8/);
  const latin = Buffer.from(conform(), 'latin1');
  expect(troubles(judgeDocumentMessage(latin))['hl7.document.header']).toMatch(/^fail MSH-18 dit UNICODE UTF-8/);
});

test('a document identified with an extension: TXA-12.4 is ISO, and the DMP does not take it', () => {
  const documentId = { root: '1.2.250.1.999.7', extension: 'D1' };
  const model = documentMessage({ controlId: 'E', ...WANTED });
  const cda = Buffer.from(
    model.cda.toString().replace(/<id root="[^"]*"\/>(?=\s*<code)/, '<id root="1.2.250.1.999.7" extension="D1"/>'),
  );
  const text = writeDocumentMessage({ ...model, cda, documentId });
  expect(verdicts(judgeDocumentMessage(encodeEr7(text)))).toEqual({ 'hl7.document.targets': 'warning' });
  const wrong = judgeDocumentMessage(encodeEr7(text.replace('^^1.2.250.1.999.7^ISO', '^^1.2.250.1.999.7')));
  expect(troubles(wrong)['hl7.document.fields']).toBe('fail TXA-12.4 absent au lieu de « ISO »');
});

describe('base64', () => {
  const document = /(\^XML\^Base64\^)([A-Za-z0-9+/=]*)/;

  test.each([
    [
      'without padding',
      (text: string) => text.replace(document, (_, head: string, body: string) => head + padded(body)),
      'sans son remplissage',
    ],
    ['with a line break', (text: string) => text.replace(document, '$1$2\\X0D\\\\X0A\\'), 'avec des blancs'],
  ])('%s is read, and told; a failure in strict reading', (_, change, told) => {
    expect(troubles(judged(change))['hl7.document.content']).toMatch(new RegExp(`^warning .*${told}`));
    expect(troubles(judged(change, {}, { strict: true }))['hl7.document.content']).toMatch(/^fail/);
  });

  test('that holds no CDA fails, and nothing is compared', () => {
    const found = troubles(judged((text) => text.replace(document, '$1Qm9uam91cg==')));
    expect(found['hl7.document.content']).toContain('n’est pas un CDA lisible');
    expect(found['hl7.document.identity']).toContain('not-observed');
  });

  test('that is empty fails', () => {
    expect(troubles(judged((text) => text.replace(document, '$1')))['hl7.document.content']).toContain(
      'document absent',
    );
  });

  /** The same content with its padding cut; one blank more when it has none. */
  function padded(body: string): string {
    if (body.endsWith('=')) return body.replace(/=+$/, '');
    const bytes = Buffer.concat([Buffer.from(body, 'base64'), Buffer.from('\n')]);
    return (bytes.length % 3 === 0 ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes)
      .toString('base64')
      .replace(/=+$/, '');
  }
});

describe('what official samples do wrong is a warning, a failure in strict reading', () => {
  test.each([
    ['Send by^participation', '^participation', 'participants'],
    ['ASIP-SANTE-PS', 'ASIP-SANTE- PS', 'participants'],
    ['^^X.400^dominique', '^NET^X.400^dominique', 'participants'],
    ['750990012\r', '750990012\u00A0\u00A0\r', 'participants'],
    ['FINEG^^^750990012', 'FINEG^^^1750990012', 'vihf'],
    ['|||2.1^CISIS', '|||2.1^ CISIS', 'header'],
    ['|||||AU', '^Organisation|||||AU', 'fields'],
  ])('%s → %s', (right, wrong, check) => {
    const change = (text: string): string => text.replace(right, wrong);
    expect(verdicts(judged(change))).toEqual({ [`hl7.document.${check}`]: 'warning' });
    expect(verdicts(judged(change, {}, { strict: true }))).toEqual({ [`hl7.document.${check}`]: 'fail' });
  });

  test('an INS placed one component too early is still compared', () => {
    const flags = { ...WANTED.flags };
    const change = (text: string): string =>
      text.replace('^^^^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D', '^^^^^^1.2.250.1.71.4.2.1^D');
    expect(verdicts(judged(change, { flags }))).toEqual({ 'hl7.document.participants': 'warning' });
  });
});

test('every finding says what it expects, what came and where, in both languages', () => {
  for (const finding of judged((text) => text.replace('|FRA|', '|FR|').replace('ORC|NW', 'ORC|CA'))) {
    const { expected, received, locator } = finding;
    for (const told of [expected, received]) {
      if (typeof told === 'object')
        expect([told.fr, told.en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      else expect(told).toMatch(/\S/);
    }
    expect(locator).toMatch(/\S/);
  }
});

test('an inferred rule is told, never failed: a legal entity, a combination outside the matrix', () => {
  expect(verdicts(judged((text) => text.replace('FINEG^^^750990012', 'FINEJ^^^750991010')))).toMatchObject({
    'hl7.document.vihf': 'warning',
  });
  const visible = { DESTDMP: true, DESTMSSANTEPS: true };
  expect(verdicts(judged(SAME, { flags: visible }))).toEqual({ 'hl7.document.targets': 'warning' });
});

test('the MSSanté matrix has three rows', () => {
  expect(matrixRow({ DESTMSSANTEPS: true, DESTMSSANTEPAT: true })).toBe('A');
  expect(matrixRow({ DESTMSSANTEPS: true, INVISIBLE_PATIENT: true })).toBe('B');
  expect(matrixRow({ DESTMSSANTEPAT: true, MASQUE_PS: true })).toBe('C');
  expect(matrixRow({ DESTMSSANTEPAT: true, MASQUE_PS: true, DESTDMP: true })).toBeUndefined();
  expect(matrixRow({ DESTMSSANTEPS: true })).toBeUndefined();
});

describe('the life of a document over its messages', () => {
  const step = (version: number, act: 'create' | 'replace' | 'delete', seed = 'vie') =>
    documentBytes({ controlId: `${act}${version}`, seed, version, act });

  test('creation, two replacements, deletion', () => {
    const life = [step(1, 'create'), step(2, 'replace'), step(3, 'replace'), step(3, 'delete')];
    expect(troubles([judgeDocumentVersions(life)])).toEqual({});
  });

  test.each([
    ['a version jumped back', [step(1, 'create'), step(3, 'replace')], 'remplace'],
    [
      'deletion of an old version',
      [step(1, 'create'), step(2, 'replace'), step(1, 'delete')],
      'au lieu de la dernière version',
    ],
    ['two creations', [step(1, 'create'), step(2, 'create')], 'n’est pas un remplacement'],
    ['another set', [step(1, 'create'), step(2, 'replace', 'autre')], 'setId'],
    ['a replacement first', [step(2, 'replace')], 'n’est pas une création'],
  ])('%s is told', (_, life, told) => {
    const found = troubles([judgeDocumentVersions(life)]);
    expect(found['hl7.document.versions']).toMatch(new RegExp(`^fail .*${told}`));
  });

  test('a message without a CDA is not judged', () => {
    const broken = Buffer.from(
      step(1, 'create')
        .toString()
        .replace(/Base64\^[^|]*/, 'Base64^QQ=='),
    );
    expect(judgeDocumentVersions([broken]).verdict).toBe('not-observed');
  });
});
