import { type AskedParameter, readParameters } from './asked-parameters.js';
import type { Target } from './route.js';

/** Longest value kept as a key. */
const MAX_KEY = 500;

const NAMES: Readonly<Record<string, string>> = {
  Practitioner: 'practitioner',
  PractitionerRole: 'practitioner-role',
  Organization: 'organization',
  HealthcareService: 'healthcare-service',
  Device: 'device',
};

/** Transaction of what a path names: `search-organization`, `read-practitioner`, `page`, `metadata`, `extraction-…`. */
export function transactionOf(target: Target): string | undefined {
  switch (target.kind) {
    case 'metadata':
    case 'page':
      return target.kind;
    case 'search':
    case 'read':
      return Object.hasOwn(NAMES, target.type) ? `${target.kind}-${NAMES[target.type] ?? ''}` : target.kind;
    case 'extraction':
      return EXTRACTIONS[target.name];
    case 'unknown':
      return undefined;
  }
}

/** Transactions of the file extractions, by the last segment of their path. */
export const EXTRACTIONS: Readonly<Record<string, string>> = {
  PS_LibreAcces: 'extraction-ps-libre-acces',
  Extraction_Correspondance_MSSante: 'extraction-correspondance-mssante',
};

/**
 * Keys of a search: the type of `resource`, the number of the `page`, and each parameter under its name and modifier, decoded; a repeated one has its values joined by ` & `.
 * Its next pages carry the same.
 */
export function searchKeys(type: string, asked: readonly AskedParameter[], page: number): Record<string, string> {
  const keys: Record<string, string> = { resource: type, page: String(page) };
  for (const { name, modifier, value } of asked) {
    // A key where none is expected, whatever its name, is not to be kept either.
    if (/api.?key/i.test(name)) continue;
    const key = modifier === undefined ? name : `${name}:${modifier}`;
    const before = Object.hasOwn(keys, key) ? `${keys[key] ?? ''} & ` : '';
    keys[key] = `${before}${value}`.slice(0, MAX_KEY);
  }
  return keys;
}

/** The parameters of a query, or none when it cannot be read. */
export function readableParameters(query: string): AskedParameter[] {
  try {
    return readParameters(query);
  } catch {
    return [];
  }
}
