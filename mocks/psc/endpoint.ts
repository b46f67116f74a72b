import type { Fault } from '../core/fault.js';
import type { ExchangeNotes, HeaderList, HttpAnswer, ReceivedRequest } from '../core/http-message.js';
import { present } from '../wire/present.js';
import type { Provider, Session } from './provider.js';

/** A request for an endpoint, its parameters read. */
export interface EndpointCall {
  provider: Provider;
  request: ReceivedRequest;
  /** Query and form together; the form wins. */
  parameters: URLSearchParams;
  /** Parameters given twice, which OAuth forbids (RFC 6749 §3.1). */
  repeated: string[];
}

/** What an exchange is about, for the journal. */
export interface Subject {
  clientId?: string | undefined;
  session?: Session | undefined;
  /** National identifier, when there is no session yet. */
  professional?: string | undefined;
  /** More keys. */
  keys?: Record<string, string>;
}

/** Notes of an exchange: keys `provider`, `client`, `session`, `professional`, and a line for people. */
export function notesOf(
  provider: Provider,
  transaction: string,
  summary: string,
  { clientId, session, professional, keys = {} }: Subject = {},
  more: { unexpected?: string | undefined; tolerated?: string[]; fault?: Fault | undefined } = {},
): ExchangeNotes {
  return {
    transaction,
    keys: keysOf(provider, { clientId, session, professional, keys }),
    summary: `${provider.settings.title} : ${summary}`,
    ...present(more),
  };
}

/** Journal keys of an exchange, which are also those faults are chosen by. */
export function keysOf(provider: Provider, { clientId, session, professional, keys = {} }: Subject) {
  return present({
    provider: provider.settings.name,
    client: clientId?.slice(0, 200),
    session: session?.id,
    professional: session?.identity.nationalId ?? professional?.slice(0, 200),
    ...keys,
  }) as Record<string, string>;
}

/** A JSON answer that no cache keeps (RFC 6749 §5.1). */
export function jsonAnswer(
  status: number,
  body: unknown,
  exchange: ExchangeNotes,
  headers: HeaderList = [],
): HttpAnswer {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ['Cache-Control', 'no-store'], ['Pragma', 'no-cache'], ...headers],
    body: JSON.stringify(body),
    exchange,
  };
}

/** An OAuth error. */
export interface OAuthError {
  status: number;
  error: string;
  /** Keycloak's text. */
  description: string;
  /** Code of the standard when Keycloak's differs (psc-ssi.md §2.7). */
  standard?: { status?: number; error: string };
}

/** The JSON answer of an OAuth error, worded as the provider does; journalled as unexpected unless `expected`. */
export function errorAnswer(
  provider: Provider,
  problem: OAuthError,
  notes: ExchangeNotes,
  { expected = false, headers = [] }: { expected?: boolean; headers?: HeaderList } = {},
): HttpAnswer {
  const standard = provider.options.errors === 'standard';
  const error = standard ? (problem.standard?.error ?? problem.error) : problem.error;
  const status = standard ? (problem.standard?.status ?? problem.status) : problem.status;
  const told = `${error} (${problem.description})`;
  return jsonAnswer(
    status,
    { error, error_description: problem.description },
    {
      ...notes,
      keys: { ...notes.keys, error },
      summary: `${notes.summary} : ${told}`,
      ...(expected ? {} : { unexpected: notes.unexpected ?? told }),
    },
    headers,
  );
}

/** A page. It may not be framed, and loads nothing. */
export function pageAnswer(
  status: number,
  html: string,
  exchange: ExchangeNotes,
  headers: HeaderList = [],
  frames?: string,
): HttpAnswer {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Security-Policy', frames === undefined ? policy : `${policy}; frame-src ${frames}`],
      ['X-Content-Type-Options', 'nosniff'],
      ['Referrer-Policy', 'no-referrer'],
      ['Cache-Control', 'no-store'],
      ...headers,
    ],
    body: html,
    exchange,
  };
}

/** A redirection of the browser. */
export function redirectAnswer(location: string, exchange: ExchangeNotes, headers: HeaderList = []): HttpAnswer {
  return {
    status: 302,
    headers: [['Location', location], ['Cache-Control', 'no-store'], ['Referrer-Policy', 'no-referrer'], ...headers],
    body: '',
    exchange,
  };
}

/** First value of a cookie. */
export function cookieOf(request: ReceivedRequest, name: string): string | undefined {
  for (const [header, value] of request.headers) {
    if (header.toLowerCase() !== 'cookie') continue;
    for (const pair of value.split(';')) {
      const equals = pair.indexOf('=');
      if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
    }
  }
  return undefined;
}
