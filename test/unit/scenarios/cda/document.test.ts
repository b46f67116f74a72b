import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentSetId, documentUid } from '../../../../fixtures/documents/document-uid.js';
import { patient, structure } from '../../../../fixtures/roster.js';
import { readCdaDocument } from '../../../../mocks/wire/cda-document.js';
import { checkCda, checkCdaVersion } from '../../../../scenarios/cda/index.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { input, read } from './documents.js';

const CONTEXT = { patient: patient('camille'), structure: structure('hospital') };
const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/samples/cda');

/** Checks that do not pass, with what they say. */
function notGreen(findings: readonly Finding[]): Record<string, string> {
  const others = findings.filter(({ verdict }) => verdict !== 'pass');
  return Object.fromEntries(
    others.map(({ check, verdict, received = '' }) => [check.id, `${verdict} ${inLang(received, 'fr')}`]),
  );
}

/** Removes the first element of that name, with what it holds. */
const without = (name: string) => (xml: string) =>
  xml.replace(new RegExp(`<${name}\\b[^>]*?(/>|>.*?</${name}>)`, 's'), '');
const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);

describe('a document of the bench', () => {
  test.for(['N1', 'N3'] as const)('of level %s is conform', (level) => {
    expect(notGreen(checkCda(read(level), CONTEXT))).toEqual({});
  });

  test('stays so with other prefixes, more templates, a local offset, and alone without anybody to compare with', () => {
    const prefixed = (xml: string): string =>
      xml
        .replaceAll(/<(\/?)([a-zA-Z])/g, '<$1v3:$2')
        .replace('xmlns="urn:hl7-org:v3"', 'xmlns:v3="urn:hl7-org:v3"')
        .replace('<v3:id ', '<v3:templateId root="1.2.3"/><v3:id ')
        .replace('20260203081530+0000', '20260203091530+0100');
    expect(notGreen(checkCda(read('N3', prefixed), CONTEXT))).toEqual({});
    expect(notGreen(checkCda(read('N3')))).toEqual({});
  });

  test('is found inside the stylesheet that presents it', () => {
    const wrapped = (xml: string): string =>
      `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">${xml.replace(/<\?xml.*?\?>/, '')}</xsl:stylesheet>`;
    expect(notGreen(checkCda(read('N3', wrapped), CONTEXT))).toEqual({});
  });
});

