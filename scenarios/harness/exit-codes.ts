import type { Report } from '../../reporters/model.js';

/** Exit codes of every command (design §3). */
export const EXIT = {
  conform: 0,
  nonConform: 1,
  usage: 2,
  configuration: 3,
  bench: 4,
  incomplete: 5,
} as const;

/** Exit code of a run from the verdict of the whole. `review` and `warning` are conform for a machine: a human decides. */
export function exitCodeOf(verdict: Report['summary']['verdict'], status: Report['run']['status']): number {
  if (verdict === 'error' || status === 'failed') return EXIT.bench;
  if (verdict === 'fail') return EXIT.nonConform;
  if (verdict === 'not-observed' || status === 'interrupted') return EXIT.incomplete;
  return EXIT.conform;
}
