import { readVihf } from '../../mocks/wire/vihf.js';
import { readXml } from '../../mocks/wire/xml.js';
import { guessRootName } from '../../mocks/wire/xml-root.js';
import { type FileKind, text } from '../harness/index.js';
import { checkCapturedVihf } from './checks/captured-vihf.js';

/** `banc check --as vihf`: an assertion taken out of its message. */
export const vihfFile: FileKind = {
  kind: 'vihf',
  title: text('assertion VIHF', 'VIHF assertion'),
  recognises: (bytes) => guessRootName(bytes) === 'Assertion',
  judge: (bytes) => new Promise((done) => done([checkCapturedVihf(readVihf(readXml(bytes)))])),
};
