import { startHttpListener } from '../core/http-listener.js';
import { portFor } from '../core/ports.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { ROSTER } from '../../fixtures/roster.js';
import { DMP_REPOSITORY } from '../wire/oids.js';
import { dmpCommands } from './control-commands.js';
import { DEFAULT_DMP_PARAMETERS, parameterCommands } from './dmp-parameters.js';
import { handleDmpWeb, PARAMETERS_PATH } from './dmp-web.js';
import { handleDmpRequest } from './dispatch.js';
import { DEFAULT_DMP_OPTIONS, type DmpOptions } from './dmp-options.js';
import { refuseCertificate, refuseOversize } from './refusals.js';
import { RegistryState } from './registry-state.js';
import { WEB_PS_PATH } from './td0-9-web-ps.js';

/** Path of the real service (dmp.md §3); the last segment names the service. */
const SERVICES_PATH = '/si-dmp-server/v2/services';

/**
 * Starts the mock DMP: HTTPS with a client certificate of the bench's IGC, the roster's patients loaded with open
 * records; beside it its web pages, without a client certificate. Rejects with BANC_LISTEN when a port is taken.
 */
export async function startDmp(
  environment: ServiceEnvironment,
  initialOptions: DmpOptions = DEFAULT_DMP_OPTIONS,
): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults, clock, pki } = environment;
  const now = (): Date => clock.now();
  // Its own copy: the command set-options changes it.
  const options = structuredClone(initialOptions);
  const parameters = { ...DEFAULT_DMP_PARAMETERS };
  const state = new RegistryState(now);
  loadRoster(state);
  const { server } = pki.certificates;
  const trust = { anchorsPem: pki.caPem, isRevoked: pki.isRevoked };
  const shared = {
    service: 'dmp',
    bind,
    publicHost,
    tls: {
      key: server.keyPem,
      cert: server.chainPem,
      ca: pki.caPem,
      isRevoked: (serial: string) => pki.isRevoked(serial),
    },
    journal,
    faults,
  };
  const listener = await startHttpListener({
    ...shared,
    port: portFor('dmp', portBase),
    requireClientCertificate: true,
    handle: (request) => handleDmpRequest(request, { state, options, faults, now, trust }),
    refuseClient: refuseCertificate,
    refuseBody: (_request, limitBytes) => refuseOversize(limitBytes),
  });
  const web = await startHttpListener({
    ...shared,
    tls: { ...shared.tls, asksCertificate: false },
    port: portFor('dmpWeb', portBase),
    handle: (request) => Promise.resolve(handleDmpWeb(request, parameters)),
  }).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  const services = `${listener.url}${SERVICES_PATH}`;
  return {
    name: 'dmp',
    sheet: {
      registry: `${services}/registry`,
      repository: `${services}/repository`,
      patients: `${services}/patients`,
      habilitations: `${services}/habilitations`,
      patientsSpecific: `${services}/patientsSpecific`,
      repositoryUniqueId: DMP_REPOSITORY,
      webPs: `${web.url}${WEB_PS_PATH}`,
      parameters: `${web.url}${PARAMETERS_PATH}`,
    },
    commands: { ...dmpCommands(state, options, now), ...parameterCommands(parameters) },
    close: async () => {
      await Promise.all([listener.close(), web.close()]);
    },
  };
}

function loadRoster(state: RegistryState): void {
  for (const { ins, insOid, birthFamilyName, givenNames, birthDate, gender } of ROSTER.patients) {
    state.records.load({ ins, insOid, familyName: birthFamilyName, givenName: givenNames[0] ?? '', birthDate, gender });
  }
}
