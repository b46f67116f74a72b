import { resolve } from 'node:path';
import { ROSTER, type Roster } from '../fixtures/roster.js';
import { startAnnuaire } from './annuaire/annuaire-service.js';
import { createAccessTokenAuthority } from './core/access-token.js';
import { type Clock, createClock } from './core/clock.js';
import { type ControlPlane, type ExtraRoute, startControlPlane } from './core/control-plane.js';
import { createFaultPlan, type FaultPlan } from './core/fault-plan.js';
import { type Journal, openJournal } from './core/journal.js';
import type { CertificateName } from './core/pki.js';
import { PORT_OFFSETS, portFor } from './core/ports.js';
import type { ServiceEnvironment, StartedService } from './core/service.js';
import { startDmp } from './dmp/dmp-service.js';
import { startDpi } from './dpi/dpi-service.js';
import { startIgc } from './igc/igc-service.js';
import { type BenchPki, loadOrCreatePki } from './igc/pki.js';
import { startMssante } from './mssante/mssante-service.js';
import { startPfi } from './pfi/pfi-service.js';
import { startSinks } from './sinks/sinks-service.js';
import { startIdp } from './psc/idp-service.js';
import { startPsc } from './psc/psc-service.js';
import { BancError } from './wire/errors.js';

export type { Clock } from './core/clock.js';
export type { ExtraRoute } from './core/control-plane.js';
export type { BodyRef, Exchange, ExchangeFilter, ExchangeMessage, ExchangeTls } from './core/exchange.js';
export type { Fault, FaultRule } from './core/fault.js';
export type { FaultPlan } from './core/fault-plan.js';
export type { SentHl7 } from './core/hl7-sending.js';
export type { Journal } from './core/journal.js';
export { readJournal, type StoredJournal } from './core/journal-reader.js';
export type { CertificateName, Pki } from './core/pki.js';
export { PORT_OFFSETS } from './core/ports.js';
export type { KeptDocument } from './pfi/document-lifecycles.js';

/** Every service of the bench, in the order they start. A new one is a line here and its offset in core/ports.ts. */
const SERVICES: Record<string, (environment: ServiceEnvironment, pki: BenchPki) => Promise<StartedService>> = {
  igc: startIgc,
  dmp: (environment) => startDmp(environment),
  mssante: (environment) => startMssante(environment),
  psc: startPsc,
  idp: startIdp,
  annuaire: startAnnuaire,
  sinks: (environment) => startSinks(environment),
  pfi: startPfi,
  dpi: startDpi,
};

/** Issuer of access tokens where Pro Santé Connect is not played. */
const TOKEN_ISSUER = 'https://psc.banc-segur.invalid/auth/realms/esante-wallet';

/** How the mocks are started. */
export interface MocksOptions {
  /** Folder of `exchanges.jsonl` and `bodies/`; created when missing. */
  dir: string;
  /** Address the listeners bind. Default `127.0.0.1`. */
  bind?: string;
  /** Name or address the SUT reaches the bench under. Default `localhost`. */
  publicHost?: string;
  /** Fixes the ports: this one for the control plane, the next for each service (see `PORT_OFFSETS`). */
  portBase?: number;
  /** Directory to serve: `tiny` (default), `ci`, `dept`, `national`, or the path of an imported one. */
  data?: string;
  /** Where certificates are kept between runs. Default: the user's cache folder. */
  cacheDir?: string;
  /** Names of the services to start. Default: all. */
  services?: readonly string[];
  /** Routes the engine adds to the control plane: `POST /operator/ask` → its function. */
  extraRoutes?: Record<string, ExtraRoute>;
}

/** What one types into a SUT's settings (design §4). Each service adds its part under its own name. */
export interface ConnectionSheet {
  schema: 'banc-connection/1';
  /** The public host. */
  host: string;
  /** URL of the control plane, loopback. */
  control: string;
  /** Absolute path of the PEM of the authorities to trust. */
  ca: string;
  /** Absolute paths: PEM chain, PEM key, PKCS#12 and its password. */
  certificates: Record<CertificateName, { cert: string; key: string; p12: string; password: string }>;
  roster: Roster;
  [service: string]: unknown;
}

