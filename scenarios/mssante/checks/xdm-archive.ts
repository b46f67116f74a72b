import type { XdmArchive } from '../../../mocks/wire/xdm-archive.js';
import type { Finding } from '../../harness/index.js';
import { checkXdmAction } from './xdm-action.js';
import { checkXdmCoherence } from './xdm-coherence.js';
import type { XdmContext } from './xdm-context.js';
import { checkXdmDocument } from './xdm-document.js';
import { checkXdmIntegrity } from './xdm-integrity.js';
import { checkXdmLayout } from './xdm-layout.js';
import { checkXdmMetadata } from './xdm-metadata.js';
import { checkXdmPatient } from './xdm-patient.js';

/** Everything an IHE_XDM.ZIP owes: checks X01–X11 and D01–D03 of mssante.md §10, in seven findings. */
export function checkXdmArchive(archive: XdmArchive, context: XdmContext): Finding[] {
  return [
    checkXdmLayout(archive, context),
    checkXdmMetadata(archive, context),
    checkXdmIntegrity(archive, context),
    checkXdmCoherence(archive, context),
    checkXdmPatient(archive, context),
    checkXdmAction(archive, context),
    checkXdmDocument(archive, context),
  ];
}
