import { createHash } from 'node:crypto';
import { ACCEPTED } from '../core/hl7-acknowledging.js';
import { type Hl7Reception, startHl7Endpoint } from '../core/hl7-endpoint.js';
import type { Hl7Facts } from '../core/hl7-facts.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { returnsDue } from './business-returns.js';
import { pfiCommands, type PfiState } from './control-commands.js';
import { createDocumentLifecycles } from './document-lifecycles.js';
import { receiveDocument } from './document-reception.js';
import { createDpiAddress } from './dpi-address.js';
import { DEFAULT_PFI_OPTIONS } from './pfi-options.js';
import { createReturnQueue } from './return-queue.js';
import { createTakenMessages } from './taken-messages.js';

/** What a DPI sends to a PFI (hl7v2-pfi-cda.md §1): flux 1 and flux 2. */
export const PFI_TRANSACTIONS = ['oru-r01', 'mdm-t02', 'mdm-t04', 'mdm-t10'] as const;

/**
 * Starts the bench's PFI for a DPI under test: takes over documents sent by ORU or MDM, keeps their life cycles, then
 * returns the business acknowledgements that were asked for to where the DPI listens (command `reach`).
 * Rejects with BANC_LISTEN.
 */
export async function startPfi(environment: ServiceEnvironment): Promise<StartedService> {
  const dpi = createDpiAddress();
  const state: PfiState = {
    environment,
    documents: createDocumentLifecycles(),
    taken: createTakenMessages(),
    dpi,
    returns: createReturnQueue(environment, dpi),
    options: { ...DEFAULT_PFI_OPTIONS },
  };
  const endpoint = await startHl7Endpoint({
    service: 'pfi',
    environment,
    ports: { mllp: 'pfiMllp', mllps: 'pfiMllps' },
    transactions: PFI_TRANSACTIONS,
    receive: (facts, bytes) => receive(state, facts, bytes),
  });
  return {
    name: 'pfi',
    sheet: endpoint.sheet,
    commands: pfiCommands(state),
    close: async () => {
      await Promise.all([endpoint.close(), state.returns.close()]);
    },
  };
}

function receive({ documents, taken, returns, options }: PfiState, facts: Hl7Facts, bytes: Buffer): Hl7Reception {
  const { controlId, keys, document } = facts;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = taken.get(controlId);
  if (before?.sha256 === sha256) {
    const summary = `Message ${controlId} déjà pris en charge : accusé de nouveau, sans autre effet`;
    return { decision: ACCEPTED, summary, tolerated: ['message envoyé de nouveau, à l’identique'] };
  }
  const { decision, summary, tolerated } = receiveDocument(facts, documents, options);
  if (before !== undefined) tolerated.push('MSH-10 déjà porté par un autre message');
  if (decision.code !== 'AA') return { decision, summary, tolerated };
  const { header, flags, recipients } = document;
  const kept = { header, flags, recipients, keys, sha256 };
  taken.add(controlId, kept);
  const due = options.returns === 'automatic' ? returnsDue(controlId, kept) : [];
  return { decision, summary, tolerated, afterwards: () => due.forEach((one) => returns.add(one, kept)) };
}
