import type { Patient } from '../../fixtures/people.js';
import { structure } from '../../fixtures/roster.js';
import { checkCda, checkCdaXds } from '../cda/index.js';
import type { Finding, ScenarioContext } from '../harness/index.js';
import type { Feeding } from './checks/feeding.js';
import { checkLot } from './checks/feeding-lot.js';

/**
 * Judges every lot that left, whatever the scenario is about: the lot itself, the CDA it carries, and both against each
 * other. The exchanges become evidence. Inside a step.
 */
export function judgeLots(t: ScenarioContext, proof: string, person: Patient, feedings: readonly Feeding[]): void {
  t.attachExchanges(
    proof,
    feedings.map(({ exchange }) => exchange),
  );
  for (const feeding of feedings) t.check(proof, ...checkLot(feeding), ...checkDocument(feeding, person));
}

function checkDocument({ cda, document: entry, exchange }: Feeding, person: Patient): Finding[] {
  if (!cda || !entry) return [];
  return [
    ...checkCda(cda, { patient: person, structure: structure('hospital'), exchange: exchange.id }),
    ...checkCdaXds({ cda, entry }, exchange.id),
  ];
}
