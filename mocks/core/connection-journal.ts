import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ConnectionFailure, firstLine, UNUSED_TLS } from './connection-failure.js';
import type { ExchangeDraft, Journal } from './journal.js';

/** What is known of a connection that gave no whole request. */
export interface FailingConnection {
  /** Real time. */
  openedAt: Date;
}

/** Journals connections that gave no whole request, so that nothing on the wire goes unseen. */
export interface ConnectionRecorder {
  /** Bytes that are no request, or a TLS handshake that failed; `packet` is what was received, when known. */
  failed(
    connection: FailingConnection,
    inHandshake: boolean,
    packet: Buffer | undefined,
    failure: ConnectionFailure,
  ): void;
  /** A TLS connection closed without a request. Not `unexpected`: browsers open connections they never use. */
  unused(connection: FailingConnection): void;
}

/** The recorder of one listener. */
export function connectionRecorder(journal: Journal, service: string, protocol: 'http' | 'https'): ConnectionRecorder {
  const draft = (
    { openedAt }: FailingConnection,
    inHandshake: boolean,
    line: string,
    summary: string,
  ): ExchangeDraft => ({
    service,
    protocol: inHandshake ? 'tls' : protocol,
    startedAt: openedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    keys: {},
    summary,
    request: { line, headers: [] },
    tolerated: [],
  });
  return {
    failed: (connection, inHandshake, packet, { reason, status }) => {
      const line = inHandshake ? 'TLS' : firstLine(packet);
      const what = inHandshake ? 'Connexion TLS' : 'Requête';
      const failed = { ...draft(connection, inHandshake, line, `${what} en échec : ${reason}`), unexpected: reason };
      if (status !== undefined) failed.response = { line: statusLine(status), status, headers: [] };
      journal.record(failed, packet === undefined ? {} : { requestBody: packet });
    },
    unused: (connection) => {
      journal.record({ ...draft(connection, true, 'TLS', UNUSED_TLS), tolerated: [UNUSED_TLS] });
    },
  };
}

/** A whole HTTP answer without a body, that closes the connection: for sockets node:http no longer answers on. */
export function bareAnswer(status: number): string {
  return `${statusLine(status)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}

/** First line of an HTTP answer. */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}

/**
 * Bytes a connection received. A TLS socket counts nothing before its handshake is over; the one under it does, and
 * node gives no public way to it.
 */
export function bytesReceived(socket: Socket & { _parent?: Socket }): number {
  return socket._parent?.bytesRead ?? socket.bytesRead;
}