describe('one mistake turns one check red', () => {
  const cases: [mistake: string, change: (xml: string) => string, check: string, says: RegExp][] = [
    ['no realmCode', without('realmCode'), 'cda.structure', /realmCode/],
    ['another type', swap('POCD_HD000040', 'POCD_HD000041'), 'cda.structure', /typeId/],
    [
      'no CI-SIS template',
      swap('1.2.250.1.213.1.1.1.1', '1.2.250.1.213.1.1.1.2'),
      'cda.structure',
      /1\.2\.250\.1\.213\.1\.1\.1\.1/,
    ],
    ['no title', without('title'), 'cda.structure', /title/],
    [
      'a code without label',
      swap(/(<code code="11490-0"[^>]*) displayName="[^"]*"/, '$1'),
      'cda.structure',
      /code sans/,
    ],
    ['an unknown confidentiality', swap('code="N"', 'code="X"'), 'cda.structure', /confidentialityCode/],
    ['a language without country', swap('"fr-FR"', '"fr"'), 'cda.structure', /languageCode/],
    ['no setId', without('setId'), 'cda.structure', /setId/],
    [
      'a version that is no number',
      swap('versionNumber value="1"', 'versionNumber value="1.0"'),
      'cda.structure',
      /versionNumber/,
    ],
    [
      'a telephone without prefix',
      swap('<telecom nullFlavor="NASK"/>', '<telecom value="0102030405"/>'),
      'cda.structure',
      /telecom/,
    ],
    ['no qualifier on the family name', swap(' qualifier="BR">ESSAI-UN', '>ESSAI-UN'), 'cda.patient', /nom de famille/],
    ['an INS of another key', swap('299019999999929', '299019999999930'), 'cda.patient', /clé juste/],
    ['a production OID', swap('1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.8'), 'cda.patient', /OID de production/],
    ['no INS', swap('1.2.250.1.213.1.4.10', '1.2.250.1.999.1'), 'cda.patient', /INS/],
    [
      'another gender',
      swap('administrativeGenderCode code="F"', 'administrativeGenderCode code="M"'),
      'cda.patient',
      /« M » au lieu de « F »/,
    ],
    ['no birth place', without('birthplace'), 'cda.patient', /county/],
    [
      'an author without number',
      swap(/<id root="1\.2\.250\.1\.71\.4\.2\.1" extension="\d+"\/>/, '<id root="1.2.250.1.71.4.2.1"/>'),
      'cda.people',
      /auteur sans identifiant/,
    ],
    ['no custodian number', swap(/(<representedCustodianOrganization>)<id [^>]*>/, '$1'), 'cda.people', /conservateur/],
    [
      'another custodian',
      swap(/(<representedCustodianOrganization><id [^>]*extension=")\d+/, '$11750990020'),
      'cda.people',
      /750990020/,
    ],
    ['an unsigned document', swap('signatureCode code="S"', 'signatureCode code="I"'), 'cda.people', /signatureCode/],
    ['no act', without('serviceEvent'), 'cda.act', /acte/],
    [
      'no practice setting',
      swap(/(<serviceEvent>.*?)<standardIndustryClassCode[^>]*>/s, '$1'),
      'cda.act',
      /standardIndustryClassCode/,
    ],
    [
      'no place of care',
      swap(/<healthCareFacility><code [^>]*>/, '<healthCareFacility>'),
      'cda.act',
      /healthCareFacility/,
    ],
    ['no section', swap(/<structuredBody>.*<\/structuredBody>/s, '<structuredBody/>'), 'cda.body', /aucune section/],
  ];

  test.for(cases)('%s', ([, change, check, says]) => {
    const told = notGreen(checkCda(read('N3', change), CONTEXT));
    expect(Object.keys(told)).toEqual([check]);
    expect(told[check]).toMatch(says);
    expect(told[check]).toMatch(/^fail/);
  });

  test('a body that is no PDF, or a plain one', () => {
    const body = (base64: string) => swap(/(<text mediaType="application\/pdf"[^>]*>)[^<]*/, `$1${base64}`);
    expect(notGreen(checkCda(read('N1', body(Buffer.from('bonjour').toString('base64'))), CONTEXT))).toEqual({
      'cda.body': 'fail ce n’est pas un PDF',
    });
    const plain = (xml: string): string =>
      xml.replace(/(<text mediaType="application\/pdf"[^>]*>)([^<]*)/, (_, tag: string, base64: string) => {
        const pdf = Buffer.from(base64, 'base64').toString('latin1').replace('<pdfaid:part>1', '<pdfaid:part>3');
        return tag + Buffer.from(pdf, 'latin1').toString('base64');
      });
    expect(notGreen(checkCda(read('N1', plain), CONTEXT))['cda.body']).toMatch(/pdfaid 3/);
  });

  test('a number whose key is wrong is told, and refuses nothing', () => {
    const wrongKey = swap(/extension="899790000212"/, 'extension="899790000213"');
    expect(notGreen(checkCda(read('N3', wrongKey), CONTEXT))['cda.people']).toMatch(/^warning RPPS/);
  });

  test('every broken rule is named, with where it is', () => {
    const findings = checkCda(
      read('N3', (xml) => without('title')(without('realmCode')(xml))),
      CONTEXT,
    );
    const structureFinding = findings.find(({ check }) => check.id === 'cda.structure');
    expect(inLang(structureFinding?.received ?? '', 'en')).toMatch(/realmCode: 0 instead of 1.*title: 0 instead of 1/);
    expect(structureFinding?.locator).toBe('realmCode ; title ; realmCode/@code');
  });
});

describe('a new version', () => {
  const previous = read('N3');
  const next = { uid: documentUid('v2'), versionNumber: 2, replaces: documentUid('v1') };

  test('follows the one before', () => {
    expect(checkCdaVersion(read('N3', undefined, input(next)), previous).verdict).toBe('pass');
  });

  test.for([
    ['another set', { ...next, setId: documentSetId('other') }, /setId/],
    ['a version number that skips', { ...next, versionNumber: 3 }, /version 3 au lieu de 2/],
    ['a parent that is not the version before', { ...next, replaces: documentUid('v0') }, /document remplacé/],
    ['the same identifier', { ...next, uid: documentUid('v1') }, /même identifiant/],
  ] as const)('does not with %s', ([, given, says]) => {
    const finding = checkCdaVersion(read('N3', undefined, input(given)), previous);
    expect(finding.verdict).toBe('fail');
    expect(inLang(finding.received ?? '', 'fr')).toMatch(says);
  });
});

const noSamples = existsSync(SAMPLES) ? undefined : 'the official CDA samples are not beside the checkout';

describe.skipIf(noSamples)(`official documents${noSamples ? ` (skipped: ${noSamples})` : ''}`, () => {
  test('agree with the ANS’s own validation: one known finding, the qualifier of a family name', () => {
    const failed = readdirSync(SAMPLES).flatMap((name) => {
      const findings = checkCda(readCdaDocument(readFileSync(path.join(SAMPLES, name))));
      const red = findings.filter(({ verdict }) => verdict === 'fail');
      return red.map(({ check, locator }) => [name, check.id, locator]);
    });
    expect(failed).toEqual([
      ['eDISP-MED_2024.01.xml', 'cda.patient', 'recordTarget/patientRole/patient/name/family/@qualifier'],
    ]);
  });
});