/** Mocks that answer. */
export interface StartedMocks {
  sheet: ConnectionSheet;
  journal: Journal;
  clock: Clock;
  faults: FaultPlan;
  /** URL of the control plane. */
  control: string;
  pki: BenchPki;
  /** Stops everything and leaves the journal whole on disk. Throws BANC_JOURNAL when part of it could not be written. */
  close(): Promise<void>;
}

/**
 * Starts the mocks and resolves when all of them listen.
 * Throws BANC_LISTEN (port taken), BANC_PKI, BANC_JOURNAL, BANC_UNKNOWN_ID (unknown service); nothing stays open then.
 */
export async function startMocks(options: MocksOptions): Promise<StartedMocks> {
  const { bind = '127.0.0.1', publicHost = 'localhost', portBase } = options;
  const wanted = serviceNames(options.services);
  if (portBase !== undefined) checkPortBase(portBase);
  const dir = resolve(options.dir);
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    let failure: unknown;
    for (const part of opened.splice(0).reverse()) {
      await part.close().catch((error: unknown) => (failure ??= error));
    }
    if (failure !== undefined) throw failure as Error;
  };
  try {
    const journal = openJournal(dir);
    opened.push(journal);
    const pki = await loadOrCreatePki({
      publicHosts: publicHostsOf(publicHost, bind),
      ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
      ...(portBase === undefined ? {} : { igcUrl: `http://${urlHost(publicHost)}:${portFor('igc', portBase)}` }),
    });
    opened.push(pki);
    const clock = createClock();
    const faults = createFaultPlan();
    const tokens = createAccessTokenAuthority(TOKEN_ISSUER);
    const { data = 'tiny' } = options;
    const environment: ServiceEnvironment = { bind, publicHost, dir, journal, faults, clock, pki, tokens, data };
    if (portBase !== undefined) environment.portBase = portBase;
    const services: StartedService[] = [];
    for (const [name, start] of wanted) {
      const service = await start(environment, pki).catch((error: unknown) => {
        throw error instanceof BancError
          ? error
          : new BancError('BANC_LISTEN', `${name} ne démarre pas.`, { cause: error });
      });
      opened.push(service);
      services.push(service);
    }
    const control = await startControlPlane({
      services,
      journal,
      clock,
      faults,
      port: portFor('control', portBase),
      ...(options.extraRoutes === undefined ? {} : { extraRoutes: options.extraRoutes }),
    });
    opened.push(control);
    return {
      sheet: sheetOf(publicHost, control, pki, services),
      journal,
      clock,
      faults,
      control: control.url,
      pki,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

function serviceNames(names: readonly string[] = Object.keys(SERVICES)) {
  const unknown = names.find((name) => !Object.hasOwn(SERVICES, name));
  if (unknown !== undefined) {
    const known = Object.keys(SERVICES).join(', ');
    throw new BancError('BANC_UNKNOWN_ID', `Service inconnu : ${unknown}. Services du banc : ${known}.`);
  }
  return Object.entries(SERVICES).filter(([name]) => names.includes(name));
}

function checkPortBase(portBase: number): void {
  const last = 65_535 - Object.keys(PORT_OFFSETS).length;
  if (!Number.isInteger(portBase) || portBase < 1 || portBase > last) {
    throw new BancError('BANC_USAGE', `--port-base ${portBase} : entier de 1 à ${last} attendu.`);
  }
}

/** The name the SUT uses first, then the address bound when it says something. */
function publicHostsOf(publicHost: string, bind: string): string[] {
  return bind === '0.0.0.0' || bind === '::' ? [publicHost] : [publicHost, bind];
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function sheetOf(
  publicHost: string,
  control: ControlPlane,
  pki: BenchPki,
  services: readonly StartedService[],
): ConnectionSheet {
  const certificates = Object.fromEntries(
    Object.entries(pki.certificates).map(([name, { files, password }]) => [name, { ...files, password }]),
  ) as ConnectionSheet['certificates'];
  return {
    schema: 'banc-connection/1',
    host: publicHost,
    control: control.url,
    ca: pki.caFile,
    certificates,
    ...Object.fromEntries(services.map(({ name, sheet }) => [name, sheet])),
    roster: ROSTER,
  };
}
