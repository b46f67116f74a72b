import { createHash } from 'node:crypto';
import type { ScenarioContext } from '../harness/index.js';

/** An address of this run. */
export function addressOf(t: ScenarioContext, name: string): string {
  return `${t.runKey}-${name}@essai.example`.toLowerCase();
}

/** A mobile number of this run, in the range the numbering plan keeps for fiction (+33 6 39 98 xx xx). */
export function phoneOf(t: ScenarioContext, name: string): string {
  const digest = createHash('sha256').update(`${t.runKey} ${name}`).digest();
  return `+3363998${String(digest.readUInt16BE(0) % 10_000).padStart(4, '0')}`;
}
