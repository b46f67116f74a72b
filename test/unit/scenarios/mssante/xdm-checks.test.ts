import { describe, expect, test } from 'vitest';
import { buildCdaN1 } from '../../../../fixtures/documents/cda.js';
import { patient } from '../../../../fixtures/roster.js';
import { readXdmArchive, type XdmArchive } from '../../../../mocks/wire/xdm-archive.js';
import { type XdmRequest } from '../../../../mocks/wire/xdm-from-cda.js';
import type { XdmEntry, XdmSubmission } from '../../../../mocks/wire/xdm-metadata.js';
import type { ZippedFile } from '../../../../mocks/wire/xdm-zip.js';
import { checkXdmUnreadable } from '../../../../scenarios/mssante/checks/xdm-layout.js';
import { archiveOf, LETTER, LETTER_V2, letterChanged, PRESENTED, REPORT } from '../../mocks/wire/xdm-fixtures.js';
import { input } from '../cda/documents.js';
import { troubles, troublesOf } from './xdm-findings.js';

const METADATA = 'IHE_XDM/SUBSET01/METADATA.XML';

/** The letter's archive, the metadata of its document changed. */
function withEntry(given: Partial<XdmEntry>, request: Partial<XdmRequest> = {}): Promise<XdmArchive> {
  return archiveOf({
    documents: [{ cda: LETTER }],
    ...request,
    change: (submission) => ({
      ...submission,
      documents: submission.documents.map((entry) => ({ ...entry, ...given })),
    }),
  });
}

function withSubmission(change: (submission: XdmSubmission) => XdmSubmission): Promise<XdmArchive> {
  return archiveOf({ documents: [{ cda: LETTER }], change });
}

async function withFiles(change: (files: readonly ZippedFile[]) => readonly ZippedFile[]): Promise<XdmArchive> {
  return readXdmArchive(await letterChanged(change));
}

function withText(path: string, change: (text: string) => string): Promise<XdmArchive> {
  return withFiles((files) =>
    files.map((file) => (file.path === path ? { ...file, bytes: Buffer.from(change(file.bytes.toString())) } : file)),
  );
}

/** Asserts that one check is not content, and tells it so. */
function expectOnly(found: Record<string, string>, check: string, ...said: string[]): void {
  expect(Object.keys(found)).toEqual([check]);
  for (const one of said) expect(found[check]).toContain(one);
}

describe('an archive that is right', () => {
  test.for([
    ['a first version', [LETTER]],
    ['a following version', [LETTER_V2]],
    ['two documents', [LETTER, REPORT]],
    ['a document that presents itself', [PRESENTED]],
  ] as const)('passes every check: %s', async ([, cdas]) => {
    const archive = await archiveOf({ documents: cdas.map((cda) => ({ cda })) });
    const { ins, insOid, birthFamilyName, birthDate, gender } = input().patient;
    const { finess, finessEj } = input().structure;
    const context = {
      role: 'sent',
      patient: { ins, insOid, birthFamilyName, birthDate, gender },
      structure: { finess, finessEj },
    } as const;
    expect(troublesOf(archive, context)).toEqual({});
  });

  test('passes for a deletion: the version itself, with D', async () => {
    expect(troublesOf(await archiveOf({ documents: [{ cda: LETTER_V2, action: 'D' }] }))).toEqual({});
    expect(troublesOf(await archiveOf({ documents: [{ cda: LETTER, action: 'D' }] }))).toEqual({});
  });
});

