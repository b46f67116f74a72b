import type { ScenarioContext } from '../harness/index.js';
import type { Feeding } from './checks/feeding.js';
import { checkLot } from './checks/feeding-lot.js';

/**
 * Judges every lot that left, whatever the scenario is about: the lot itself, the CDA it carries, and both against each
 * other. The exchanges become evidence. Inside a step.
 */
export function judgeLots(t: ScenarioContext, proof: string, feedings: readonly Feeding[]): void {
  t.attachExchanges(
    proof,
    feedings.map(({ exchange }) => exchange),
  );
  for (const feeding of feedings) t.check(proof, ...checkLot(feeding));
}
