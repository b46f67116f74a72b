/** What a request asks for, by its path alone. */
export type Target =
  | { kind: 'metadata' }
  | { kind: 'page' }
  | { kind: 'search'; type: string; post: boolean }
  | { kind: 'read'; type: string; id: string }
  | { kind: 'extraction'; name: string }
  | { kind: 'unknown' };

/** Version of the API the mock plays; the unversioned path goes to it too (annuaire.md §1). */
export const BASE_PATH = '/fhir/v2';
/** Folder of the file extractions (annuaire.md §7). */
export const EXTRACTIONS_PATH = '/annuaire-sante-webservices/V300/services/extraction';

const FHIR_PATH = /^\/fhir(?:\/v2)?\/([^/]*)(?:\/([^/]*))?\/?$/;
const EXTRACTION_PATH = /^\/annuaire-sante-webservices\/V300\/services\/extraction\/([^/]+)\/?$/;
// Names the gateway lets through (annuaire.md §1), with the underscore of `_page`; ids as FHIR R4 §2.24.0.1 writes them.
const TYPE = /^[a-zA-Z]{1,30}$/;
const ID = /^[A-Za-z0-9.-]{1,64}$/;

/** Finds what a path names. Nothing is decoded: no name of the service needs it, and `%2e%2e` stays unknown. */
export function targetOf(path: string): Target {
  const extraction = EXTRACTION_PATH.exec(path)?.[1];
  if (extraction !== undefined) return { kind: 'extraction', name: extraction };
  const [, type = '', rest] = FHIR_PATH.exec(path) ?? [];
  if (type === 'metadata' && !rest) return { kind: 'metadata' };
  if (type === '_page' && !rest) return { kind: 'page' };
  if (!TYPE.test(type)) return { kind: 'unknown' };
  if (!rest) return { kind: 'search', type, post: false };
  if (rest === '_search') return { kind: 'search', type, post: true };
  return ID.test(rest) ? { kind: 'read', type, id: rest } : { kind: 'unknown' };
}
