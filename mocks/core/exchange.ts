/**
 * One exchange of any protocol, direction seen from the SUT: what it sent (`request`) and what it got (`response`),
 * unless `initiator` says the opposite.
 * This is a line of `exchanges.jsonl`; bodies stand aside as raw bytes in `bodies/<sha256>` of the same folder.
 */
export interface Exchange {
  /** Unique in the run, sortable: `x000001`. */
  id: string;
  /** Position in the journal, from 1. */
  seq: number;
  /** Service that received it: `dmp`, `mssante`, `annuaire`, `psc`, `pfi`, `igc`. */
  service: string;
  /** Official transaction id in lower case (`td0-2`, `td3-1a`, `iti-43`), absent when not recognised. */
  transaction?: string;
  protocol: 'http' | 'https' | 'smtp' | 'imap' | 'mllp' | 'tls';
  /** Present when the bench sent: `request` is then what the bench sent, `response` what the SUT answered. */
  initiator?: 'bench';
  /** Real time (never the injected clock), ISO 8601 UTC with milliseconds. */
  startedAt: string;
  finishedAt: string;
  /** What scenarios select on: `patient` (INS, 15 digits), `user` (VIHF NameID), `document` (uniqueId) … */
  keys: Record<string, string>;
  /** One line for people, in French. */
  summary: string;
  request: ExchangeMessage;
  /** Absent when the connection was closed without an answer. */
  response?: ExchangeMessage;
  tls?: ExchangeTls;
  /** Why the mock did not expect this request. Such exchanges are answered with a protocol error and always shown. */
  unexpected?: string;
  /** Kind of the fault injected into this exchange, if any. */
  fault?: string;
  /** What the mock tolerated although the specification says otherwise, in French. */
  tolerated: string[];
  /** Names of what was masked before writing (`header authorization`, `form client_secret`). */
  masked: string[];
}

/** One side of an exchange. */
export interface ExchangeMessage {
  /** First line or its equivalent: `POST /registry HTTP/1.1`, `HTTP/1.1 200 OK`, `MAIL FROM:<…>`. */
  line: string;
  status?: number;
  /** Headers in the order received, names as received. */
  headers: [name: string, value: string][];
  /** Raw bytes as seen on the wire (transfer encoding removed). */
  body?: BodyRef;
}

/** Where the raw bytes of a body are. */
export interface BodyRef {
  sha256: string;
  /** Size in bytes. */
  size: number;
  contentType?: string;
}

/** What TLS said of the peer. */
export interface ExchangeTls {
  protocol?: string;
  cipher?: string;
  /** Subject of the client certificate, RFC 2253 order. Absent when none was presented. */
  clientSubject?: string;
  clientSerial?: string;
  clientFingerprint256?: string;
  /** True when the client certificate chains to the bench's PKI, is in its validity window and not revoked. */
  authorized: boolean;
  /** Why it is not, in French. */
  refusal?: string;
}

/** Selects exchanges; every field given must match. */
export interface ExchangeFilter {
  service?: string;
  /** One id or several. */
  transaction?: string | string[];
  keys?: Record<string, string>;
  /** Only exchanges whose `seq` is greater. */
  since?: number;
}
