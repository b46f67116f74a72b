import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { pscCommands } from './control-commands.js';
import { KNOWN_PROVIDERS } from './known-providers.js';
import { createProvider } from './provider.js';
import { listenAsProvider, providerSheet } from './provider-listeners.js';

/**
 * Starts Pro Santé Connect (psc-ssi.md §2), whose access tokens open MSSanté mailboxes, and its renamed twin, whose do
 * not. Rejects with BANC_LISTEN.
 */
export async function startPsc(environment: ServiceEnvironment): Promise<StartedService> {
  const psc = createProvider(KNOWN_PROVIDERS.psc, environment, environment.tokens);
  const renamed = createProvider(KNOWN_PROVIDERS['psc.renamed'], environment);
  const first = await listenAsProvider(psc, { back: 'psc', front: 'pscWallet' });
  const second = await listenAsProvider(renamed, { back: 'pscRenamed', front: 'pscRenamedWallet' }).catch(
    async (error: unknown) => {
      await first.close();
      throw error;
    },
  );
  return {
    name: 'psc',
    sheet: { ...providerSheet(psc), renamed: providerSheet(renamed) },
    commands: pscCommands({ main: psc, renamed }),
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
}
