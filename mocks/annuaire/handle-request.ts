import type { FaultPlan } from '../core/fault-plan.js';
import type { ExchangeNotes, HttpAnswer, ReceivedRequest } from '../core/http-message.js';
import { readParameters } from './asked-parameters.js';
import { type Caller, callerOf } from './caller.js';
import { capabilityStatement } from './capability-statement.js';
import { SlowSearch } from './chained-search.js';
import type { Extractions } from './extractions.js';
import { readableParameters, searchKeys, transactionOf } from './journal-keys.js';
import type { AnnuaireModes } from './modes.js';
import { FHIR_JSON, fhirRefusal, gatewayAnswer } from './operation-outcome.js';
import { renderingOf } from './page-entries.js';
import { readPage } from './page-request.js';
import type { PageTokens } from './page-token.js';
import type { RateLimit } from './rate-limit.js';
import { resourceOfRow } from './resource.js';
import { LargePage } from './result-parameters.js';
import { type Target, targetOf } from './route.js';
import { SearchError } from './search-error.js';
import { firstPage, nextPage, type SearchPage, type SearchService } from './search-page.js';
import { resourceType } from './search-parameters.js';
import { NotAForm, queryOfGet, queryOfPost, type SearchQuery } from './search-query.js';
import { unsupportedType } from './search-request.js';
import { ANNUAIRE_FAULTS, damageBody, faultAnswer, modesUnder } from './service-faults.js';
import type { DirectoryStore } from './store/directory-store.js';

/** State of the service. */
export interface AnnuaireState {
  store: DirectoryStore;
  /** As the control plane set them. */
  modes: AnnuaireModes;
  tokens: PageTokens;
  /** Keys accepted. */
  apiKeys: Set<string>;
  rate: RateLimit;
  extractions: Extractions;
  /** `https://host:port/fhir/v2`; '' until the listener is open. */
  baseUrl: string;
  /** Injected time. */
  now: () => Date;
}

/** What a request is answered with, beside the state. */
export interface AnnuaireContext {
  state: AnnuaireState;
  faults: FaultPlan;
}

/** Answers a request: gateway first (key, rate), then faults, then the FHIR server or the extractions. */
export async function handleAnnuaireRequest(request: ReceivedRequest, context: AnnuaireContext): Promise<HttpAnswer> {
  const { state, faults } = context;
  const target = targetOf(request.path);
  const transaction = transactionOf(target);
  const isFile = target.kind === 'extraction';
  const caller: Caller = isFile ? { keyIn: 'none' } : callerOf(request, state.apiKeys, state.modes);
  const query = queryOf(request, target, state);
  const keys = { ...query.keys, ...(isFile ? {} : { apiKey: caller.keyIn }) };
  const notes: ExchangeNotes = {
    ...(transaction === undefined ? {} : { transaction }),
    keys,
    summary: `${request.method} ${request.path}`,
    tolerated: caller.keyIn === 'url' ? ['Clé d’API dans l’URL : l’en-tête ESANTE-API-KEY est attendu'] : [],
  };
  const fault = transaction === undefined ? undefined : faults.take('annuaire', transaction, keys, ANNUAIRE_FAULTS);
  const modes = modesUnder(fault, state.modes);
  if (fault) {
    const answer = faultAnswer(
      fault,
      modes,
      { ...notes, summary: `${notes.summary} : anomalie ${fault.kind}` },
      state.baseUrl,
    );
    if (answer) return answer;
    // Honoured and journalled by the listener.
    notes.fault = fault;
  }
  const refused = isFile ? undefined : gatewayRefusal(caller, modes, state, notes);
  if (refused) return refused;
  try {
    return damageBody(fault, await answerTarget(request, target, { ...context, modes, query, notes }));
  } catch (error) {
    return refusalOf(error, modes, notes);
  }
}

/** A request being answered. */
interface Answering extends AnnuaireContext {
  modes: AnnuaireModes;
  query: ReadQuery;
  notes: ExchangeNotes;
}

/** What a request asks, read early for the journal and the faults. What cannot be read says so when it is answered. */
interface ReadQuery {
  keys: Record<string, string>;
  read?: SearchQuery;
  error?: unknown;
}

function queryOf(request: ReceivedRequest, target: Target, state: AnnuaireState): ReadQuery {
  if (target.kind === 'read') return { keys: { resource: target.type, id: target.id } };
  if (target.kind === 'page') {
    const context = state.tokens.read(request.query.get('id') ?? '');
    return { keys: context ? searchKeys(context.t, readableParameters(context.q), context.p) : {} };
  }
  if (target.kind !== 'search') return { keys: {} };
  try {
    const read = target.post ? queryOfPost(request, state.modes) : queryOfGet(request, state.modes);
    return { read, keys: searchKeys(target.type, readableParameters(read.encoded), 1) };
  } catch (error) {
    return { error, keys: { resource: target.type } };
  }
}

