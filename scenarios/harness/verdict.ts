import type { Verdict } from '../../reporters/model.js';

/** Worst first (design §3). `not-applicable` decides only when nothing else is there. */
const ROLL_UP: readonly Verdict[] = ['error', 'fail', 'not-observed', 'review', 'warning', 'pass', 'not-applicable'];

/**
 * The verdict of a whole from those of its parts: error > fail > not-observed > review > warning > pass.
 * No part at all is `not-observed`: what did not run is never green.
 */
export function rollUp(parts: readonly Verdict[]): Verdict {
  return ROLL_UP.find((verdict) => parts.includes(verdict)) ?? 'not-observed';
}
