import { readXdmArchive } from '../../mocks/wire/xdm-archive.js';
import { type FileKind, text } from '../harness/index.js';
import { judgeArchive } from './judge-xdm.js';

/** `banc check --as xdm`: an IHE_XDM.ZIP as the software sends it. */
export const xdmFile: FileKind = {
  kind: 'xdm',
  title: text('archive IHE_XDM.ZIP de MSSanté', 'IHE_XDM.ZIP archive of MSSanté'),
  recognises: (bytes) => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04',
  judge: async (bytes, context) => judgeArchive(await readXdmArchive(bytes), context),
};
