import type { XdmArchive } from '../../mocks/wire/xdm-archive.js';
import { judgeCda } from '../cda/index.js';
import type { FileContext, Finding } from '../harness/index.js';
import { checkXdmArchive } from './checks/xdm-archive.js';

/**
 * Judges a captured archive as sent, and its documents with the schema and schematrons of the CI-SIS folder when there
 * is one.
 *
 * @throws BancError BANC_CONFIG_INVALID when that folder is not one.
 */
export function judgeArchive(archive: XdmArchive, { ciSis }: Pick<FileContext, 'ciSis'>): Finding[] {
  const findings = checkXdmArchive(archive, { role: 'sent' });
  if (ciSis === undefined) return findings;
  const documents = archive.documents.flatMap(({ cda, bytes }) => (cda && bytes ? [bytes] : []));
  return [...findings, ...documents.flatMap((document) => judgeCda(document, { ciSis }))];
}
