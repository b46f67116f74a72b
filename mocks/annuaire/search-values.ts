import type { InstantRange, Predicate, StringMatch, TokenValue } from './store/directory-query.js';
import { type DateZone, dateCriterion } from './store/date-range.js';
import { type AskedParameter, valuesOf } from './asked-parameters.js';
import type { AnnuaireModes } from './modes.js';
import { SearchError } from './search-error.js';

/** A criterion nothing meets. */
export const NOTHING: Predicate = { kind: 'token', field: '_id', values: [] };

const MATCHES: Readonly<Record<string, StringMatch>> = { contains: 'contains', exact: 'exact' };
const DAY_MS = 86_400_000;
/** How far back a delta goes (annuaire.md §4). */
export const DELTA_DAYS = 30;

/** A string parameter: starts-with, or as its modifier says; any other modifier is ignored (annuaire.md §1.4). */
export function stringPredicate(field: string, asked: AskedParameter): Predicate {
  const match = MATCHES[asked.modifier ?? ''] ?? 'starts-with';
  return { kind: 'string', field, match, values: valuesOf(asked) };
}

/**
 * A token parameter. `:not` asks for none of its values; under the mode `any-not` a list of several excludes nothing,
 * because whoever has one of them has not the others (annuaire.md §14.7).
 */
export function tokenPredicate(field: string, asked: AskedParameter, modes: AnnuaireModes): Predicate | undefined {
  const values = valuesOf(asked).map(tokenValue);
  if (asked.modifier !== 'not') return { kind: 'token', field, values };
  if (modes.notList === 'any-not' && values.length > 1) return undefined;
  return { kind: 'token', field, values, not: true };
}

/** `system|code`, `system|`, `code`; `|code` is `code` for the service (annuaire.md §1.4). */
export function tokenValue(text: string): TokenValue {
  const bar = text.indexOf('|');
  if (bar < 0) return { code: text };
  const system = text.slice(0, bar);
  const code = text.slice(bar + 1);
  return { ...(system === '' ? {} : { system }), ...(code === '' ? {} : { code }) };
}

/** A reference parameter: `Type/id` or `id`; anything longer is refused (annuaire.md §1.4). */
export function referencePredicate(field: string, asked: AskedParameter): Predicate {
  const ids = valuesOf(asked).map((value) => {
    const parts = value.split('/');
    if (parts.length > 2) throw badValue(`référence illisible : ${value}`);
    return parts.at(-1) ?? '';
  });
  return { kind: 'reference', field, ids };
}

/** A date parameter; `ne` is read as before or after. Throws SearchError on what is no date. */
export function datePredicate(field: string, asked: AskedParameter, now: Date, modes: AnnuaireModes): Predicate {
  const zone: DateZone = modes.dateZone;
  const ranges = valuesOf(asked).flatMap((value): InstantRange[] => {
    const criterion = dateCriterion(value, now, zone);
    if (!criterion) throw badValue(`date illisible : ${value}`);
    if (!criterion.not) return criterion.ranges;
    return criterion.ranges.flatMap(({ from, to }) => [
      ...(from === undefined ? [] : [{ to: from }]),
      ...(to === undefined ? [] : [{ from: to }]),
    ]);
  });
  return { kind: 'date', field, ranges };
}

/** What a delta may look at: the last thirty days, silently (annuaire.md §4e). */
export function deltaWindow(now: Date): Predicate {
  return { kind: 'date', field: '_lastUpdated', ranges: [{ from: now.getTime() - DELTA_DAYS * DAY_MS }] };
}

function badValue(reason: string): SearchError {
  return new SearchError('Bad parameter value.', { reason });
}
