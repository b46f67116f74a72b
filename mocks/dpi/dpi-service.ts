import { ACCEPTED } from '../core/hl7-acknowledging.js';
import { startHl7Endpoint } from '../core/hl7-endpoint.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { dpiCommands } from './control-commands.js';
import { createSentMessages } from './sent-messages.js';

/** What a PFI sends to a DPI: business acknowledgements, and documents received by MSSanté (volet LPS). */
export const DPI_TRANSACTIONS = ['zam-z01', 'zam-z02', 'zam-z03', 'mdm-t02', 'mdm-t04', 'mdm-t10'] as const;

const SUMMARIES: Record<(typeof DPI_TRANSACTIONS)[number], string> = {
  'zam-z01': 'Accusé de réception DMP',
  'zam-z02': 'Accusé de réception MSSanté',
  'zam-z03': 'Accusé de lecture MSSanté',
  'mdm-t02': 'Document reçu par MSSanté',
  'mdm-t04': 'Suppression d’un document reçu par MSSanté',
  'mdm-t10': 'Remplacement d’un document reçu par MSSanté',
};

/**
 * Starts the bench's DPI (or RIS, or SGL) in front of a PFI under test: it sends document messages on command, takes
 * business acknowledgements and documents of the LPS volet, and accepts them unless the fault plan says otherwise
 * (hl7v2-pfi-cda.md §6, §8). Rejects with BANC_LISTEN.
 */
export async function startDpi(environment: ServiceEnvironment): Promise<StartedService> {
  const sent = createSentMessages();
  const endpoint = await startHl7Endpoint({
    service: 'dpi',
    environment,
    ports: { mllp: 'dpiMllp', mllps: 'dpiMllps' },
    transactions: DPI_TRANSACTIONS,
    receive: ({ transaction, keys }) => {
      const about = keys['acknowledges'];
      const what = SUMMARIES[transaction as keyof typeof SUMMARIES];
      return {
        decision: ACCEPTED,
        summary: about === undefined ? what : `${what} du message ${about}`,
        // A ZAM names no patient: that of the message it is about makes it findable.
        ...(about === undefined ? {} : { keys: sent.keysOf(about) }),
      };
    },
  });
  return {
    name: 'dpi',
    sheet: endpoint.sheet,
    commands: dpiCommands(environment, sent),
    close: () => endpoint.close(),
  };
}
