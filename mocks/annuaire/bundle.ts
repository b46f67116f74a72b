import type { FhirResource } from './resource-parts.js';

/** One page of results. */
export interface BundlePage {
  /** The same on every page of a search. */
  id: string;
  /** Matches in all; absent when it is not told. */
  total?: number;
  /** Matches, then what goes with them. */
  resources: readonly FhirResource[];
  /** Absolute URL of the next page; absent on the last one. */
  next?: string;
  /** Absolute URL of this one. */
  self: string;
}

/**
 * Writes a searchset in the service's order of members: no `search.mode`, `entry` even when empty, `next` before `self`
 * (annuaire.md §1.5). `baseUrl` has no final slash.
 */
export function writeBundle(page: BundlePage, baseUrl: string): string {
  const { id, total, resources, next, self } = page;
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    id,
    ...(total === undefined ? {} : { total }),
    entry: resources.map((resource) => ({ fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`, resource })),
    link: [...(next === undefined ? [] : [{ relation: 'next', url: next }]), { relation: 'self', url: self }],
  });
}
