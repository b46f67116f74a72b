import type { z } from 'zod';

/** One control-plane command of a service: `POST <control>/<service>/<name>` with the input as JSON body. */
export interface ControlCommand {
  /** One French sentence for docs/reference/control.md. */
  description: string;
  input: z.ZodType;
  /** Receives the validated input; what it returns becomes `result` of the answer. */
  run(input: unknown): unknown;
}

/** A started national service. */
export interface StartedService {
  name: string;
  /** Its part of the connection sheet, under its own name (design §4). */
  sheet: Record<string, unknown>;
  commands: Record<string, ControlCommand>;
  close(): Promise<void>;
}
