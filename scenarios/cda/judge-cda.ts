import { readCdaDocument } from '../../mocks/wire/cda-document.js';
import type { Finding } from '../harness/index.js';
import { checkCdaXsd, loadCdaSchema } from './cda-xsd.js';
import { checkCda, type DocumentContext } from './checks/document.js';
import { openCiSis } from './ci-sis-folder.js';
import { checkSchematrons } from './schematron/schematron-check.js';

/** What a lone CDA is judged with. */
export interface JudgeOptions extends DocumentContext {
  /** Path of the CI-SIS folder, for the XSD and the schematrons; neither is judged without it. */
  ciSis?: string;
}

/**
 * Everything that applies to a lone CDA, one document at a time (a schematron takes seconds and hundreds of megabytes).
 * A schematron that is not in the folder is told as not observed.
 *
 * @throws BancError BANC_XML_INVALID, BANC_LIMIT or BANC_MESSAGE_INVALID when it is no CDA; BANC_CONFIG_INVALID when
 * the CI-SIS folder is not one.
 */
export function judgeCda(bytes: Uint8Array, { ciSis, ...context }: JudgeOptions = {}): Finding[] {
  const findings = checkCda(readCdaDocument(bytes), context);
  if (ciSis === undefined) return findings;
  const folder = openCiSis(ciSis);
  const schema = loadCdaSchema(folder.xsd);
  try {
    const xml = Buffer.from(bytes).toString('utf8');
    return [...findings, checkCdaXsd(bytes, schema), ...checkSchematrons(xml, folder)];
  } finally {
    schema.dispose();
  }
}
