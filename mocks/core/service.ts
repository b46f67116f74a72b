import type { z } from 'zod';
import type { AccessTokenAuthority } from './access-token.js';
import type { Clock } from './clock.js';
import type { FaultPlan } from './fault-plan.js';
import type { Journal } from './journal.js';
import type { Pki } from './pki.js';

/** One control-plane command of a service: `POST <control>/<service>/<name>` with the input as JSON body. */
export interface ControlCommand {
  /** One French sentence for docs/reference/control.md. */
  description: string;
  input: z.ZodType;
  /** Receives the validated input; what it returns (or resolves with) becomes `result` of the answer. */
  run(input: unknown): unknown;
}

/** Declares a command, giving `run` the type its schema validates. */
export function defineCommand<Input>(command: {
  description: string;
  input: z.ZodType<Input>;
  run(input: Input): unknown;
}): ControlCommand {
  // The control plane validates with `input` before it calls `run`: the type is then true.
  return { ...command, run: (input) => command.run(input as Input) };
}

/** A started national service. */
export interface StartedService {
  name: string;
  /** Its part of the connection sheet, under its own name (design §4). */
  sheet: Record<string, unknown>;
  commands: Record<string, ControlCommand>;
  close(): Promise<void>;
}

/** What every service is started with. People and structures come from `fixtures/roster.ts`, which services import. */
export interface ServiceEnvironment {
  /** Address listeners bind. */
  bind: string;
  /** Name the SUT reaches the bench under; goes into URLs and into the server certificate. */
  publicHost: string;
  /** First port of the fixed range; absent = free ports. Use `portFor(name, portBase)` of core/ports.ts. */
  portBase?: number;
  /** Run folder: a service may write under `<dir>/<its name>/`. */
  dir: string;
  journal: Journal;
  faults: FaultPlan;
  clock: Clock;
  pki: Pki;
  /** Issues and judges access tokens: one authority for all, Pro Santé Connect issues and the others accept. */
  tokens: AccessTokenAuthority;
  /** Directory to serve: `tiny`, `ci`, `dept`, `national`, or the path of an imported one. */
  data: string;
}

/** How a service is started; rejects with BANC_LISTEN when its port is taken. */
export type StartService = (environment: ServiceEnvironment) => Promise<StartedService>;
