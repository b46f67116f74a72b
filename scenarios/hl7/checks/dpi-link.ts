import { type CheckDeclaration, fail, type Finding, notApplicable, notObserved, text } from '../../harness/index.js';

const LINKED: CheckDeclaration = {
  id: 'hl7.dpi.linked',
  title: text('Le logiciel a une liaison HL7 v2 avec la PFI', 'The product has an HL7 v2 link with the PFI'),
  rule: { reference: 'REM CDA/HL7.01, CDA/HL7.02, CDA/HL7.04, DMP/CONF.12, INS/va1.61 (DPI)', confidence: 'stated' },
};

const NONE = text('le logiciel dit n’en avoir aucune', 'the product says that it has none');

/** The requirement is about HL7 v2 itself: a product without a link does not hold it. */
export function linkRequired(): Finding {
  return fail(LINKED, { expected: text('une liaison HL7 v2', 'an HL7 v2 link'), received: NONE });
}

/** Another scenario serves the same proofs without HL7 v2: a product without a link is judged there. */
export function linkOptional(scenario: string): Finding {
  return notApplicable(LINKED, {
    received: text(
      `${NONE.fr} : l’exigence se prouve par le scénario ${scenario}`,
      `${NONE.en}: the requirement is proved by scenario ${scenario}`,
    ),
  });
}

/** The requirement is wider than HL7 v2, but the bench has no other way to see it held. */
export function linkOnlyWay(): Finding {
  return notObserved(LINKED, {
    expected: text('une liaison HL7 v2, seule voie que le banc observe', 'an HL7 v2 link, the only way the bench sees'),
    received: NONE,
  });
}
