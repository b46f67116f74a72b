import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readXdmArchive, type XdmArchive } from '../../../../mocks/wire/xdm-archive.js';
import { xdmArchiveOf, xdmSubmissionOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { buildXdmMetadata, readXdmMetadata } from '../../../../mocks/wire/xdm-metadata.js';
import { unzip, zip, type ZippedFile } from '../../../../mocks/wire/xdm-zip.js';
import { input } from '../../scenarios/cda/documents.js';
import { archiveOf, LETTER, LETTER_V2, letterChanged, onlyDocument, PRESENTED, REPORT } from './xdm-fixtures.js';

const METADATA = 'IHE_XDM/SUBSET01/METADATA.XML';

function kinds({ oddities }: XdmArchive): string[] {
  return oddities.map(({ kind }) => kind);
}

function renamed(files: readonly ZippedFile[], rename: (path: string) => string): ZippedFile[] {
  return files.map(({ path, bytes }) => ({ path: rename(path), bytes }));
}

function rewritten(files: readonly ZippedFile[], change: (metadata: string) => string): ZippedFile[] {
  return files.map((file) =>
    file.path === METADATA ? { ...file, bytes: Buffer.from(change(file.bytes.toString('utf8'))) } : file,
  );
}

describe('an archive made of documents', () => {
  test('has the tree of the official ones, and nothing to tolerate', async () => {
    const archive = await archiveOf({ documents: [{ cda: LETTER }, { cda: REPORT }] });
    expect(archive.files.map(({ path }) => path)).toEqual([
      'README.TXT',
      'INDEX.HTM',
      METADATA,
      'IHE_XDM/SUBSET01/DOC0001.XML',
      'IHE_XDM/SUBSET01/DOC0002.XML',
    ]);
    expect(archive.oddities).toEqual([]);
    expect(archive.documents.map(({ bytes }) => bytes)).toEqual([LETTER, REPORT]);
    const readme = archive.files[0]?.bytes.toString('utf8');
    expect(readme).toContain('CENTRE HOSPITALIER DES ESSAIS (1750990012)');
    expect(readme).toContain('IHE_XDM/SUBSET01/DOC0002.XML');
  });

  test('draws every metadata from the document', async () => {
    const { entry } = onlyDocument(await archiveOf({ documents: [{ cda: LETTER }] }));
    const { patient, author, uid } = input();
    const xcn = `8${author.rpps}^${author.familyName}^${author.givenName}^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`;
    expect(entry).toMatchObject({
      uniqueId: uid,
      uri: 'DOC0001.XML',
      hash: createHash('sha1').update(LETTER).digest('hex').toUpperCase(),
      size: String(LETTER.length),
      patientId: `${patient.ins}^^^&${patient.insOid}&ISO^NH`,
      sourcePatientId: `${patient.ipp}^^^&1.2.250.1.999.20.3&ISO^PI`,
      sourcePatientInfo: [
        'PID-5|ESSAI-UN^CAMILLE^CAMILLE SACHA^^^^L',
        'PID-7|19990126',
        `PID-8|${patient.gender}`,
        `PID-11|^^^^^^BDL^^${patient.birthPlaceCode}`,
      ],
      title: 'Lettre de liaison',
      creationTime: '20260203081530',
      serviceStartTime: '20260203081530',
      languageCode: 'fr-FR',
      legalAuthenticator: xcn,
      classCode: { code: '10' },
      typeCode: { code: '11490-0', scheme: '2.16.840.1.113883.6.1' },
      formatCode: { code: 'urn:ihe:iti:xds-sd:pdf:2008' },
      confidentialityCodes: [{ code: 'N', scheme: '2.16.840.1.113883.5.25', label: 'Normal' }],
      practiceSettingCode: { code: 'ETABLISSEMENT' },
      healthcareFacilityTypeCode: { code: 'SA01' },
      mimeType: 'text/xml',
      status: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
    });
    expect(entry.authors).toMatchObject([{ person: xcn }]);
    expect(entry.action).toBeUndefined();
  });

  test('makes times UTC, and keeps a date a date', () => {
    const local = LETTER.toString('utf8').replaceAll('20260203081530+0000', '20260203001530+0200');
    const dated = LETTER.toString('utf8').replaceAll('20260203081530+0000', '20260203');
    const timesOf = (cda: string): string | undefined =>
      xdmSubmissionOf({ documents: [{ cda: Buffer.from(cda) }] }).documents[0]?.creationTime;
    expect(timesOf(local)).toBe('20260202221530');
    expect(timesOf(dated)).toBe('20260203');
  });

  test('says C for a following version, D when asked, nothing when told to', async () => {
    const actionOf = async (cda: Buffer, action?: 'C' | 'D' | 'none'): Promise<string | undefined> =>
      onlyDocument(await archiveOf({ documents: [{ cda, ...(action ? { action } : {}) }] })).entry.action;
    expect(await actionOf(LETTER_V2)).toBe('C');
    expect(await actionOf(LETTER_V2, 'D')).toBe('D');
    expect(await actionOf(LETTER, 'D')).toBe('D');
    expect(await actionOf(LETTER_V2, 'none')).toBeUndefined();
  });

  test('gives the same bytes for the same documents, others for another action or time', async () => {
    const once = await xdmArchiveOf({ documents: [{ cda: LETTER_V2 }] });
    expect(await xdmArchiveOf({ documents: [{ cda: LETTER_V2 }] })).toEqual(once);
    // 12:00 and the day of the submission, in UTC: the time zone of the machine is nowhere.
    expect(once.readUInt16LE(10)).toBe(12 << 11);
    expect(once.readUInt16LE(12)).toBe((46 << 9) | (2 << 5) | 3);
    const setOf = (archive: XdmArchive): string => archive.subsets[0].metadata.submissionSet.uniqueId;
    const ids = await Promise.all([
      archiveOf({ documents: [{ cda: LETTER_V2 }] }),
      archiveOf({ documents: [{ cda: LETTER_V2, action: 'D' }] }),
      archiveOf({ documents: [{ cda: LETTER_V2 }], submittedAt: new Date('2026-02-04T10:00:00Z') }),
    ]);
    expect(new Set(ids.map(setOf)).size).toBe(3);
  });

  test('makes each document a member of the set, and nothing else', async () => {
    const { subsets } = await archiveOf({ documents: [{ cda: LETTER }, { cda: REPORT }] });
    const { submissionSet, documents, associations } = subsets[0].metadata;
    expect(associations.map(({ type, source, target }) => [type, source, target])).toEqual(
      documents.map(({ entryUUID }) => [
        'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
        submissionSet.entryUUID,
        entryUUID,
      ]),
    );
    expect(new Set([...documents, ...associations].map((one) => ('id' in one ? one.id : one.entryUUID))).size).toBe(4);
    expect(submissionSet).toMatchObject({ patientId: documents[0]?.patientId, submissionTime: '20260203081530' });
  });

  test('lets a scenario have the last word on the metadata', async () => {
    const { subsets } = await archiveOf({
      documents: [{ cda: LETTER }],
      change: (submission) => ({ ...submission, associations: [] }),
    });
    expect(subsets[0].metadata.associations).toEqual([]);
  });

  test('carries visibility besides the document’s own confidentiality', async () => {
    const masked = { code: 'MASQUE_PS', scheme: '1.2.250.1.213.1.1.4.13', label: 'Masqué aux PS' };
    const { entry } = onlyDocument(await archiveOf({ documents: [{ cda: LETTER, visibility: [masked] }] }));
    expect(entry.confidentialityCodes.map(({ code }) => code)).toEqual(['N', 'MASQUE_PS']);
  });

  test('finds the CDA of a document that presents itself', async () => {
    const archive = await archiveOf({ documents: [{ cda: PRESENTED }] });
    const { cda, entry } = onlyDocument(archive);
    expect(cda?.title).toBe('Compte rendu');
    expect(entry.mimeType).toBe('application/xslt+xml');
    expect(kinds(archive)).toEqual(['self-presenting']);
  });
});

describe('what others send is read, and what was tolerated is told', () => {
  test.for([
    ['lower case', (path: string) => path.toLowerCase(), 'letter-case'],
    ['backslashes', (path: string) => path, 'backslash'],
    ['another folder name', (path: string) => path.replace('SUBSET01', 'LOT1'), 'subset-name'],
  ] as const)('%s', async ([name, rename, kind]) => {
    let bytes = await letterChanged((files) => renamed(files, rename));
    // No tool writes backslashes any more: put into the finished archive, where names are plain text.
    if (name === 'backslashes') {
      bytes = Buffer.from(bytes.toString('latin1').replaceAll('IHE_XDM/SUBSET01/', 'IHE_XDM\\SUBSET01\\'), 'latin1');
    }
    const archive = await readXdmArchive(bytes);
    expect(onlyDocument(archive).bytes).toEqual(LETTER);
    expect(kinds(archive)).toContain(kind);
  });

  test.for([
    ['a BOM', (xml: string) => `\uFEFF${xml}`, []],
    ['spaces, no declaration', (xml: string) => `  \n${xml.replace(/^<\?xml.*\?>/, '')}`, ['space-before-root']],
    ['spaces before the declaration', (xml: string) => ` \r\n${xml}`, ['space-before-declaration']],
    ['a BOM, then spaces', (xml: string) => `\uFEFF\n${xml}`, ['space-before-declaration']],
  ] as const)('%s before the root of METADATA.XML', async ([, change, told]) => {
    const archive = await readXdmArchive(await letterChanged((files) => rewritten(files, change)));
    expect(onlyDocument(archive).cda?.title).toBe('Lettre de liaison');
    expect(kinds(archive)).toEqual(told);
  });

  test('files missing, unexpected or not described', async () => {
    const archive = await readXdmArchive(
      await letterChanged((files) => [
        ...files.filter(({ path }) => path.startsWith('IHE_XDM')),
        { path: 'autorun.inf', bytes: Buffer.from('x') },
        { path: 'IHE_XDM/SUBSET01/STYLE.XSL', bytes: Buffer.from('<x/>') },
      ]),
    );
    expect(archive.oddities).toEqual([
      { kind: 'no-readme', path: 'README.TXT' },
      { kind: 'no-index', path: 'INDEX.HTM' },
      { kind: 'letter-case', path: 'autorun.inf' },
      { kind: 'unexpected-file', path: 'autorun.inf' },
      { kind: 'unreferenced-file', path: 'IHE_XDM/SUBSET01/STYLE.XSL' },
    ]);
  });

  test('several subsets, each with its own documents', async () => {
    const other = await archiveOf({ documents: [{ cda: REPORT }] });
    const second = other.files
      .filter(({ path }) => path.startsWith('IHE_XDM'))
      .map(({ path, bytes }) => ({ path: path.replace('SUBSET01', 'SUBSET02'), bytes }));
    const archive = await readXdmArchive(await letterChanged((files) => [...files, ...second]));
    expect(archive.subsets.map(({ folder }) => folder)).toEqual(['IHE_XDM/SUBSET01', 'IHE_XDM/SUBSET02']);
    expect(archive.documents.map(({ bytes }) => bytes)).toEqual([LETTER, REPORT]);
    expect(kinds(archive)).toEqual(['several-subsets']);
  });

  test('a document that is not there, or is no CDA, does not hide the rest', async () => {
    const missing = await readXdmArchive(await letterChanged((files) => files.filter(({ path }) => !/DOC/.test(path))));
    expect(onlyDocument(missing)).not.toHaveProperty('bytes');
    const other = await readXdmArchive(
      await letterChanged((files) =>
        files.map((file) => (/DOC/.test(file.path) ? { ...file, bytes: Buffer.from('<html/>') } : file)),
      ),
    );
    expect(onlyDocument(other)).toMatchObject({ unreadable: { code: 'BANC_MESSAGE_INVALID' } });
  });
});

describe('what is no IHE_XDM archive is refused in words', () => {
  test.for([
    ['not a ZIP', () => Promise.resolve(Buffer.from('PK but not really')), 'BANC_XDM', 'cannot be read'],
    ['empty', () => Promise.resolve(Buffer.alloc(0)), 'BANC_XDM', 'cannot be read'],
    ['another ZIP', () => zip([{ path: 'a.txt', bytes: Buffer.from('a') }], new Date(0)), 'BANC_XDM', 'a.txt'],
    ['METADATA.XML not XML', () => letterChanged((files) => rewritten(files, () => 'x')), 'BANC_XDM', 'METADATA.XML'],
    [
      'METADATA.XML of something else',
      () => letterChanged((files) => rewritten(files, () => '<a/>')),
      'BANC_XDM',
      'SubmitObjectsRequest',
    ],
    [
      'two submission sets',
      () =>
        letterChanged((files) =>
          rewritten(files, (xml) => xml.replace(/(<rim:RegistryPackage.*<\/rim:RegistryPackage>)/s, '$1$1')),
        ),
      'BANC_XDM',
      'this one has 2',
    ],
  ] as const)('%s', async ([, bytes, code, said]) => {
    const refusal = readXdmArchive(await bytes());
    await expect(refusal).rejects.toMatchObject({ code });
    await expect(refusal).rejects.toThrow(said);
  });
});

describe('METADATA.XML', () => {
  test('is read as it was written', async () => {
    const submission = xdmSubmissionOf({ documents: [{ cda: LETTER_V2 }, { cda: REPORT }] });
    const { root, prologue, ...read } = readXdmMetadata(buildXdmMetadata(submission));
    expect(read).toEqual(submission);
    expect(root.local).toBe('SubmitObjectsRequest');
    expect(prologue).toBe('none');
    expect((await unzip(await xdmArchiveOf({ documents: [{ cda: REPORT }] })))[2]?.bytes).toEqual(
      buildXdmMetadata(xdmSubmissionOf({ documents: [{ cda: REPORT }] })),
    );
  });
});
