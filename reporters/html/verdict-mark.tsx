import type { VNode } from 'preact';
import type { Verdict } from '../model.js';
import type { Words } from '../words.js';

/** A verdict as shape and words; colour only comes on top. The shape is drawn by the style sheet. */
export function VerdictMark({ verdict, words }: { verdict: Verdict; words: Words }): VNode {
  return <b class={`v ${verdict}`}>{words.verdicts[verdict]}</b>;
}
