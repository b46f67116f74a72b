import { z } from 'zod';
import { openDirectoryData } from '../../fixtures/directory/open-data.js';
import { startHttpListener } from '../core/http-listener.js';
import { plainRefusal } from '../core/http-message.js';
import { portFor } from '../core/ports.js';
import { defineCommand, type ServiceEnvironment, type StartedService } from '../core/service.js';
import { BENCH_API_KEY } from './caller.js';
import { annuaireCommands } from './control-commands.js';
import { directoryView } from './directory-view.js';
import { createExtractions } from './extractions.js';
import { type AnnuaireState, handleAnnuaireRequest } from './handle-request.js';
import { defaultModes } from './modes.js';
import { createPageTokens } from './page-token.js';
import { createRateLimit, DEFAULT_RATE_PER_SECOND } from './rate-limit.js';
import { BASE_PATH, EXTRACTIONS_PATH } from './route.js';
import type { DirectoryKind } from './store/directory-store.js';
import { openStore } from './store/open-store.js';

/** Longest form of a search by POST, in bytes: far above any list of ids the service can take. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Starts the mock Annuaire Santé: HTTPS without client certificate, FHIR API v2 and file extractions on one listener.
 * Resolves once the directory is loaded. Rejects with BANC_LISTEN when the port is taken, BANC_DIRECTORY when there
 * is no such directory.
 */
export async function startAnnuaire(environment: ServiceEnvironment): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults, clock, pki, data } = environment;
  const before = { at: performance.now(), bytes: process.memoryUsage().rss };
  const directory = openDirectoryData(data);
  const store = await openStore(directory, clock);
  const loadMs = Math.round(performance.now() - before.at);
  const now = (): Date => clock.now();
  const added: Partial<Record<DirectoryKind, number>> = {};
  const state: AnnuaireState = {
    store,
    modes: defaultModes(),
    tokens: createPageTokens(),
    apiKeys: new Set([BENCH_API_KEY]),
    rate: createRateLimit(DEFAULT_RATE_PER_SECOND),
    extractions: createExtractions(() => directoryView(directory, store, added), now),
    baseUrl: '',
    now,
  };
  const { server } = pki.certificates;
  const listener = await startHttpListener({
    service: 'annuaire',
    bind,
    publicHost,
    port: portFor('annuaire', portBase),
    tls: {
      key: server.keyPem,
      cert: server.chainPem,
      ca: pki.caPem,
      isRevoked: (serial: string) => pki.isRevoked(serial),
      asksCertificate: false,
    },
    journal,
    faults,
    limits: { bodyBytes: MAX_FORM_BYTES },
    handle: (request) => handleAnnuaireRequest(request, { state, faults }),
    refuseBody: (_request, limit) => plainRefusal(413, `formulaire de plus de ${limit} octets`),
  }).catch((error: unknown) => {
    directory.close?.();
    throw error;
  });
  state.baseUrl = `${listener.url}${BASE_PATH}`;
  const { professionals, roles, structures } = directory;
  return {
    name: 'annuaire',
    sheet: {
      baseUrl: state.baseUrl,
      apiKey: BENCH_API_KEY,
      extractions: {
        psLibreAcces: `${listener.url}${EXTRACTIONS_PATH}/PS_LibreAcces`,
        correspondanceMssante: `${listener.url}${EXTRACTIONS_PATH}/Extraction_Correspondance_MSSante`,
      },
      directory: {
        name: directory.name,
        professionals: professionals.count,
        roles: roles.count,
        structures: structures.count,
        loadMs,
        memoryMb: Math.round((process.memoryUsage().rss - before.bytes) / 1024 / 1024),
      },
    },
    commands: {
      ...annuaireCommands(state, added),
      describe: defineCommand({
        description: 'Dit quel annuaire est servi : un profil du banc, ou le chemin de ce qui a été importé.',
        input: z.strictObject({}),
        run: () => ({ name: directory.name }),
      }),
    },
    close: async () => {
      await listener.close();
      directory.close?.();
    },
  };
}
