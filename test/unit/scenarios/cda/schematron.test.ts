import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCiSis } from '../../../../scenarios/cda/ci-sis-folder.js';
import { checkSchematrons } from '../../../../scenarios/cda/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';

const MINIMAL = 'schematrons/profils/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch';
let root = '';

function put(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

function schema(content: string, attributes = ''): string {
  return `<schema xmlns="http://purl.oclc.org/dsdl/schematron" ${attributes}>
    <ns prefix="cda" uri="urn:hl7-org:v3"/>${content}</schema>`;
}

function judge(schematron: string, header = '<title>T</title>') {
  put(MINIMAL, schematron);
  const xml = `<ClinicalDocument xmlns="urn:hl7-org:v3">${header}</ClinicalDocument>`;
  const [finding] = checkSchematrons(xml, openCiSis(root));
  const shown = (value: Parameters<typeof inLang>[0] | undefined) => (value === undefined ? '' : inLang(value, 'fr'));
  return {
    verdict: finding?.verdict,
    received: shown(finding?.received),
    locator: shown(finding?.locator),
    message: shown(finding?.message),
  };
}

const rule = (context: string, body: string): string => `<pattern><rule context="${context}">${body}</rule></pattern>`;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'banc-ci-sis-'));
  put('CDA_extended.xsd', '<x/>');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a schematron of the user', () => {
  test('is held or broken, with the message and the place', () => {
    const one = schema(rule('cda:title', '<assert test=". = \'T\'">title must be T</assert>'));
    expect(judge(one).verdict).toBe('pass');
    expect(judge(one, '<title>T</title><title>U</title>')).toMatchObject({
      verdict: 'fail',
      received: 'title must be T',
      locator: expect.stringContaining('/ClinicalDocument/title[2]') as string,
    });
  });

  test('a report is the other way round, a role of warning only warns', () => {
    const report = '<report test=". = \'T\'" role="warning">beware</report>';
    expect(judge(schema(rule('cda:title', report)))).toMatchObject({ verdict: 'warning', received: 'beware' });
  });

  test('in a pattern the first rule takes the node; another pattern looks again', () => {
    const two = '<rule context="cda:title"><assert test="true()">a</assert></rule>';
    const never = '<rule context="*"><assert test="not(self::cda:title)">b</assert></rule>';
    expect(judge(schema(`<pattern>${two}${never}</pattern>`)).verdict).toBe('pass');
    expect(judge(schema(`<pattern>${two}</pattern><pattern>${never}</pattern>`)).received).toBe('b');
  });

  test('includes, abstract patterns, extended rules, phases and lets are understood', () => {
    put(
      'schematrons/profils/structurationMinimale/part.sch',
      `<pattern xmlns="http://purl.oclc.org/dsdl/schematron" abstract="true" id="model">
        <rule context="$where"><let name="len" value="string-length(.)"/>
        <extends rule="base"/><assert test="$len = $lenWanted">wrong length</assert></rule></pattern>`,
    );
    const whole = (length: number): string =>
      schema(
        `<phase id="p"><active pattern="on"/></phase><let name="root" value="'T'"/><include href="part.sch"/>
        <pattern id="on" is-a="model"><param name="where" value="cda:title"/><param name="lenWanted" value="${length}"/></pattern>
        <pattern id="off"><rule context="*"><assert test="false()">inactive</assert></rule></pattern>
        <pattern id="bases"><rule abstract="true" id="base"><assert test=". = $root">not the root</assert></rule></pattern>`,
        'defaultPhase="p"',
      );
    expect(judge(whole(1))).toMatchObject({ verdict: 'pass' });
    expect(judge(whole(2))).toMatchObject({ verdict: 'fail', received: 'wrong length' });
    expect(judge(whole(1), '<title>U</title>')).toMatchObject({ verdict: 'fail', received: 'not the root' });
  });

  test('doc() reads value sets beside the schema, and nothing outside the folder', () => {
    put('schematrons/profils/structurationMinimale/include/list.xml', '<l><c code="T"/></l>');
    const within = schema(rule('cda:title', '<assert test=". = doc(\'include/list.xml\')//c/@code">unknown</assert>'));
    expect(judge(within).verdict).toBe('pass');
    expect(judge(within, '<title>U</title>').received).toBe('unknown');
    const outside = schema(rule('cda:title', '<assert test="doc(\'/etc/hostname\')">x</assert>'));
    expect(judge(outside)).toMatchObject({ verdict: 'review', message: expect.stringMatching(/non jouées/) as string });
  });

  test('functions and regular expressions JavaScript lacks are supplied', () => {
    const tests = [
      "matches(., 't', 'i')",
      "matches('12', '^-?[1-9]\\d*$|^+?\\d*$')",
      "resolve-QName('cda:X', .) = QName('urn:hl7-org:v3', 'X')",
      "current() = 'T'",
    ].map((one) => `<assert test="${one}">${one}</assert>`);
    const header = '<title xmlns:cda="urn:hl7-org:v3">T</title>';
    expect(judge(schema(rule('cda:title', tests.join(''))), header)).toMatchObject({ verdict: 'pass' });
  });

  test('a rule that cannot run is told and never green', () => {
    const broken = schema(rule('cda:title', '<assert test="true()">a</assert><assert test="nowhere()">b</assert>'));
    expect(judge(broken)).toMatchObject({ verdict: 'review', message: expect.stringContaining('nowhere()') as string });
    const missing = schema(`<include href="absent.sch"/>${rule('cda:title', '<assert test="true()">a</assert>')}`);
    expect(judge(missing)).toMatchObject({
      verdict: 'review',
      message: expect.stringContaining('absent.sch') as string,
    });
  });

  test('nothing judged is not observed: no pattern, no node, no file, no XML', () => {
    expect(judge(schema('')).verdict).toBe('not-observed');
    expect(judge(schema(rule('cda:nowhere', '<assert test="true()">a</assert>'))).verdict).toBe('not-observed');
    expect(judge('not xml').verdict).toBe('not-observed');
    const xml = '<?oxygen SCHSchema="../schematrons/absent.sch"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>';
    expect(checkSchematrons(xml, openCiSis(root)).map(({ verdict }) => verdict)).toEqual([
      'not-observed',
      'not-observed',
    ]);
    const leaving = xml.replace('absent.sch', '../../../etc/passwd');
    expect(checkSchematrons(leaving, openCiSis(root))[1]?.verdict).toBe('not-observed');
  });
});

test('a folder without the schema is refused with its name', () => {
  expect(() => openCiSis(path.join(root, 'schematrons'))).toThrow(
    expect.objectContaining({ code: 'BANC_CONFIG_INVALID' }),
  );
});
