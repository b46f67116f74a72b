import { buildCdaN1, buildCdaN3, type CdaInput } from '../../../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../../../fixtures/documents/document-uid.js';
import { patient, professional, structure } from '../../../../fixtures/roster.js';
import { type CdaDocument, readCdaDocument } from '../../../../mocks/wire/cda-document.js';

/** A document of the hospital about the spare patient. */
export function input(given: Partial<CdaInput> = {}): CdaInput {
  return {
    patient: patient('camille'),
    author: professional('ps1'),
    structure: structure('hospital'),
    title: 'Lettre de liaison',
    typeCode: '11490-0',
    effectiveTime: new Date('2026-02-03T08:15:30Z'),
    uid: documentUid('v1'),
    setId: documentSetId('d'),
    versionNumber: 1,
    marker: 'Phrase témoin.',
    ...given,
  };
}

/** The document at a level, its text changed before it is read. */
export function read(level: 'N1' | 'N3', change: (xml: string) => string = (xml) => xml, given = input()): CdaDocument {
  const xml = level === 'N1' ? buildCdaN1(given) : buildCdaN3(given);
  const changed = change(xml);
  return readCdaDocument(Buffer.from(changed));
}
