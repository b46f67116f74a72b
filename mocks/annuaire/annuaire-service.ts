import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { DIRECTORY_PROFILES, type DirectoryProfile, openDirectory } from '../../fixtures/directory/directory.js';
import type { Directory } from '../../fixtures/directory/records.js';
import { startHttpListener } from '../core/http-listener.js';
import { plainRefusal } from '../core/http-message.js';
import { portFor } from '../core/ports.js';
import { defineCommand, type ServiceEnvironment, type StartedService } from '../core/service.js';
import { BancError } from '../wire/errors.js';
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
 * Resolves once the directory is loaded. Rejects with BANC_LISTEN when the port is taken, BANC_USAGE when the directory
 * does not exist.
 */
export async function startAnnuaire(environment: ServiceEnvironment): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults, clock, pki, data } = environment;
  const before = { at: performance.now(), bytes: process.memoryUsage().rss };
  const directory = await directoryOf(data);
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
    close: () => listener.close(),
  };
}

/** The synthetic directory of a profile, or an imported one. */
async function directoryOf(data: string): Promise<Directory> {
  if ((DIRECTORY_PROFILES as readonly string[]).includes(data)) return openDirectory(data as DirectoryProfile);
  const known = DIRECTORY_PROFILES.join(', ');
  const found = await stat(data).catch(() => undefined);
  const why = found ? 'n’est pas un annuaire importé' : 'n’existe pas';
  throw new BancError('BANC_USAGE', `Annuaire ${data} : ${why}. Profils du banc : ${known}.`);
}
