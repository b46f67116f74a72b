import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import type { Action } from './action.js';
import type { Finding } from './check.js';
import type { ProvidedFile } from './provided-file.js';
import type { Text } from './text.js';

/** Something a scenario has for itself while it runs: a patient of the roster, a setting of the product. */
export interface Tenant {
  /** `patient:dd05-version`, `setting:new-documents` … */
  name: string;
  /** Keys of the exchanges that belong to it (`{ patient: INS }`); absent when it has no exchange of its own. */
  keys?: Record<string, string>;
}

/** A scenario de conformité. A file holds the scenarios of one requirement and exports them. */
export interface Scenario {
  /** Requirement id of the catalogue, never rewritten: `CDA/DD.05`. */
  requirement: string;
  /** Scenario id of the catalogue: `CDA/DD.05.01`. */
  id: string;
  title: Text;
  /** The software it applies to. */
  actor: 'dpi' | 'pfi' | 'both';
  drive: 'automatic' | 'operator' | 'document';
  /** `N° preuve` served; every one must get at least one check. */
  proofs: readonly string[];
  /** What must be true before, for the reader. */
  precondition?: Text;
  /** What this scenario changes or relies on alone; two scenarios sharing a name never run at the same time. */
  holds: readonly Tenant[];
  run(t: ScenarioContext): Promise<void>;
}

/** The report's timeline of one action, for rules about what happens when. */
export interface ActionWindow {
  action: string;
  requests: readonly string[];
  /** ISO 8601 UTC, ms. */
  startedAt: string;
  finishedAt: string;
}

/** What a scenario works with. */
export interface ScenarioContext {
  /** Unique in this run, for titles and ids: nothing of an earlier run is mistaken for this one's. */
  readonly runKey: string;
  /** `settings` of banc.config.ts, untouched. */
  readonly settings: Record<string, unknown>;
  /** Folder of official schemas and schematrons the user has (`ciSis`), absolute; undefined when there is none. */
  readonly ciSis: string | undefined;
  /**
   * A numbered step of the report. A throw inside marks it and ends the scenario. Screenshots and files taken
   * meanwhile are evidence of `proofs` (all of the scenario's when left out).
   */
  step<T>(title: Text, body: () => T | Promise<T>, proofs?: readonly string[]): Promise<T>;
  /** Has the SUT do an action, through the adapter or the operator; returns what was observed on screen. */
  act<I, O>(action: Action<I, O>, input: I): Promise<O>;
  /** The file the configuration hands over for a proof (`papers`), kept as its evidence; undefined when it names none. */
  handedOver(proof: string): Promise<ProvidedFile | undefined>;
  /** Puts a file where the SUT's user can take it, as evidence of the step; returns it with its absolute path. */
  handOut(name: string, content: Buffer): Promise<{ path: string; file: ProvidedFile }>;
  /** Records findings for one or several proofs of this scenario. */
  check(proofs: string | readonly string[], ...findings: Finding[]): void;
  /** Attaches exchanges as evidence of proofs. */
  attachExchanges(proofs: string | readonly string[], exchanges: readonly Exchange[]): void;
  /** Attaches a short text as evidence. */
  attachText(proofs: string | readonly string[], title: Text, content: string): void;
  /** Sends a control-plane command to a service; throws BANC_CONTROL when it is refused. */
  control<T>(service: string, command: string, input: object): Promise<T>;
  /** Position in the journal now: pass it as `since` to see only what follows. */
  mark(): Promise<number>;
  /** Exchanges journalled so far that match. */
  exchanges(filter: ExchangeFilter): Promise<Exchange[]>;
  /** Waits until an exchange matches, at most the configured time; undefined if none came. */
  expectExchange(filter: ExchangeFilter): Promise<Exchange | undefined>;
  /** Explains what came instead of what `filter` asks: nearest exchanges and the key in which they differ. */
  explainMissing(filter: ExchangeFilter): Promise<Text>;
  /** Watches during the configured quiet time and returns matching exchanges that came meanwhile. */
  watchQuiet(filter: ExchangeFilter): Promise<Exchange[]>;
  /** Raw bytes of a body. */
  body(exchange: Exchange, side: 'request' | 'response'): Promise<Buffer>;
  /** Actions done so far in this scenario. */
  readonly actions: readonly ActionWindow[];
}

/** Set by the engine's worker to learn of the scenarios a file defines. */
export const SCENARIO_LISTENER = Symbol.for('banc-segur.scenario-listener');

/** Declares a scenario (public door, for theme and vendor authors). */
export function defineScenario(scenario: Scenario): Scenario {
  const listener = (globalThis as Record<symbol, unknown>)[SCENARIO_LISTENER];
  if (typeof listener === 'function') (listener as (scenario: Scenario) => void)(scenario);
  return scenario;
}
