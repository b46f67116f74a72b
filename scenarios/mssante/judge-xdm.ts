import { BancError } from '../../mocks/wire/errors.js';
import { readXdmArchive, type XdmArchive } from '../../mocks/wire/xdm-archive.js';
import type { Finding } from '../harness/index.js';
import { checkXdmArchive } from './checks/xdm-archive.js';
import type { XdmContext } from './checks/xdm-context.js';
import { checkXdmUnreadable } from './checks/xdm-layout.js';

/** An archive and what it is worth; `archive` is undefined when it cannot be read, which a finding then says. */
export interface JudgedXdm {
  archive?: XdmArchive;
  findings: Finding[];
}

/** Reads and judges an IHE_XDM.ZIP. One that cannot be read is a finding, not an error. */
export async function judgeXdm(zip: Buffer, context: XdmContext): Promise<JudgedXdm> {
  try {
    const archive = await readXdmArchive(zip);
    return { archive, findings: checkXdmArchive(archive, context) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { findings: [checkXdmUnreadable(error.message, context)] };
  }
}
