import type { Coding } from '../../wire/annuaire-systems.js';
import {
  type DirectoryQuery,
  fold,
  type InstantRange,
  type Predicate,
  type StringMatch,
  type TokenValue,
} from './directory-query.js';
import type { DirectoryKind } from './directory-store.js';
import type { SearchField, SearchFields } from './search-fields.js';

/** Whether a record meets a criterion. */
export type RecordTest<R> = (record: R) => boolean;

/** The rows ids name, in the kind they refer to; an id no record ever had names none. */
export type RowsOfIds = (kind: DirectoryKind, ids: readonly string[]) => number[];

/** The field of that name. Throws RangeError when the kind has none, or one of another kind than the predicate's. */
export function fieldOf<R>(fields: SearchFields<R>, predicate: Predicate): SearchField<R> {
  const field = fields[predicate.field];
  const kind = field?.kind === 'any-of' ? 'string' : field?.kind;
  if (!field || kind !== predicate.kind) throw new RangeError(`no ${predicate.kind} field « ${predicate.field} »`);
  return field;
}

/** A test of one record at a time, for the records no column holds: those changed since the store was opened. */
export function recordTest<R>(fields: SearchFields<R>, query: DirectoryQuery, rowsOfIds: RowsOfIds): RecordTest<R> {
  const tests = query.map((predicate) => {
    const test = predicateTest(fields, predicate, rowsOfIds);
    return predicate.not ? (record: R) => !test(record) : test;
  });
  return (record) => tests.every((test) => test(record));
}

function predicateTest<R>(fields: SearchFields<R>, predicate: Predicate, rowsOfIds: RowsOfIds): RecordTest<R> {
  const field = fieldOf(fields, predicate);
  switch (predicate.kind) {
    case 'string':
      return textTest(fields, field, textMatch(predicate.match, predicate.values));
    case 'token':
      return tokenTest(field, predicate.values);
    case 'reference':
      return referenceTest(field, predicate.ids, rowsOfIds);
    case 'date':
      return (record) => field.kind === 'date' && inRanges(predicate.ranges, field.instant(record));
  }
}

/** Whether a text meets one of the values (annuaire.md §1.4). */
function textMatch(match: StringMatch, values: readonly string[]): (text: string) => boolean {
  if (match === 'exact') return (text) => values.includes(text);
  const folded = values.map(fold);
  if (match === 'contains') return (text) => folded.some((value) => fold(text).includes(value));
  return (text) => folded.some((value) => fold(text).startsWith(value));
}

function inRanges(ranges: readonly InstantRange[], instant: number): boolean {
  return ranges.some(({ from = -Infinity, to = Infinity }) => instant >= from && instant < to);
}

function textTest<R>(
  fields: SearchFields<R>,
  field: SearchField<R>,
  matches: (text: string) => boolean,
): RecordTest<R> {
  if (field.kind === 'any-of') {
    const tests = field.fields.flatMap((name) => fields[name] ?? []).map((one) => textTest(fields, one, matches));
    return (record) => tests.some((test) => test(record));
  }
  if (field.kind !== 'string') return () => false;
  return (record) => field.texts(record).some(matches);
}

function tokenTest<R>(field: SearchField<R>, values: readonly TokenValue[]): RecordTest<R> {
  if (field.kind !== 'token') return () => false;
  return (record) => field.tokens(record).some((token) => values.some((value) => meets(token, value)));
}

/** Whether a token of a record is the one asked for; an absent part asks nothing. */
export function meets(token: Coding, value: TokenValue): boolean {
  return (value.system ?? token.system) === token.system && (value.code ?? token.code) === token.code;
}

function referenceTest<R>(field: SearchField<R>, ids: readonly string[], rowsOfIds: RowsOfIds): RecordTest<R> {
  if (field.kind !== 'reference') return () => false;
  const rows = new Set(rowsOfIds(field.to, ids));
  return (record) => {
    const row = field.row(record);
    if (row !== undefined) return rows.has(row);
    const dangling = field.danglingId?.(record);
    return dangling !== undefined && ids.includes(dangling);
  };
}
