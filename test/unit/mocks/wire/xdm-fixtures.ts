import { buildCdaN1, buildCdaN3, type CdaInput } from '../../../../fixtures/documents/cda.js';
import { withProducerStylesheet } from '../../../../fixtures/documents/cda-stylesheet.js';
import { documentUid } from '../../../../fixtures/documents/document-uid.js';
import { readXdmArchive, type XdmArchive, type XdmDocument } from '../../../../mocks/wire/xdm-archive.js';
import { xdmArchiveOf, type XdmRequest } from '../../../../mocks/wire/xdm-from-cda.js';
import type { ZippedFile } from '../../../../mocks/wire/xdm-zip.js';
import { zip } from '../../../../mocks/wire/xdm-zip.js';
import { input } from '../../scenarios/cda/documents.js';

/** A letter of the hospital about the spare patient, as a PDF. */
export const LETTER = Buffer.from(buildCdaN1(input()));
/** Its second version. */
export const LETTER_V2 = next();
/** Another document of the same patient, structured. */
export const REPORT = Buffer.from(buildCdaN3(input({ uid: documentUid('report'), title: 'Compte rendu' })));
/** The same, inside a stylesheet. */
export const PRESENTED = Buffer.from(withProducerStylesheet(REPORT.toString('utf8'), 'Bandeau'));

/** A version after {@link LETTER}. */
export function next(given: Partial<CdaInput> = {}): Buffer {
  const replaces = input().uid;
  return Buffer.from(buildCdaN1(input({ uid: documentUid('v2'), versionNumber: 2, replaces, ...given })));
}

/** An archive of these documents, read back. */
export async function archiveOf(request: XdmRequest): Promise<XdmArchive> {
  return readXdmArchive(await xdmArchiveOf(request));
}

/** The archive of the letter with its files changed, written again. */
export async function letterChanged(change: (files: readonly ZippedFile[]) => readonly ZippedFile[]): Promise<Buffer> {
  const { files } = await archiveOf({ documents: [{ cda: LETTER }] });
  return zip(change(files), new Date('2026-02-03T12:00:00Z'));
}

/** The only document of an archive. */
export function onlyDocument({ documents }: XdmArchive): XdmDocument {
  const [document, ...others] = documents;
  if (!document || others.length > 0) throw new Error(`${documents.length} documents`);
  return document;
}
