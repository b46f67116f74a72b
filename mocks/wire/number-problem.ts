/** One thing wrong with a national number: told to whoever reads it, never a reason to refuse what carries it. */
export interface NumberProblem {
  /** What is wrong: the form as a whole, the key, or a part of the number. */
  problem: 'form' | 'key' | 'third-character' | 'department' | 'prefix' | 'range';
  expected: string;
  received: string;
}
