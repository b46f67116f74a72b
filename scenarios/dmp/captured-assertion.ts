import { readVihf } from '../../mocks/wire/vihf.js';
import type { VihfProblem } from '../../mocks/wire/vihf-problem.js';
import { DEFAULT_VIHF_PROFILE } from '../../mocks/wire/vihf-profile.js';
import { verifyVihf } from '../../mocks/wire/vihf-signature.js';
import { judgeVihf } from '../../mocks/wire/vihf-validation.js';
import { readXml, type XmlNodeData } from '../../mocks/wire/xml.js';
import { guessRootName } from '../../mocks/wire/xml-root.js';
import { type FileKind, text } from '../harness/index.js';
import { checkCapturedVihf } from './checks/captured-vihf.js';

/** `banc check --as vihf`: an assertion taken out of its message. */
export const vihfFile: FileKind = {
  kind: 'vihf',
  title: text('assertion VIHF', 'VIHF assertion'),
  recognises: (bytes) => guessRootName(bytes) === 'Assertion',
  // Alone, it does not say what it is for.
  judge: (bytes) => Promise.resolve([checkCapturedVihf(capturedVihfProblems(bytes, readXml(bytes), false))]),
};

/** Rules that need more than the file: the authorities trusted, the sites of the certificate's legal entity. */
const BEYOND_THE_FILE = ['vihf.certificate.chain', 'vihf.structure.certificate'];

/**
 * Problems of an assertion in a captured `message`, but those of {@link BEYOND_THE_FILE}. A file does not say when it was
 * received: its certificate must have been valid at IssueInstant.
 *
 * @throws BancError BANC_XML_INVALID, BANC_LIMIT or BANC_MESSAGE_INVALID when it cannot be read.
 */
export function capturedVihfProblems(message: Buffer, assertion: XmlNodeData, aboutPatient: boolean): VihfProblem[] {
  const vihf = readVihf(assertion);
  const trust = { anchorsPem: '', isRevoked: () => false, at: new Date(vihf.issueInstant) };
  const { signature, attributes } = judgeVihf(vihf, verifyVihf(message, trust), {
    profile: DEFAULT_VIHF_PROFILE,
    aboutPatient,
  });
  return [...signature, ...attributes].filter(({ rule }) => !BEYOND_THE_FILE.includes(rule));
}
