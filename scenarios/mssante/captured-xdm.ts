import { readXdmArchive } from '../../mocks/wire/xdm-archive.js';
import { judgeCda } from '../cda/index.js';
import { type FileContext, type FileKind, type Finding, text } from '../harness/index.js';
import { checkXdmArchive } from './checks/xdm-archive.js';

/** `banc check --as xdm`: an IHE_XDM.ZIP as the software sends it. */
export const xdmFile: FileKind = {
  kind: 'xdm',
  title: text('archive IHE_XDM.ZIP de MSSanté', 'IHE_XDM.ZIP archive of MSSanté'),
  recognises: (bytes) => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04',
  judge: judgeCapturedXdm,
};

async function judgeCapturedXdm(bytes: Buffer, { ciSis }: FileContext): Promise<Finding[]> {
  const archive = await readXdmArchive(bytes);
  const findings = checkXdmArchive(archive, { role: 'sent' });
  if (ciSis === undefined) return findings;
  // Schema and schematrons need the folder; the rest of a CDA is in mss.xdm.document already.
  const own = archive.documents.flatMap((document) => (document.cda && document.bytes ? [document.bytes] : []));
  return [...findings, ...own.flatMap((document) => judgeCda(document, { ciSis }))];
}
