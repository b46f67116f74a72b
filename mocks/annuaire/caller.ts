import { headerOf, type ReceivedRequest } from '../core/http-message.js';
import type { AnnuaireModes } from './modes.js';

/** Key of the sheet: the same at every start, so that a product is set up once. Opens nothing but the bench. */
export const BENCH_API_KEY = '5e6bac00-0000-4000-8000-0a9990000005';

/** Header of the key (annuaire.md §1). */
export const API_KEY_HEADER = 'ESANTE-API-KEY';
/** Parameter under which the gateway's product takes a key from the URL; whether production does is unknown. */
const URL_KEY = 'api-key';

/** Who calls, as the gateway sees it. */
export interface Caller {
  /** The key, when it is one of those accepted. */
  key?: string;
  /** Where the key was: what the journal keeps of it. */
  keyIn: 'header' | 'url' | 'none';
  /** Why the call is refused, in French; absent when it is not. */
  refusal?: string;
}

/** Finds the key of a request and judges it. */
export function callerOf(request: ReceivedRequest, accepted: ReadonlySet<string>, modes: AnnuaireModes): Caller {
  const header = headerOf(request, API_KEY_HEADER);
  const inUrl = modes.keyInUrl === 'accepted' ? request.query.get(URL_KEY) : null;
  const key = header ?? inUrl ?? undefined;
  if (key === undefined) return { keyIn: 'none', refusal: `pas d’en-tête ${API_KEY_HEADER}` };
  const keyIn = header === undefined ? 'url' : 'header';
  if (!accepted.has(key)) return { keyIn, refusal: 'clé d’API inconnue ou révoquée' };
  return { key, keyIn };
}

/** The query of a request line as the FHIR server gets it: the gateway keeps the key for itself. */
export function searchQueryOf({ line }: ReceivedRequest, modes: AnnuaireModes): string {
  const target = line.split(' ')[1] ?? '';
  const mark = target.indexOf('?');
  if (mark < 0) return '';
  const query = target.slice(mark + 1);
  if (modes.keyInUrl === 'refused') return query;
  return query
    .split('&')
    .filter((pair) => !pair.startsWith(`${URL_KEY}=`))
    .join('&');
}
