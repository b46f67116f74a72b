import type { z } from 'zod';
import type { Text } from './text.js';

/**
 * Something the SUT is asked to do, declared once per theme. An adapter implements it; without one, the operator
 * adapter asks a human with `instructions` and one typed question per field of `observation`.
 * Labels of fields come from `.meta({ fr, en })` on each field of the observation's schema.
 */
export interface Action<Input, Observation> {
  name: string;
  theme: string;
  title: Text;
  /** What a human must do in the product, one sentence a line. */
  instructions(input: Input): Text;
  input: z.ZodType<Input>;
  /** Passwords and codes in an input: whoever acts is told them, the report and its files show `***` in their place. */
  secrets?(input: Input): readonly string[];
  observation: z.ZodType<Observation>;
  /**
   * National transactions a click of this action may rightly trigger (`td3-1`, `td3-2` …). A transaction outside is
   * not refused, it is simply not attributed to an explicit request of the user.
   */
  requests: readonly string[];
}

/** Declares an action, keeping its types. */
export function defineAction<Input, Observation>(action: Action<Input, Observation>): Action<Input, Observation> {
  return action;
}
