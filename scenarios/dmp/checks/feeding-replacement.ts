import { ASSOCIATION_TYPES } from '../../../mocks/wire/ebrim-objects.js';
import { REPLACES_AS_IN_KIT } from '../../../mocks/wire/submit-objects.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { Feeding } from './feeding.js';

const REPLACES: CheckDeclaration = {
  id: 'dmp.td2-1.replaces-current',
  title: text(
    'La nouvelle version remplace (RPLC) le document par son entryUUID actuel',
    'The new version replaces (RPLC) the document by its current entryUUID',
  ),
  rule: { reference: 'GI DMP, TD2.1 remplacement et RG_3110 (dmp.md §9)', confidence: 'stated' },
};

/** `current`: entryUUID the replaced document had in the DMP when the new version was validated. */
export function checkReplacesCurrent({ lot, exchange }: Feeding, current: string): Finding {
  const links = (lot?.submission.associations ?? []).filter(({ type }) =>
    [ASSOCIATION_TYPES.replaces, REPLACES_AS_IN_KIT].includes(type as typeof ASSOCIATION_TYPES.replaces),
  );
  const targets = links.map(({ target }) => target);
  return verify(REPLACES, targets.length === 1 && targets[0] === current, {
    expected: text(`une association RPLC vers ${current}`, `one RPLC association to ${current}`),
    received: joinTexts(targets, ', ', text('aucune association RPLC', 'no RPLC association')),
    locator: 'rim:Association[@associationType=RPLC]/@targetObject',
    exchange: exchange.id,
  });
}
