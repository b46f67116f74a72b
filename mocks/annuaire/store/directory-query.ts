/** How the text of a string predicate is compared (annuaire.md §1.4); `exact` alone keeps case and accents. */
export type StringMatch = 'starts-with' | 'contains' | 'exact';

/** A token asked for: both parts, any system (`system` absent), or any code of a system (`code` absent). */
export interface TokenValue {
  system?: string;
  code?: string;
}

/** Instants from `from` (included) to `to` (excluded), milliseconds since 1970; an absent bound is open. */
export interface InstantRange {
  from?: number;
  to?: number;
}

/**
 * One criterion: true when any of its values is met (`OR`); with `not`, when none of them is. `field` is a name of
 * `SEARCH_FIELDS`, which are those of the API's parameters (annuaire.md §1.2), and has the kind of the predicate.
 */
export type Predicate =
  | { kind: 'string'; field: string; match: StringMatch; values: readonly string[]; not?: boolean }
  | { kind: 'token'; field: string; values: readonly TokenValue[]; not?: boolean }
  | { kind: 'reference'; field: string; ids: readonly string[]; not?: boolean }
  | { kind: 'date'; field: string; ranges: readonly InstantRange[]; not?: boolean };

/** Predicates that all hold (`AND`); none finds every record. */
export type DirectoryQuery = readonly Predicate[];

/** Text as it is compared: without accents, in lower case (NFD, combining marks removed; annuaire.md §1.4), on one line. */
export function fold(text: string): string {
  // Most of what is compared is ASCII, which NFD leaves as it is.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('\n', ' ').toLowerCase();
}
