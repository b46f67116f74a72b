import { guessRootName } from '../../mocks/wire/xml-root.js';
import { type FileKind, text } from '../harness/index.js';
import { judgeCda } from './judge-cda.js';

/** `banc check --as cda`: a CDA alone, or inside its stylesheet. */
export const cdaFile: FileKind = {
  kind: 'cda',
  title: text('document CDA R2', 'CDA R2 document'),
  recognises: (bytes) => {
    const root = guessRootName(bytes);
    return root === 'ClinicalDocument' || (root === 'stylesheet' && bytes.includes('ClinicalDocument'));
  },
  judge: (bytes, { ciSis }) => Promise.resolve(judgeCda(bytes, ciSis === undefined ? {} : { ciSis })),
};
