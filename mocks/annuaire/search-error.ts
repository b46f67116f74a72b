/**
 * A search the service does not accept. `message` is its `diagnostics`, word for word (annuaire.md §§1.3, 1.6); the
 * status is 500 or 400 by the mode `badSearchStatus` unless told.
 */
export class SearchError extends Error {
  readonly status: number | undefined;
  /** French, for the journal. */
  readonly reason: string | undefined;

  constructor(diagnostics: string, details: { status?: number; reason?: string } = {}) {
    super(diagnostics);
    this.name = 'SearchError';
    this.status = details.status;
    this.reason = details.reason;
  }
}

/** The error of a parameter the type does not have, `_sort` and `_summary` included. */
export function unknownParameter(name: string, type: string): SearchError {
  return new SearchError(`Parameter ${name} not found for resource ${type}`, {
    reason: `paramètre ${name} inconnu pour ${type}`,
  });
}
