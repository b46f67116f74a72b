import { ASSOCIATION_TYPES, type Association } from '../wire/ebrim-objects.js';
import type { RegistryError } from '../wire/registry-errors.js';
import { REPLACES_AS_IN_KIT, type Submission } from '../wire/submit-objects.js';
import type { RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';
import { registryError } from './transaction.js';

/** What the RPLC associations of a lot ask for, and what is wrong with them. */
export interface Replacements {
  /** Entry replaced, by the symbolic id of the document that replaces it. */
  targets: Map<string, RegistryEntry>;
  errors: RegistryError[];
}

/** Whether this association says that a document replaces another, in either spelling. */
export function isReplacement({ type }: Association): boolean {
  return type === ASSOCIATION_TYPES.replaces || type === REPLACES_AS_IN_KIT;
}

/**
 * Resolves the RPLC associations of a lot (dmp.md §9): from a document of the lot to an entry of the same patient that is
 * Approved, one target a document and one document a target. `replaceable` are the ids of the lot's documents.
 */
export function replacementsIn(
  { associations }: Submission,
  replaceable: ReadonlySet<string>,
  ins: string,
  state: RegistryState,
): Replacements {
  const targets = new Map<string, RegistryEntry>();
  const taken = new Set<string>();
  const errors: RegistryError[] = [];
  for (const { source, target } of associations.filter(isReplacement)) {
    const found = state.entry(target);
    if (!replaceable.has(source)) {
      errors.push(registryError('UnresolvedReferenceException', `RPLC : « ${source} » n’est pas un document du lot`));
    } else if (found?.ins !== ins) {
      errors.push(registryError('UnresolvedReferenceException', `Document à remplacer inconnu : ${target}`));
    } else if (found.status !== 'Approved') {
      const context = `Document à remplacer à l’état ${found.status} : ${target}`;
      errors.push(registryError('XDSRegistryDeprecatedDocumentError', context));
    } else if (targets.has(source) || taken.has(target)) {
      errors.push(registryError('XDSReplaceFailed', `Plusieurs RPLC pour un même document : ${source}, ${target}`));
    } else {
      targets.set(source, found);
      taken.add(target);
    }
  }
  return { targets, errors };
}
