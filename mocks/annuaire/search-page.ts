import { randomUUID } from 'node:crypto';
import { type AskedParameter, readParameters } from './asked-parameters.js';
import { type BundlePage, writeBundle } from './bundle.js';
import type { AnnuaireModes } from './modes.js';
import { pageEntries } from './page-entries.js';
import type { PageContext, PageTokens } from './page-token.js';
import { readSearch, type SearchRequest } from './search-request.js';
import type { SearchScope } from './search-scope.js';
import type { DirectoryStore } from './store/directory-store.js';

/** What searching needs. */
export interface SearchService {
  store: DirectoryStore;
  modes: AnnuaireModes;
  tokens: PageTokens;
  /** `https://host:port/fhir/v2`. */
  baseUrl: string;
  /** Injected time. */
  now: Date;
}

/** A page, and what the journal says of it. */
export interface SearchPage {
  body: string;
  /** French. */
  summary: string;
  tolerated: string[];
}

/** The first page of a search. Throws SearchError, LargePage, SlowSearch. */
export function firstPage(type: string, asked: readonly AskedParameter[], service: SearchService): SearchPage {
  const atRevision = service.store.revision();
  const scope = scopeOf(service, atRevision);
  const search = readSearch(type, asked, scope);
  const total = totalOf(search, scope);
  const query = asked.map(({ encoded }) => encoded).join('&');
  const self = `${service.baseUrl}/${type}${query === '' ? '' : `?${query}`}`;
  const context: PageContext = { t: type, q: query, c: search.count, p: 1, at: atRevision, k: -1, b: randomUUID() };
  if (total !== undefined) context.n = total;
  return pageOf(search, context, self, scope, service);
}

/** The page a token stands for; `self` is its own URL. */
export function nextPage(context: PageContext, token: string, service: SearchService): SearchPage {
  const scope = scopeOf(service, context.at);
  const search = readSearch(context.t, readParameters(context.q), scope);
  return pageOf(search, context, `${service.baseUrl}/_page?id=${token}`, scope, service);
}

function scopeOf({ store, modes, now }: SearchService, atRevision: number): SearchScope {
  return { store, atRevision, modes, now };
}

function pageOf(
  search: SearchRequest,
  context: PageContext,
  self: string,
  scope: SearchScope,
  { store, modes, tokens, baseUrl }: SearchService,
): SearchPage {
  const { p: page, at, k, b: id, n: total } = context;
  // Seen in production: 200 and nothing behind the `next` of a chained search (annuaire.md §1.3, issue 414).
  const broken = page > 1 && search.chained && modes.chaining === 'first-page-only';
  const wanted = { atRevision: at, limit: search.count, ...(page === 1 ? {} : { afterRow: k }) };
  const found =
    broken || search.count === 0 ? { rows: [], more: false } : store.search(search.resource.kind, search.query, wanted);
  const { rows } = found;
  const last = rows.at(-1);
  const full = modes.fullLastPage === 'empty-next' && rows.length === search.count;
  const written: BundlePage = { id, self, resources: pageEntries(search, rows, scope) };
  if (total !== undefined) written.total = total;
  if (last !== undefined && (found.more || full)) {
    written.next = `${baseUrl}/_page?id=${tokens.issue({ ...context, p: page + 1, k: last })}`;
  }
  const others = written.resources.length - rows.length;
  return {
    body: writeBundle(written, baseUrl),
    summary:
      `${search.resource.type}, page ${page} : ${rows.length} résultat(s)` +
      (others > 0 ? ` et ${others} inclus` : '') +
      (total === undefined ? '' : ` sur ${total}`),
    tolerated: search.tolerated,
  };
}

/** How many matches there are, when it is told: counting is cheap here, so that only the modes leave it out. */
function totalOf({ total, resource, query, onText }: SearchRequest, scope: SearchScope): number | undefined {
  const { store, modes, atRevision } = scope;
  if (total === 'none') return undefined;
  const silent = modes.total === 'never' || (modes.total === 'not-on-text' && onText);
  return total === undefined && silent ? undefined : store.count(resource.kind, query, atRevision);
}
