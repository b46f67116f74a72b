import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { idText } from '../../../../mocks/wire/cda-document.js';
import type { DocumentEntry } from '../../../../mocks/wire/ebrim-objects.js';
import { readXdmArchive } from '../../../../mocks/wire/xdm-archive.js';
import { xdmSubmissionOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { onlyDocument } from './xdm-fixtures.js';
import { becauseXdm, NO_XDM_SAMPLES, officialXdm, referenceXdm, xdmCases } from './xdm-samples.js';

/** What the header of the document decides, labels left out; official values keep a space after some given names. */
function decided(entry: DocumentEntry): Record<string, unknown> {
  const people = (xcn = ''): string => xcn.replace(' ^', '^');
  return {
    uniqueId: entry.uniqueId,
    patientId: entry.patientId,
    sourcePatientId: entry.sourcePatientId,
    sourcePatientInfo: entry.sourcePatientInfo,
    title: entry.title,
    times: [entry.creationTime, entry.serviceStartTime, entry.serviceStopTime],
    languageCode: entry.languageCode,
    mimeType: entry.mimeType,
    hash: entry.hash,
    size: entry.size,
    classCode: entry.classCode?.code,
    formatCode: [entry.formatCode?.code, entry.formatCode?.scheme],
    typeCode: [entry.typeCode?.code, entry.typeCode?.scheme],
    healthcareFacilityTypeCode: entry.healthcareFacilityTypeCode,
    practiceSettingCode: entry.practiceSettingCode,
    eventCodes: entry.eventCodes,
    confidentialityCodes: entry.confidentialityCodes,
    authors: entry.authors.map((author) => ({ ...author, person: people(author.person) })),
    legalAuthenticator: people(entry.legalAuthenticator),
  };
}

describe.skipIf(NO_XDM_SAMPLES)(becauseXdm('the official IHE_XDM archives'), () => {
  test('are all there', () => {
    expect(xdmCases()).toHaveLength(13);
  });

  test.for(xdmCases())('$case: read as the table describes it', async (row) => {
    const bytes = officialXdm(row.case);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256_zip);
    const archive = await readXdmArchive(bytes);
    const { entry, cda, bytes: content } = onlyDocument(archive);
    expect(entry.uniqueId).toBe(idText(cda?.id));
    expect({
      zip_bytes: String(bytes.length),
      doc_bytes: String(content?.length),
      typeCode: entry.typeCode?.code,
      formatCode: entry.formatCode?.code,
      uniqueId: cda?.id?.root,
      versionNumber: cda?.versionNumber,
      action: entry.action ?? '',
      parentDocumentId: cda?.replaces[0]?.root ?? '',
    }).toEqual({
      zip_bytes: row.zip_bytes,
      doc_bytes: row.doc_bytes,
      typeCode: row.typeCode,
      formatCode: row.formatCode,
      uniqueId: row.uniqueId,
      versionNumber: row.versionNumber,
      action: row.action,
      parentDocumentId: row.parentDocumentId,
    });
    expect(archive.oddities).toEqual([{ kind: 'space-before-root', path: 'IHE_XDM/SUBSET01/METADATA.XML' }]);
  });

  test.for(xdmCases())('$case: its document gives the same metadata when an archive is made of it', async (row) => {
    const { entry, bytes } = onlyDocument(await readXdmArchive(officialXdm(row.case)));
    const [made] = xdmSubmissionOf({ documents: [{ cda: bytes ?? Buffer.alloc(0) }] }).documents;
    if (!made) throw new Error('no document');
    expect(decided(made)).toEqual(decided(entry));
  });
});

describe.skipIf(NO_XDM_SAMPLES)(becauseXdm('the archives written for the reference'), () => {
  test.for([
    ['v1', undefined, '1'],
    ['v2-replace', 'C', '2'],
    ['v2-delete', 'D', '2'],
  ] as const)('%s', async ([name, action, version]) => {
    const archive = await readXdmArchive(referenceXdm(name));
    const { entry, cda } = onlyDocument(archive);
    expect([entry.action, cda?.versionNumber, archive.oddities]).toEqual([action, version, []]);
  });
});
