import { type CheckDeclaration, notApplicable, notObserved, type ScenarioContext, text } from '../harness/index.js';
import { describeIdentification } from './actions/identification.js';

/** What the vendor declares the product manages by itself. */
export type Managed = Exclude<keyof Awaited<ReturnType<typeof declared>>, 'justification'>;

const APPLICABLE: CheckDeclaration = {
  id: 'ssi.applicability.justified',
  title: text('Ce que le produit ne gère pas est justifié', 'What the product does not manage is justified'),
  rule: { reference: 'FAQ couloir hôpital (371) ; SC.SSI/IE.36', confidence: 'stated' },
};

/**
 * Whether a requirement has an object in this product: at least one of the things it is about. When it has none, its
 * proofs say so with the vendor's justification, and a human judges it; without justification nothing was observed.
 */
export async function isConcerned(
  t: ScenarioContext,
  proofs: string | readonly string[],
  ...things: readonly Managed[]
): Promise<boolean> {
  return t.step(text('Ce que le produit gère lui-même', 'What the product manages by itself'), async () => {
    const seen = await declared(t);
    if (things.some((thing) => seen[thing])) return true;
    t.check(proofs, judgeAbsence(seen.justification));
    return false;
  });
}

/** What the vendor declares. */
export function declared(t: ScenarioContext) {
  return t.act(describeIdentification, {});
}

/** A requirement without an object, with what the vendor says of it. */
export function judgeAbsence(justification: string) {
  return justification.trim() === ''
    ? notObserved(APPLICABLE, {
        expected: text('une justification de l’éditeur', 'a justification by the vendor'),
        received: text('aucune', 'none'),
      })
    : notApplicable(APPLICABLE, { received: justification });
}
