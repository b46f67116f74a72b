import type { PageContext, PageTokens } from './page-token.js';
import { SearchError } from './search-error.js';

/** What the service says of a token it cannot read (annuaire.md §1.5). */
export const TOO_OLD = "The url can't be processed. Maybe it is too old or corrupted.";

/** The page a `/_page` URL stands for. Throws SearchError: 400 without an id, 500 when the token cannot be read. */
export function readPage(token: string | null, tokens: PageTokens): PageContext {
  if (token === null || token === '') {
    throw new SearchError('Parameter id required to fetch the next page', {
      status: 400,
      reason: 'page demandée sans id',
    });
  }
  const context = tokens.read(token);
  if (context) return context;
  throw new SearchError(TOO_OLD, { status: 500, reason: 'jeton de page altéré ou périmé' });
}
