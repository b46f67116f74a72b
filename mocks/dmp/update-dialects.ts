import type { DocumentEntry } from '../wire/ebrim-objects.js';
import { NS } from '../wire/namespaces.js';
import type { Submission } from '../wire/submit-objects.js';
import type { XmlNodeData } from '../wire/xml.js';
import type { RegistryState } from './registry-state.js';
import { isStatusUpdate } from './update-rules.js';

/** Attributes the registry gives, or that the change of visibility is about: a difference in them is no other change. */
const NOT_CONTENT: readonly (keyof DocumentEntry)[] = [
  'entryUUID',
  'logicalId',
  'version',
  'status',
  'objectType',
  'isOpaque',
  'confidentialityCodes',
];

/**
 * What an ITI-57 does although the guide or the schema says otherwise, in French. It is read all the same: the official
 * sample is itself not valid, and clients copy the entry as they got it (dmp.md §§1.1, 10).
 */
export function toleratedInUpdate(body: XmlNodeData, submission: Submission, state: RegistryState): string[] {
  const found = new Set<string>();
  for (const node of descendantsOf(body)) {
    if (node.ns !== NS.rim) continue;
    if (node.local === 'Classification' && !node.attributes['classifiedObject']) {
      found.add('Classification sans classifiedObject, que le schéma exige');
    }
    if (node.local === 'ExternalIdentifier' && !node.attributes['registryObject']) {
      found.add('ExternalIdentifier sans registryObject, que le schéma exige');
    }
  }
  for (const urn of submission.associations.filter(isStatusUpdate).flatMap(statusesOf)) {
    if (/^urn:oasis:.*:(Archived|Deleted)$/.test(urn)) {
      found.add(`Statut écrit ${urn} : le préfixe est urn:asip:ci-sis:2010`);
    }
  }
  for (const entry of submission.documents) {
    const others = otherChanges(entry, state);
    if (others.length > 0) {
      found.add(`Changement d’autres métadonnées que la confidentialité : ${others.join(', ')}`);
    }
  }
  return [...found];
}

function statusesOf({ slots }: Submission['associations'][number]): string[] {
  return [...(slots['OriginalStatus'] ?? []), ...(slots['NewStatus'] ?? [])];
}

/** Names of the metadata that differ from the current version's, confidentiality left aside. */
function otherChanges(entry: DocumentEntry, state: RegistryState): string[] {
  const current = state.versionsOf(entry.logicalId ?? '').at(-1)?.metadata;
  if (!current) return [];
  const names = new Set([...Object.keys(current), ...Object.keys(entry)]) as Set<keyof DocumentEntry>;
  return [...names].filter(
    (name) => !NOT_CONTENT.includes(name) && JSON.stringify(entry[name]) !== JSON.stringify(current[name]),
  );
}

function* descendantsOf(node: XmlNodeData): Generator<XmlNodeData> {
  yield node;
  for (const one of node.children) yield* descendantsOf(one);
}
