import { createHash } from 'node:crypto';
import { luhnKey } from '../../mocks/wire/identifiers.js';

/**
 * A valid RPPS number of the synthetic range (9979…, annuaire.md §5) that no roster has, its own for each run and rank.
 */
export function freshRpps(runKey: string, rank: number): string {
  const digest = createHash('sha256').update(`${runKey}/${rank}`).digest();
  // The roster's numbers begin by 99790; the sixth digit keeps these apart.
  const digits = `99799${String(digest.readUInt32BE(0) % 100_000).padStart(5, '0')}`;
  return `${digits}${luhnKey(digits)}`;
}
