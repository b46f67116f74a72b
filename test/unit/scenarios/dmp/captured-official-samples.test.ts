import { describe, expect, test } from 'vitest';
import { soapFile } from '../../../../scenarios/dmp/captured-soap.js';
import { vihfFile } from '../../../../scenarios/dmp/captured-assertion.js';
import { cdaFile } from '../../../../scenarios/cda/index.js';
import type { FileKind, Finding } from '../../../../scenarios/harness/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { because, NO_SAMPLES, sample } from '../../mocks/wire/samples.js';

/** Checks that do not pass: id -> what was received, in English. */
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

  test('the CDA beside them is recognised in spite of its BOM', async () => {
    expect(cdaFile.recognises(sample('TD2.1-DocumentME2.xml'), 'f')).toBe(true);
    expect(await told(cdaFile, 'TD2.1-DocumentME2.xml')).toHaveProperty(['cda.structure']);
  });
});
