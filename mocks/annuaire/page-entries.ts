import { resourceOfRow, withElements } from './resource.js';
import type { FhirResource, Rendering } from './resource-parts.js';
import { RELATIONS, resourceType } from './search-parameters.js';
import type { SearchRequest } from './search-request.js';
import type { SearchScope } from './search-scope.js';
import type { DirectoryKind, Relation } from './store/directory-store.js';

/** Matches after which what refers to them is written (`afas.fhir.includes.buffer-size`, annuaire.md §1.5). */
const FLUSH_EVERY = 1_000;

/** How resources of a scope are written in a Bundle (`inBundle`) or alone. */
export function renderingOf({ store, modes, atRevision }: SearchScope, inBundle: boolean): Rendering {
  return {
    modes,
    inBundle,
    // What was purged is still referred to: its id is known from before.
    idOf: (kind, row) => (store.record(kind, row, atRevision) ?? store.record(kind, row, 0))?.record.id,
  };
}

/**
 * The resources of a page: the matches, every thousand of them followed by what refers to them, then what they refer to.
 * Nothing is there twice on one page (annuaire.md §1.5).
 */
export function pageEntries(search: SearchRequest, rows: readonly number[], scope: SearchScope): FhirResource[] {
  const { resource, include, revinclude, elements } = search;
  const rendering = renderingOf(scope, true);
  const written = new Set(rows.map((row) => keyOf(resource.kind, row)));
  const entries: FhirResource[] = [];
  const push = (kind: DirectoryKind, row: number): void => {
    const written = resourceOfRow(scope.store, kind, row, rendering, scope.atRevision);
    if (written) entries.push(withElements(written, elements));
  };
  const add = (kind: DirectoryKind, row: number): void => {
    if (written.has(keyOf(kind, row))) return;
    written.add(keyOf(kind, row));
    push(kind, row);
  };
  for (let start = 0; start < rows.length; start += FLUSH_EVERY) {
    const matches = rows.slice(start, start + FLUSH_EVERY);
    for (const row of matches) push(resource.kind, row);
    for (const relation of revinclude) {
      if (kindOf(relation, 'to') !== resource.kind) continue;
      for (const row of matches) {
        for (const referring of scope.store.referring(relation, row, scope.atRevision)) {
          add(kindOf(relation, 'from'), referring);
        }
      }
    }
  }
  for (const relation of include) {
    for (const row of rows) {
      const referenced = scope.store.referenced(relation, row, scope.atRevision);
      if (referenced !== undefined) add(kindOf(relation, 'to'), referenced);
    }
  }
  return entries;
}

function keyOf(kind: DirectoryKind, row: number): string {
  return `${kind} ${row}`;
}

function kindOf(relation: Relation, end: 'from' | 'to'): DirectoryKind {
  const found = resourceType(RELATIONS[relation][end]);
  if (!found) throw new RangeError(`no resource type at the end of ${relation}`);
  return found.kind;
}
