import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CdaSchema, checkCdaXsd, loadCdaSchema } from '../../scenarios/cda/index.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/samples');
const XSD = path.join(SAMPLES, 'cda-xsd/CDA_extended.xsd');

function reasonToSkip(): string | undefined {
  if (!existsSync(XSD)) return 'the official CDA samples are not beside the checkout';
  if (spawnSync('xmllint', ['--version']).error) return 'xmllint is not installed';
  return undefined;
}

const skipped = reasonToSkip();
const files = skipped ? [] : readdirSync(path.join(SAMPLES, 'cda')).filter((name) => name.endsWith('.xml'));

/** Mistakes of several kinds, each made on every sample. */
const MUTATIONS: readonly [name: string, from: RegExp, to: string][] = [
  ['as it is', /^/, ''],
  ['without its identifier', /<id [^>]*\/>/, ''],
  ['with an unknown element', /<setId /, '<unknown/><setId '],
  ['with a code outside its list', /classCode="[A-Z]+"/, 'classCode="NOWHERE"'],
  ['with a wrong time', /<effectiveTime value="[^"]*"/, '<effectiveTime value="hier"'],
];

describe.skipIf(skipped)(`CDA schema, against xmllint${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let schema: CdaSchema;
  beforeAll(() => {
    schema = loadCdaSchema(XSD);
  });
  afterAll(() => schema.dispose());

  test.each(files)('%s: same decision as xmllint, as it is and with mistakes', (name) => {
    const source = readFileSync(path.join(SAMPLES, 'cda', name), 'utf8');
    for (const [mutation, from, to] of MUTATIONS) {
      const xml = source.replace(from, to);
      const peer = spawnSync('xmllint', ['--nonet', '--noout', '--schema', XSD, '-'], { input: xml });
      const verdict = checkCdaXsd(Buffer.from(xml), schema).verdict;
      expect({ mutation, valid: verdict === 'pass' }).toEqual({ mutation, valid: peer.status === 0 });
    }
  });

  test('a document inside its stylesheet is judged without it', () => {
    const source = readFileSync(path.join(SAMPLES, 'cda', files[0] ?? ''), 'utf8').replace(/<\?xml[^>]*\?>/, '');
    const wrapped = `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">${source}</xsl:stylesheet>`;
    expect(checkCdaXsd(Buffer.from(wrapped), schema).verdict).toBe('pass');
  });

  test('hostile XML is refused before the schema sees it', () => {
    const xxe =
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ClinicalDocument xmlns="urn:hl7-org:v3">&x;</ClinicalDocument>';
    expect(() => checkCdaXsd(Buffer.from(xxe), schema)).toThrow(expect.objectContaining({ code: 'BANC_XML_INVALID' }));
  });
});
