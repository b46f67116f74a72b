import { describe, expect, test } from 'vitest';
import { cdaFile } from '../../../../scenarios/cda/index.js';
import { vihfFile } from '../../../../scenarios/dmp/captured-assertion.js';
import { soapFile } from '../../../../scenarios/dmp/captured-soap.js';
import type { FileKind, Finding } from '../../../../scenarios/harness/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { because, NO_SAMPLES, sample } from '../../mocks/wire/samples.js';

/** Checks that do not pass: id -> verdict and what was received, in English. */
async function told(kind: FileKind, name: string): Promise<Record<string, string>> {
  const findings: Finding[] = await kind.judge(sample(name), { settings: {} });
  return Object.fromEntries(
    findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ check, verdict, received = '' }) => [check.id, `${verdict}: ${inLang(received, 'en')}`]),
  );
}

describe.skipIf(NO_SAMPLES)(because('banc check tells the known mistakes of the official messages'), () => {
  test.each(['TD0.2', 'TD0.4', 'TD3.1', 'TD3.2', 'TD3.3c'])(
    '%s, request: the assertion is not signed',
    async (name) => {
      expect(soapFile.recognises(sample(`${name}-requete.xml`), 'f')).toBe(true);
      const found = await told(soapFile, `${name}-requete.xml`);
      expect(found['dmp.soap.vihf']).toMatch(/^fail: VIHF not signed/);
    },
  );

  test.each(['TD0.2', 'TD0.4', 'TD2.1', 'TD3.1', 'TD3.3c'])('%s, answer: nothing to say', async (name) => {
    expect(await told(soapFile, `${name}-reponse.xml`)).toEqual({});
  });

  test('TD3.2, answer: its documents are not in the file', async () => {
    const found = await told(soapFile, 'TD3.2-reponse.xml');
    expect(Object.keys(found)).toEqual(['dmp.soap.body']);
    expect(found['dmp.soap.body']).toMatch(/^warning: .*MTOM/);
  });

  test('TD3.3c, request: attributes rim.xsd requires are missing, which is a warning', async () => {
    const found = await told(soapFile, 'TD3.3c-requete.xml');
    expect(found['dmp.soap.body']).toMatch(/^warning: .*classifiedObject missing.*registryObject missing/);
  });

  test('TD2.1, request: SOAP 1.1, case of a document id, signature of another lot, CDA and metadata that differ', async () => {
    expect(soapFile.recognises(sample('TD2.1-requete.xml'), 'f')).toBe(true);
    const found = await told(soapFile, 'TD2.1-requete.xml');
    expect(found['dmp.soap.envelope']).toMatch(/^warning/);
    expect(found['dmp.soap.vihf']).toMatch(/^fail: VIHF not signed/);
    expect(found['dmp.soap.body']).toMatch(/^warning: .*documentME2/);
    expect(found['dmp.td2-1.lot']).toMatch(/^fail/);
    expect(found['cda-xds.identifiers']).toMatch(/^fail: .*uniqueId.*PID-7/);
    expect(found['cda-xds.codes']).toMatch(/^fail: .*title.*healthcareFacilityTypeCode.*practiceSettingCode/);
    expect(found['cda-xds.dates']).toMatch(/^fail: .*creationTime.*serviceStartTime.*serviceStopTime/);
  });

  test.each(['VIHF_INDIRECTE_signe.xml', 'VIHF_INDIRECTE_RENFORCEE_signe.xml'])(
    '%s: changed since it was signed',
    async (name) => {
      expect(vihfFile.recognises(sample(name), 'f')).toBe(true);
      const found = await told(vihfFile, name);
      expect(found['dmp.soap.vihf']).toMatch(/^fail: .*changed since it was signed/);
    },
  );

  test('the CDA beside them is recognised in spite of its BOM', async () => {
    expect(cdaFile.recognises(sample('TD2.1-DocumentME2.xml'), 'f')).toBe(true);
    expect(await told(cdaFile, 'TD2.1-DocumentME2.xml')).toHaveProperty(['cda.structure']);
  });
});
