import { URGENCY } from '../attention.js';
import type { Verdict } from '../model.js';

/** Ink, pale background, and the strokes of a 16 × 16 shape that stays apart from the others in black and white. */
const LOOKS: Record<Verdict, { ink: string; wash: string; shape: string }> = {
  pass: { ink: '#1a6a3a', wash: '#f0f7f2', shape: '<path d="M2 8.5l4 4L14 3.5"/>' },
  warning: { ink: '#7a4f00', wash: '#fdf6e3', shape: '<path d="M8 1.8 15 14.2H1zM8 6.5v3.3M8 11.8v.3"/>' },
  review: { ink: '#1f4f8f', wash: '#eef4fb', shape: '<circle cx="7" cy="7" r="5"/><path d="M11 11l4 4"/>' },
  'not-applicable': { ink: '#59616b', wash: '#f5f6f7', shape: '<path d="M2 8h12"/>' },
  'not-observed': {
    ink: '#5c4391',
    wash: '#f5f1fb',
    shape: '<circle cx="8" cy="8" r="6" stroke-dasharray="2.6 2.2"/>',
  },
  fail: { ink: '#a11d1d', wash: '#fdf1f0', shape: '<path d="M3 3l10 10M13 3L3 13"/>' },
  error: { ink: '#8a1f5c', wash: '#fbf0f6', shape: '<path d="M8 1l7 7-7 7-7-7zM8 5v4M8 11v.3"/>' },
};

function rulesOf(verdict: Verdict): string {
  const { ink, wash, shape } = LOOKS[verdict];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="${ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;
  return `.${verdict}{--ink:${ink};--wash:${wash}}
.v.${verdict}::before{background-image:url("data:image/svg+xml,${encodeURIComponent(svg)}")}
@media screen{body:has(#filter-${verdict}:checked) .index tbody tr:not(.${verdict}){display:none}}`;
}

/** Colours and shapes of the verdicts, and the filter of the index: choosing a verdict hides the rows of the others. */
export const VERDICT_STYLE = `${URGENCY.map(rulesOf).join('\n')}
.v{color:var(--ink);font-weight:600}
.v::before{content:"";display:inline-block;width:.9em;height:.9em;margin-right:.38em;vertical-align:-.06em;background:center/contain no-repeat}
.v::before,.v,.verdict,.checks>li,.look>li{print-color-adjust:exact;-webkit-print-color-adjust:exact}`;
