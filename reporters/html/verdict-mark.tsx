import type { VNode } from 'preact';
import type { Verdict } from '../model.js';
import type { Labels } from './labels.js';

/** Shapes that stay apart in black and white: tick, bang, question mark, dash, empty ring, cross, double bar. */
const SHAPES: Record<Verdict, string> = {
  pass: 'M2 9l4 4 8-10',
  warning: 'M8 2v7M8 12v2',
  review: 'M5 5a3 3 0 1 1 4 3q-1 .6-1 2M8 13v1',
  'not-applicable': 'M3 8h10',
  'not-observed': 'M8 2a6 6 0 1 0 .01 0',
  fail: 'M3 3l10 10M13 3L3 13',
  error: 'M5 2v8M5 13v1M11 2v8M11 13v1',
};

/** A verdict as shape and words; colour only comes on top. */
export function VerdictMark({ verdict, labels }: { verdict: Verdict; labels: Labels }): VNode {
  return (
    <span class={`v v-${verdict}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SHAPES[verdict]} fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />
      </svg>
      {labels.verdicts[verdict]}
    </span>
  );
}