/** 401 or 429 of the gateway. */
function gatewayRefusal(
  caller: Caller,
  modes: AnnuaireModes,
  { rate }: AnnuaireState,
  notes: ExchangeNotes,
): HttpAnswer | undefined {
  if (caller.key === undefined) {
    const reason = caller.refusal ?? '';
    return gatewayAnswer(401, 'Unauthorized', modes, { ...notes, summary: `401 ${reason}`, unexpected: reason });
  }
  // Real time: the rate is that of the product's calls, whatever the date of the data.
  const verdict = rate.take(caller.key, Date.now());
  if (verdict.allowed) return undefined;
  const reason = `plus de ${rate.perSecond} appels par seconde`;
  const message = `Rate limit exceeded ! You reached the limit of ${rate.perSecond} requests per 1 seconds`;
  return gatewayAnswer(
    429,
    message,
    modes,
    { ...notes, summary: `429 ${reason}`, unexpected: reason },
    modes.retryAfter === 'present' ? [['Retry-After', String(verdict.retryAfterS)]] : [],
  );
}

async function answerTarget(request: ReceivedRequest, target: Target, answering: Answering): Promise<HttpAnswer> {
  const { method } = request;
  const { modes, notes } = answering;
  if (target.kind === 'unknown') return notFound(request, answering);
  if (target.kind === 'extraction') return answering.state.extractions.answer(request, target.name, notes);
  const posted = target.kind === 'search' && target.post;
  if (method !== (posted ? 'POST' : 'GET')) return forbidden(`${method} refusé : le service ne fait que lire`, notes);
  switch (target.kind) {
    case 'metadata':
      return found(capabilityStatement(modes), { ...notes, summary: 'Déclaration de capacités' });
    case 'read':
      return modes.read === 'on' ? readResource(target, answering) : notFound(request, answering);
    case 'search': {
      const { read, error } = answering.query;
      if (!read) throw error;
      const page = firstPage(target.type, readParameters(read.encoded), searchService(answering));
      return pageAnswer({ ...page, tolerated: [...read.tolerated, ...page.tolerated] }, notes);
    }
    case 'page': {
      const token = request.query.get('id');
      const context = readPage(token, answering.state.tokens);
      return pageAnswer(nextPage(context, token ?? '', searchService(answering)), notes);
    }
  }
}

function searchService({ state, modes }: Answering): SearchService {
  const { store, tokens, baseUrl } = state;
  return { store, modes, tokens, baseUrl, now: state.now() };
}

function pageAnswer({ body, summary, tolerated }: SearchPage, notes: ExchangeNotes): HttpAnswer {
  return found(body, { ...notes, summary, tolerated: [...(notes.tolerated ?? []), ...tolerated] });
}

function readResource({ type, id }: { type: string; id: string }, { state, modes, notes }: Answering): HttpAnswer {
  const resource = resourceType(type);
  if (!resource) throw unsupportedType(type, 404);
  const row = state.store.row(resource.kind, id);
  const rendering = renderingOf({ store: state.store, modes, now: state.now() }, false);
  const written = row === undefined ? undefined : resourceOfRow(state.store, resource.kind, row, rendering);
  // What is not there is a normal answer of a directory: nothing unexpected.
  if (!written) {
    const refusal = fhirRefusal(404, `Resource not found with id: ${id}`, notes);
    const { unexpected: _none, ...exchange } = refusal.exchange;
    return { ...refusal, exchange: { ...exchange, summary: `${type}/${id} : absent` } };
  }
  return found(JSON.stringify(written), { ...notes, summary: `Lecture de ${type}/${id}` });
}

function found(body: string, exchange: ExchangeNotes): HttpAnswer {
  return { status: 200, headers: FHIR_JSON, body, exchange };
}

function notFound(request: ReceivedRequest, { modes, notes }: Answering): HttpAnswer {
  const reason = `chemin inconnu : ${request.path.slice(0, 200)}`;
  const exchange = { ...notes, summary: `404 ${reason}`, unexpected: reason };
  return gatewayAnswer(404, 'No context-path matches the request URI.', modes, exchange);
}

function forbidden(reason: string, notes: ExchangeNotes): HttpAnswer {
  return fhirRefusal(403, 'Forbidden', notes, reason);
}

function refusalOf(error: unknown, modes: AnnuaireModes, notes: ExchangeNotes): HttpAnswer {
  if (error instanceof SearchError) {
    const status = error.status ?? Number(modes.badSearchStatus);
    return fhirRefusal(status, error.message, notes, error.reason);
  }
  if (error instanceof NotAForm) return forbidden(error.message, notes);
  if (error instanceof LargePage) {
    const reason = 'page de plus de 10 000 résultats : la passerelle renonce';
    return gatewayAnswer(502, 'Bad Gateway', modes, { ...notes, summary: `502 ${reason}`, unexpected: reason });
  }
  if (error instanceof SlowSearch) {
    const reason = 'critère chaîné trop large : le service dépasse son délai';
    return gatewayAnswer(504, 'Gateway Timeout', modes, { ...notes, summary: `504 ${reason}`, unexpected: reason });
  }
  throw error;
}
