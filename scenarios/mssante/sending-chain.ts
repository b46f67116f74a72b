import type { Finding } from '../harness/index.js';
import { chainOf } from './checks/xdm-chain.js';
import type { SubmittedMail } from './submitted-mail.js';

/**
 * Whether the document of the first later message follows that of the first earlier one (mssante.md §10, D04, D05).
 * Nothing when one of them brings no document: what is missing is told by those who expected it.
 */
export function checkChain(earlier: readonly SubmittedMail[], later: readonly SubmittedMail[]): Finding[] {
  const [previous] = earlier[0]?.archive?.documents ?? [];
  const [next] = later[0]?.archive?.documents ?? [];
  return previous && next ? [chainOf(previous, next, later[0]?.exchange).finding] : [];
}
