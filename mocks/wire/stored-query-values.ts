import { parseCode } from './hl7-types.js';
import type { Code } from './hl7-types.js';
import type { ParameterKind } from './stored-query-definitions.js';

/** What a slot value says, or why it cannot be read. */
export interface ParsedValue {
  values: string[];
  /** Set when the value breaks the syntax; `values` is then empty. In French. */
  error?: string;
  /** Set when it breaks the syntax in a way that leaves no doubt. In French. */
  tolerated?: string;
}

/**
 * Reads one `rim:Value` of a stored query (dmp.md §7.1): strings in single quotes with inner quotes doubled, lists in
 * parentheses, numbers bare.
 */
export function parseQueryValue(text: string, kind: ParameterKind): ParsedValue {
  const value = text.trim();
  if (kind === 'number') return parseNumber(value);
  const inList = value.startsWith('(') && value.endsWith(')');
  const strings = parseStrings(inList ? value.slice(1, -1) : value);
  if (!strings) {
    return { values: [], error: `valeur « ${value} » : chaîne attendue entre apostrophes, apostrophe interne doublée` };
  }
  if (kind === 'string') {
    if (strings.length !== 1) return { values: [], error: `valeur « ${value} » : une seule chaîne attendue` };
    return inList
      ? { values: strings, tolerated: `valeur « ${value} » entre parenthèses, sans nécessité` }
      : { values: strings };
  }
  if (!inList) return { values: [], error: `valeur « ${value} » : liste attendue entre parenthèses` };
  return { values: strings };
}

/** Writes one `rim:Value`. */
export function formatQueryValue(values: readonly string[], kind: ParameterKind): string {
  if (kind === 'number') return values.join('');
  const quoted = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
  return kind === 'string' ? quoted : `(${quoted})`;
}

/** A code of a query: components 1 and 3 of `code^label^scheme`, `code^^scheme` being the norm; scheme '' when alone. */
export function parseQueryCode(value: string): Code {
  return parseCode(value);
}

function parseNumber(value: string): ParsedValue {
  if (/^\d+$/.test(value)) return { values: [value] };
  const bare = /^\(?'?(\d+)'?\)?$/.exec(value)?.[1];
  if (bare)
    return { values: [bare], tolerated: `valeur « ${value} » : un nombre s’écrit sans apostrophe ni parenthèse` };
  return { values: [], error: `valeur « ${value} » : nombre attendu` };
}

/** Splits `'a','b''c'` into its strings; undefined when not of that form. */
function parseStrings(text: string): string[] | undefined {
  const pattern = /\s*'([^']*(?:''[^']*)*)'\s*(,|$)/y;
  const strings: string[] = [];
  for (;;) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    strings.push((match[1] ?? '').replaceAll("''", "'"));
    if (match[2] === '') return strings;
  }
}
