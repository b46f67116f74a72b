import type { ExchangeTls } from './exchange.js';
import type { Fault } from './fault.js';

/** Headers in order, names as on the wire. */
export type HeaderList = [name: string, value: string][];

/** A whole HTTP request as a service receives it. */
export interface ReceivedRequest {
  method: string;
  /** Path as sent, without the query; never decoded. */
  path: string;
  query: URLSearchParams;
  /** `POST /registry HTTP/1.1`. */
  line: string;
  headers: HeaderList;
  /** Content-Type as received, parameters included. */
  contentType?: string;
  /** Transfer encoding removed, content encoding kept. */
  body: Buffer;
  /** Present on a TLS listener. */
  tls?: ExchangeTls;
  /** Client certificate, DER; present when one was presented. */
  clientCertificate?: Buffer;
  remoteAddress: string;
  /** Real time. */
  startedAt: Date;
  /** Aborted when the client goes away before the answer, or the listener closes. */
  signal: AbortSignal;
}

/** What a service says of a request for the journal. */
export interface ExchangeNotes {
  transaction?: string;
  keys: Record<string, string>;
  /** One line for people, in French. */
  summary: string;
  unexpected?: string;
  tolerated?: string[];
  /** Fault of the service's own kinds it applied; its `delayMs` is honoured by the listener. */
  fault?: Fault;
}

/** A service's answer. Content-Length and Date are added by the listener. */
export interface HttpAnswer {
  status: number;
  headers: HeaderList;
  body: Buffer | string;
  exchange: ExchangeNotes;
}

/** First header of this name, any case. */
export function headerOf(message: { headers: HeaderList }, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find(([header]) => header.toLowerCase() === wanted)?.[1];
}

/** A plain-text answer to a request the mock did not expect; `reason` is French and goes to the journal. */
export function plainRefusal(status: number, reason: string): HttpAnswer {
  return {
    status,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: `${reason}\n`,
    exchange: { keys: {}, summary: reason, unexpected: reason },
  };
}
