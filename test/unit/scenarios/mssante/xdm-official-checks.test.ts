import { describe, expect, test } from 'vitest';
import { readXdmArchive, type XdmDocument } from '../../../../mocks/wire/xdm-archive.js';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { chainOf } from '../../../../scenarios/mssante/checks/xdm-chain.js';
import { onlyDocument } from '../../mocks/wire/xdm-fixtures.js';
import { becauseXdm, NO_XDM_SAMPLES, officialXdm, referenceXdm, xdmCases } from '../../mocks/wire/xdm-samples.js';
import { troubles, troublesOf } from './xdm-findings.js';

const V1 = 'BIO-CR-BIO_2024.01_Microbiologie_V1';
const V2 = 'BIO-CR-BIO_2024.01_Microbiologie_V2';

/** What each archive has of its own that is odd; the rest of them all pass but what metadata have in common. */
const ODD: Readonly<Record<string, Record<string, RegExp>>> = {
  // A key that does not fit its number: the CDA check is sure of it, the archive's only tells.
  'OBP-SNE_2024.01': {
    'mss.xdm.patient': /^warning: INS "223042545611404"/,
    'mss.xdm.document': /^fail: INS "223042545611404": 15 characters and a right key \(\d\d\) @/,
  },
  'SDM-MR_2025.01_nouveau-ne': {
    'mss.xdm.patient': /^warning: INS "224027511583555"/,
    'mss.xdm.action': /^warning: action C without a document replaced/,
    'mss.xdm.document': /^fail: INS "224027511583555": 15 characters and a right key \(\d\d\) @/,
  },
};

async function documentOf(bytes: Buffer): Promise<XdmDocument> {
  return onlyDocument(await readXdmArchive(bytes));
}

describe.skipIf(NO_XDM_SAMPLES)(becauseXdm('checks on the official archives'), () => {
  test.for(xdmCases())('$case: agrees with its CDA; what is odd is told with both values', async ({ case: name }) => {
    const found = troublesOf(await readXdmArchive(officialXdm(name)));
    // Of the form of METADATA.XML: never more than a warning.
    expect(found['mss.xdm.metadata']).toMatch(/^warning: white space before the root ; contentTypeCode SA\d\d/);
    expect(found['mss.xdm.metadata']).toMatch(/classifiedObject "urn:uuid:[^"]+" instead of "urn:uuid:[^"]+"/);
    expect(found['mss.xdm.metadata']).toMatch(/registryObject "[^"]+" instead of "urn:uuid:[^"]+"/);
    expect(found['mss.xdm.metadata']).toMatch(/ebRIM schema not followed in \d place\(s\), first Slot too late/);
    delete found['mss.xdm.metadata'];
    const odd = ODD[name] ?? {};
    for (const [check, said] of Object.entries(odd)) expect(found[check]).toMatch(said);
    const others = Object.entries(found).filter(([check]) => !(check in odd));
    // Numbers whose key is wrong, real INS ranges: warnings of the CDA checks.
    expect(others.filter(([check, said]) => check !== 'mss.xdm.document' || !said.startsWith('warning'))).toEqual([]);
  });

  test('the second version follows the first', async () => {
    const chain = chainOf(await documentOf(officialXdm(V1)), await documentOf(officialXdm(V2)));
    expect(chain.link).toBe('next-version');
    expect(troubles([chain.finding])).toEqual({});
  });

  test('a copy whose parent is altered does not, and both identifiers are named', async () => {
    const { bytes = Buffer.alloc(0) } = await documentOf(officialXdm(V2));
    const parent = '1.2.250.1.213.1.1.1.55.2024.8.1';
    const altered = bytes.toString('utf8').replace(`root="${parent}"`, `root="${parent}7"`);
    const copy = await documentOf(await xdmArchiveOf({ documents: [{ cda: Buffer.from(altered) }] }));
    const chain = chainOf(await documentOf(officialXdm(V1)), copy);
    expect(chain.link).toBe('broken');
    expect(troubles([chain.finding])['mss.xdm.chain']).toContain(`"${parent}7" instead of "${parent}"`);
  });

  test('two documents of other patients or types do not follow one another', async () => {
    const chain = chainOf(await documentOf(officialXdm(V1)), await documentOf(officialXdm('OPH-BRE_2022.02')));
    expect(chain.link).toBe('unrelated');
  });
});

describe.skipIf(NO_XDM_SAMPLES)(becauseXdm('checks on the archives written for the reference'), () => {
  test.for(['v1', 'v2-replace', 'v2-delete'])('%s: right, but for its PDF, which is not PDF/A', async (name) => {
    const found = troublesOf(await readXdmArchive(referenceXdm(name)));
    expect(Object.keys(found)).toEqual(['mss.xdm.document']);
    expect(found['mss.xdm.document']).toContain('(PDF)');
  });

  test('replacement, then deletion', async () => {
    const [v1, v2, deletion] = await Promise.all(
      ['v1', 'v2-replace', 'v2-delete'].map((name) => documentOf(referenceXdm(name))),
    );
    if (!v1 || !v2 || !deletion) throw new Error('missing');
    expect([chainOf(v1, v2).link, chainOf(v2, deletion).link]).toEqual(['next-version', 'deletion']);
  });
});
