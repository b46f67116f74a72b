import { startHl7Endpoint } from '../core/hl7-endpoint.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { createDpiAddress } from './dpi-address.js';
import { pfiCommands } from './control-commands.js';
import { createDocumentLifecycles } from './document-lifecycles.js';
import { receiveDocument } from './document-reception.js';
import { DEFAULT_PFI_OPTIONS } from './pfi-options.js';

/** What a DPI sends to a PFI (hl7v2-pfi-cda.md §1): flux 1 and flux 2. */
export const PFI_TRANSACTIONS = ['oru-r01', 'mdm-t02', 'mdm-t04', 'mdm-t10'] as const;

/**
 * Starts the bench's PFI for a DPI under test: takes over documents sent by ORU or MDM, keeps their life cycles, then
 * returns the business acknowledgements that were asked for to where the DPI listens (command `reach`).
 * Rejects with BANC_LISTEN.
 */
export async function startPfi(environment: ServiceEnvironment): Promise<StartedService> {
  const documents = createDocumentLifecycles();
  const options = { ...DEFAULT_PFI_OPTIONS };
  const dpi = createDpiAddress();
  const endpoint = await startHl7Endpoint({
    service: 'pfi',
    environment,
    ports: { mllp: 'pfiMllp', mllps: 'pfiMllps' },
    transactions: PFI_TRANSACTIONS,
    receive: (facts) => receiveDocument(facts, documents, options),
  });
  return {
    name: 'pfi',
    sheet: endpoint.sheet,
    commands: pfiCommands({ environment, documents, dpi, options }),
    close: () => endpoint.close(),
  };
}
