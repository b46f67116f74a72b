import { z } from 'zod';
import { startHttpListener } from '../core/http-listener.js';
import { portFor } from '../core/ports.js';
import { type ControlCommand, defineCommand, type ServiceEnvironment, type StartedService } from '../core/service.js';
import { startMailRelay } from './mail-relay.js';
import { SinkStore } from './sink-store.js';
import { receiveSms, SMS_PATH, withoutOneTimeSecrets } from './sms-gateway.js';

const recipient = z.string().min(3).meta({ description: 'Adresse électronique, ou numéro de téléphone' });

/**
 * Starts the two sinks the software under test sends its messages to its users through (SSI/IE.31, IE.32): an e-mail
 * relay and an SMS gateway. Nothing leaves the bench. Rejects with BANC_LISTEN.
 */
export async function startSinks(environment: ServiceEnvironment): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults } = environment;
  const store = new SinkStore();
  const relay = await startMailRelay(environment, store, portFor('mailSink', portBase));
  try {
    const gateway = await startHttpListener({
      service: 'sinks',
      bind,
      publicHost,
      port: portFor('smsSink', portBase),
      journal: withoutOneTimeSecrets(journal),
      faults,
      handle: (request) => Promise.resolve(receiveSms(store, request)),
    });
    return {
      name: 'sinks',
      sheet: {
        mail: { host: publicHost, port: relay.port },
        sms: { url: `${gateway.url}${SMS_PATH}` },
      },
      commands: commandsOf(store),
      close: async () => {
        await Promise.all([relay.close(), gateway.close()]);
      },
    };
  } catch (error) {
    await relay.close();
    throw error;
  }
}

function commandsOf(store: SinkStore): Record<string, ControlCommand> {
  return {
    messages: defineCommand({
      description:
        'Liste les courriels et SMS reçus pour une adresse ou un numéro, en clair, avec les codes et liens qu’ils portent.',
      input: z.strictObject({ to: recipient.optional() }),
      run: ({ to }) => store.list(to),
    }),
    wait: defineCommand({
      description:
        'Attend qu’une adresse ou un numéro ait reçu ce nombre de messages, au plus timeoutMs, puis les liste en clair.',
      input: z.strictObject({
        to: recipient,
        count: z.number().int().min(1).default(1),
        timeoutMs: z.number().int().min(0).max(60_000).default(5_000),
      }),
      run: ({ to, count, timeoutMs }) => store.wait(to, count, timeoutMs),
    }),
    clear: defineCommand({
      description: 'Oublie les messages d’une adresse ou d’un numéro, ou tous ; rend leur nombre.',
      input: z.strictObject({ to: recipient.optional() }),
      run: ({ to }) => ({ cleared: store.clear(to) }),
    }),
  };
}