describe('what is wrong turns one check red, with the values', () => {
  test.for([
    ['README.TXT', 'README.TXT: file missing'],
    ['INDEX.HTM', 'INDEX.HTM: file missing'],
  ])('layout: no %s', async ([name = '', said = '']) => {
    const archive = await withFiles((files) => files.filter(({ path }) => path !== name));
    expectOnly(troublesOf(archive), 'mss.xdm.layout', 'fail', said);
    expect(troublesOf(archive, { role: 'received' })['mss.xdm.layout']).toMatch(/^warning/);
  });

  test('metadata: spaces before the XML declaration', async () => {
    const archive = await withText(METADATA, (xml) => ` ${xml}`);
    expectOnly(troublesOf(archive), 'mss.xdm.metadata', 'fail', 'not well formed', `${METADATA}: line 1`);
    expect(troublesOf(archive, { role: 'received' })['mss.xdm.metadata']).toMatch(/^warning/);
  });

  test.for([
    ['a document that is no member', (s: XdmSubmission) => ({ ...s, associations: [] }), 'DOC0001.XML is no member'],
    [
      'an RPLC association',
      (s: XdmSubmission) => ({
        ...s,
        associations: [
          ...s.associations,
          { id: 'x', type: 'urn:ihe:iti:2007:AssociationType:RPLC', source: 'a', target: 'b', slots: {} },
        ],
      }),
      'urn:ihe:iti:2007:AssociationType:RPLC',
    ],
    [
      'a submission without sourceId',
      (s: XdmSubmission) => ({ ...s, submissionSet: { ...s.submissionSet, sourceId: '' } }),
      'sourceId missing',
    ],
    [
      'a document without its class',
      (s: XdmSubmission) => ({ ...s, documents: s.documents.map(({ classCode: _, ...entry }) => entry) }),
      'classCode missing',
    ],
  ] as const)('metadata: %s', async ([, change, said]) => {
    expectOnly(troublesOf(await withSubmission(change)), 'mss.xdm.metadata', 'fail', said);
  });

  test.for([
    [
      'contentTypeCode of another list',
      (xml: string) => xml.replace('>1.2.250.1.213.2.2<', '>1.2.250.1.71.4.2.4<'),
      'contentTypeCode 07 (1.2.250.1.71.4.2.4) not in JDV_J59',
    ],
    [
      'a classification of another object',
      (xml: string) => xml.replace(/(ExtrinsicObject.*?)classifiedObject="[^"]*"/s, '$1classifiedObject="urn:uuid:x"'),
      'classifiedObject "urn:uuid:x" instead of "urn:uuid:',
    ],
    [
      'children out of order',
      (xml: string) =>
        xml.replace(/(<rim:Slot name="codingScheme">.*?<\/rim:Slot>)(<rim:Name>.*?<\/rim:Name>)/s, '$2$1'),
      'ebRIM schema not followed in 1 place(s), first Slot too late',
    ],
  ] as const)('metadata: %s is only a warning', async ([, change, said]) => {
    expectOnly(troublesOf(await withText(METADATA, change)), 'mss.xdm.metadata', 'warning', said);
  });

  test.for([
    ['hash', { hash: 'A'.repeat(40) }, 'fail', `hash: METADATA "${'A'.repeat(40)}", file "`],
    ['size', { size: '12' }, 'fail', `size: METADATA "12", file "${LETTER.length}"`],
    ['URI in lower case', { uri: 'doc0001.xml' }, 'warning', 'URI "doc0001.xml", file "IHE_XDM/SUBSET01/DOC0001.XML"'],
  ] as const)('integrity: %s', async ([, given, verdict, said]) => {
    expectOnly(troublesOf(await withEntry(given)), 'mss.xdm.integrity', verdict, said);
  });

  test('integrity: hash in lower case is a warning, a file that is not there a failure', async () => {
    const lower = await withText(METADATA, (xml) =>
      xml.replace(/>([0-9A-F]{40})</, (_, hash: string) => `>${hash.toLowerCase()}<`),
    );
    expectOnly(troublesOf(lower), 'mss.xdm.integrity', 'warning', 'lower case');
    const absent = troublesOf(await withEntry({ uri: 'DOC0009.XML' }));
    expect(absent['mss.xdm.integrity']).toMatch(/^fail: URI "DOC0009.XML": no such file/);
  });

  test.for([
    ['uniqueId', { uniqueId: '1.2.3' }, '"1.2.3"'],
    ['title', { title: 'Autre titre' }, '"Autre titre"'],
    ['typeCode', { typeCode: { code: '34112-3', scheme: '2.16.840.1.113883.6.1', label: '' } }, '34112-3'],
    ['creationTime', { creationTime: '20260203091530' }, '20260203091530'],
    ['serviceStartTime', { serviceStartTime: '20250101000000' }, '20250101000000'],
    ['languageCode', { languageCode: 'en-US' }, 'en-US'],
    ['sourcePatientId', { sourcePatientId: 'X1^^^&1.2.3&ISO^PI' }, 'X1^^^&1.2.3&ISO^PI'],
    ['sourcePatientInfo', { sourcePatientInfo: ['PID-5|AUTRE^CAMILLE^CAMILLE SACHA^^^^L'] }, 'PID-5|AUTRE^CAMILLE'],
    ['sourcePatientInfo', { sourcePatientInfo: ['PID-8|U'] }, 'PID-8|U'],
    ['sourcePatientInfo', { sourcePatientInfo: ['PID-11|^^^^^^BDL^^75056'] }, 'PID-11|^^^^^^BDL^^75056'],
    ['author', { authors: [] }, '"0"'],
    [
      'legalAuthenticator',
      { legalAuthenticator: '899790000212^AUTRE^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS' },
      'AUTRE Camille',
    ],
    ['formatCode', { formatCode: { code: 'urn:ihe:pcc:xds-ms:2007', scheme: '', label: '' } }, 'xds-ms'],
  ] as [string, Partial<XdmEntry>, string][])('coherence: another %s', async ([attribute, given, said]) => {
    const found = troublesOf(await withEntry(given));
    expect(found['mss.xdm.coherence']).toMatch(/^fail/);
    expect(found['mss.xdm.coherence']).toContain(`${attribute}: `);
    expect(found['mss.xdm.coherence']).toContain(said);
    expect(found['mss.xdm.coherence']).toContain(`@ DOC0001.XML: DocumentEntry.${attribute}`);
    delete found['mss.xdm.coherence'];
    // A document without an author also lacks a metadata.
    expect(Object.keys(found)).toEqual(attribute === 'author' ? ['mss.xdm.metadata'] : []);
  });

  test('coherence: every pair that differs is told', async () => {
    const found = troublesOf(await withEntry({ title: 'Autre', languageCode: 'en-US' }));
    expectOnly(found, 'mss.xdm.coherence', 'title: XDS "Autre", CDA "Lettre de liaison"', 'XDS "en-US", CDA "fr-FR"');
  });

  test('patient: the set and its document of two patients', async () => {
    const other = patient('ux08-rights');
    const found = troublesOf(
      await withSubmission((s) => ({
        ...s,
        submissionSet: { ...s.submissionSet, patientId: `${other.ins}^^^&${other.insOid}&ISO^NH` },
      })),
    );
    expectOnly(found, 'mss.xdm.patient', 'fail', input().patient.ins, other.ins);
  });

  test('patient: two documents of two patients', async () => {
    const other = Buffer.from(buildCdaN1(input({ patient: patient('ux08-rights'), uid: '1.2.3' })));
    const found = troublesOf(await archiveOf({ documents: [{ cda: LETTER }, { cda: other }] }));
    expectOnly(found, 'mss.xdm.patient', 'fail', 'DOC0002.XML: patientId');
  });

  test('patient: an OID that is no INS’s, a key that is wrong, another patient than expected', async () => {
    const of = async (id: string): Promise<string | undefined> => {
      const archive = await withSubmission((s) => ({
        ...s,
        submissionSet: { ...s.submissionSet, patientId: id },
        documents: s.documents.map((entry) => ({ ...entry, patientId: id })),
      }));
      return troublesOf(archive)['mss.xdm.patient'];
    };
    expect(await of('X1^^^&1.2.3&ISO^PI')).toMatch(/^fail: OID "1\.2\.3"/);
    expect(await of('299019999999900^^^&1.2.250.1.213.1.4.10&ISO^NH')).toContain(
      'warning: INS "299019999999900" instead of 299019999999929',
    );
    const { ins, insOid, birthFamilyName, birthDate, gender } = patient('ux08-rights');
    const expected = { role: 'sent', patient: { ins, insOid, birthFamilyName, birthDate, gender } } as const;
    const found = troublesOf(await archiveOf({ documents: [{ cda: LETTER }] }), expected);
    expect(Object.keys(found)).toEqual(['mss.xdm.patient', 'mss.xdm.document']);
    expect(found['mss.xdm.patient']).toContain(`instead of ${ins}`);
  });

  test.for([
    ['C on a first version', LETTER, 'C', /^fail: action C, version 1 of the CDA/],
    ['a following version without an action', LETTER_V2, 'none', /^fail: action missing, version 2/],
  ] as const)('action: %s', async ([, cda, action, said]) => {
    const found = troublesOf(await archiveOf({ documents: [{ cda, action }] }));
    expect(Object.keys(found)).toEqual(['mss.xdm.action']);
    expect(found['mss.xdm.action']).toMatch(said);
  });

  test('action: unknown, or a document that replaces itself', async () => {
    const unknown = troublesOf(await withEntry({ action: 'X' }));
    expectOnly(unknown, 'mss.xdm.action', 'fail', 'unknown action "X"');
    const itself = Buffer.from(buildCdaN1(input({ versionNumber: 2, replaces: input().uid })));
    const found = troublesOf(await archiveOf({ documents: [{ cda: itself }] }));
    expectOnly(found, 'mss.xdm.action', 'fail', `${input().uid} replaces itself`);
  });

  test('action: C without a document replaced, or the reverse, is a warning: no source settles it', async () => {
    const orphan = Buffer.from(buildCdaN1(input({ versionNumber: 2 })));
    expectOnly(
      troublesOf(await archiveOf({ documents: [{ cda: orphan }] })),
      'mss.xdm.action',
      'warning: action C without a document replaced',
    );
    const silent = Buffer.from(buildCdaN1(input({ replaces: '1.2.3.4' })));
    const found = troublesOf(await archiveOf({ documents: [{ cda: silent }] }));
    expectOnly(found, 'mss.xdm.action', 'warning: replaces 1.2.3.4 without action C');
  });

  test('document: a CDA without its legal authenticator', async () => {
    const cda = LETTER.toString('utf8').replace(/<signatureCode [^>]*\/>/, '');
    const found = troublesOf(await archiveOf({ documents: [{ cda: Buffer.from(cda) }] }));
    expectOnly(found, 'mss.xdm.document', 'fail', 'signatureCode', '@ DOC0001.XML: legalAuthenticator/signatureCode');
  });

  test('document: a file that is no CDA', async () => {
    const found = troublesOf(await withText('IHE_XDM/SUBSET01/DOC0001.XML', () => '<html/>'));
    expect(found['mss.xdm.document']).toMatch(/^fail: unreadable: No ClinicalDocument/);
    expect(found['mss.xdm.coherence']).toMatch(/^not-observed/);
  });
});

test('an archive that cannot be read is a finding of its layout, with the reason', () => {
  const finding = checkXdmUnreadable('no METADATA.XML', { exchange: 'e1' });
  expect(finding).toMatchObject({ verdict: 'fail', exchange: 'e1' });
  expectOnly(troubles([finding]), 'mss.xdm.layout', 'unreadable archive: no METADATA.XML', '@ IHE_XDM.ZIP');
});
