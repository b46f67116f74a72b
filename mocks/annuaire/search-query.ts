import { isUtf8 } from 'node:buffer';
import type { ReceivedRequest } from '../core/http-message.js';
import { searchQueryOf } from './caller.js';
import type { AnnuaireModes } from './modes.js';
import { SearchError } from './search-error.js';

const FORM = 'application/x-www-form-urlencoded';

/** The encoded parameters of a search, and what was tolerated in the way they came, in French. */
export interface SearchQuery {
  encoded: string;
  tolerated: string[];
}

/** The body is no form: the service takes the request for a write (annuaire.md §1.4). */
export class NotAForm extends Error {}

/** Parameters of a search by GET. */
export function queryOfGet(request: ReceivedRequest, modes: AnnuaireModes): SearchQuery {
  return { encoded: searchQueryOf(request, modes), tolerated: [] };
}

/**
 * Parameters of a search by POST: those of the body, and those of the URL by the mode `postQuery`. Throws NotAForm,
 * SearchError.
 */
export function queryOfPost(request: ReceivedRequest, modes: AnnuaireModes): SearchQuery {
  const { contentType = '', body } = request;
  const [type = '', ...parameters] = contentType.split(';');
  if (type.trim().toLowerCase() !== FORM)
    throw new NotAForm(`POST dont le corps n’est pas un formulaire : ${contentType}`);
  const tolerated: string[] = [];
  if (parameters.length > 0) {
    if (modes.postCharset === 'refused')
      throw new NotAForm(`POST dont le Content-Type a des paramètres : ${contentType}`);
    tolerated.push(`Content-Type « ${contentType} » : le serveur public n’accepte que ${FORM}, seul`);
  }
  if (!isUtf8(body)) throw new SearchError('Bad parameter value.', { status: 400, reason: 'formulaire illisible' });
  const form = body.toString('utf8').trim();
  const url = searchQueryOf(request, modes);
  if (url === '') return { encoded: form, tolerated };
  if (modes.postQuery === 'ignored') {
    return { encoded: form, tolerated: [...tolerated, 'Paramètres dans l’URL d’un POST : ignorés'] };
  }
  tolerated.push('Paramètres dans l’URL d’un POST : le serveur public ne lit que le corps');
  return { encoded: [url, form].filter((part) => part !== '').join('&'), tolerated };
}
