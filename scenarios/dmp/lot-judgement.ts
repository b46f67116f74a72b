import type { Patient } from '../../fixtures/people.js';
import { structure } from '../../fixtures/roster.js';
import { checkCdaXds, judgeCda } from '../cda/index.js';
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
  for (const feeding of feedings) t.check(proof, ...checkLot(feeding), ...checkDocument(t, feeding, person));
}

function checkDocument(t: ScenarioContext, feeding: Feeding, person: Patient): Finding[] {
  const { cda, content, document: entry, exchange } = feeding;
  if (!cda || !content || !entry) return [];
  const folder = t.ciSis === undefined ? {} : { ciSis: t.ciSis };
  return [
    ...judgeCda(content, { ...folder, patient: person, structure: structure('hospital'), exchange: exchange.id }),
    ...checkCdaXds({ cda, entry }, exchange.id),
  ];
}
