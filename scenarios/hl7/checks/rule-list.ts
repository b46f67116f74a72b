import { type Breach, broken, remarked } from '../../cda/index.js';
import { text } from '../../harness/index.js';

/** Collects the rules that do not hold, in the order they are asked. */
export interface RuleList {
  /** A stated rule: broken, the check fails. */
  must(holds: boolean, fr: string, en: string, where: string): void;
  /** A stated rule that official samples break too (hl7v2-pfi-cda.md §11): a warning, a failure with `--strict`. */
  tolerated(holds: boolean, fr: string, en: string, where: string): void;
  /** An inferred rule or an advice: a warning. */
  advised(holds: boolean, fr: string, en: string, where: string): void;
  readonly breaches: Breach[];
}

/** An empty list of broken rules. */
export function ruleList(strict = false): RuleList {
  const breaches: Breach[] = [];
  const add = (make: typeof broken) => (holds: boolean, fr: string, en: string, where: string) => {
    if (!holds) breaches.push(make(text(fr, en), where));
  };
  return { must: add(broken), tolerated: add(strict ? broken : remarked), advised: add(remarked), breaches };
}

/** What a value is called in a sentence when it may be absent. */
export function shown(value: string): { fr: string; en: string } {
  return value === '' ? { fr: 'absent', en: 'missing' } : { fr: `« ${value} »`, en: `"${value}"` };
}
