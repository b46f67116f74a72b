import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { idpCommands } from './control-commands.js';
import { KNOWN_PROVIDERS } from './known-providers.js';
import { createProvider } from './provider.js';
import { listenAsProvider, providerSheet } from './provider-listeners.js';

/**
 * Starts the hospital's own provider, with another vendor's habits (psc-ssi.md §4), and its renamed twin. Rejects with
 * BANC_LISTEN.
 */
export async function startIdp(environment: ServiceEnvironment): Promise<StartedService> {
  const idp = createProvider(KNOWN_PROVIDERS.idp, environment);
  const renamed = createProvider(KNOWN_PROVIDERS['idp.renamed'], environment);
  const first = await listenAsProvider(idp, { back: 'idp' });
  const second = await listenAsProvider(renamed, { back: 'idpRenamed' }).catch(async (error: unknown) => {
    await first.close();
    throw error;
  });
  return {
    name: 'idp',
    sheet: { ...providerSheet(idp), renamed: providerSheet(renamed) },
    commands: idpCommands({ main: idp, renamed }),
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
}
