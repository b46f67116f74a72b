import { createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls';
import { CUT_HANDSHAKE, explainFailure, firstLine, UNUSED_TLS } from './connection-failure.js';
import { bytesReceived } from './connection-journal.js';
import type { Exchange } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import type { ExchangeDraft, Journal } from './journal.js';
import { listen } from './listen.js';
import { serveMllp } from './mllp-connection.js';
import type { MllpAnswer, ReceivedMllpMessage } from './mllp-message.js';
import { examineTlsClient } from './tls-client.js';

/** What a client may take of an MLLP listener. */
export interface MllpLimits {
  /** Longest message, in bytes. */
  messageBytes: number;
  /** Connections at the same time. */
  connections: number;
  /** Messages of one connection received and not answered yet; reading waits beyond. */
  pending: number;
  /** Things that are no message (bytes outside frames, frames that hold no HL7 v2) before a connection is closed. */
  mistakes: number;
  /** Silence in the middle of a message. */
  frameMs: number;
  /** Silence where only the CR after an end block is owed: the message is then taken as it is. */
  crMs: number;
  /** Time a connection is kept between two messages. */
  idleMs: number;
  /** Time to finish the TLS handshake. */
  handshakeMs: number;
}

/** 32 MB a message, 200 connections of 20 messages under way, 10 s of silence in a message, 5 minutes between two. */
export const DEFAULT_MLLP_LIMITS: MllpLimits = {
  messageBytes: 32 * 1024 * 1024,
  connections: 200,
  pending: 20,
  mistakes: 20,
  frameMs: 10_000,
  crMs: 1_000,
  idleMs: 300_000,
  handshakeMs: 10_000,
};

/** How a service opens an MLLP listener. */
export interface MllpListenerOptions {
  service: string;
  bind: string;
  /** 0 = any free port. */
  port: number;
  /** Present: TLS from the first byte. A client certificate is asked for and examined, never required. */
  tls?: { options: TlsOptions; isRevoked: (serial: string) => boolean };
  journal: Journal;
  faults: FaultPlan;
  /** Answers one message; messages of a connection come one after the other. A throw is the bench's fault, journalled. */
  handle(message: ReceivedMllpMessage): Promise<MllpAnswer>;
  limits?: Partial<MllpLimits>;
}

/** An MLLP listener that accepts connections. */
export interface MllpListener {
  port: number;
  /** Stops listening, cuts every connection, waits for the messages under way. */
  close(): Promise<void>;
}

/**
 * Opens an MLLP listener (HL7 v2 MLLP release 1) that journals every message, and what is no message, and applies the
 * transport anomalies of the plan (see {@link MLLP_FAULTS}). Throws BANC_LISTEN.
 */
export async function startMllpListener(options: MllpListenerOptions): Promise<MllpListener> {
  const limits = { ...DEFAULT_MLLP_LIMITS, ...options.limits };
  const { service, journal, tls } = options;
  const sockets = new Set<Socket>();
  const connections = new Set<Promise<void>>();
  const closing = new AbortController();

  /** A TLS connection without a message: its handshake failed, or it was never used. */
  const tlsConnection = (summary: string, more: Pick<ExchangeDraft, 'unexpected' | 'tolerated'>): void => {
    const now = new Date().toISOString();
    journal.record({
      service,
      protocol: 'tls',
      startedAt: now,
      finishedAt: now,
      keys: {},
      summary,
      request: { line: 'TLS', headers: [] },
      ...more,
    });
  };

  const serve = (socket: Socket, examined?: Exchange['tls']): void => {
    if (connections.size >= limits.connections) {
      refuse(journal, service, socket, `plus de ${limits.connections} connexions à la fois`);
      return;
    }
    const connection = serveMllp(socket, {
      ...options,
      limits,
      closing: closing.signal,
      ...(examined === undefined ? {} : { client: examined }),
    });
    const done = connection.then(({ messages, mistakes }) => {
      connections.delete(done);
      if (examined !== undefined && messages + mistakes === 0 && !closing.signal.aborted) {
        tlsConnection(UNUSED_TLS, { tolerated: [UNUSED_TLS] });
      }
    });
    connections.add(done);
  };

  // Half-open in the clear: a client may say that it sends no more, and still wait for its acknowledgement. Over TLS node
  // would not see a client that leaves during the handshake.
  const server =
    tls === undefined
      ? createTcpServer({ allowHalfOpen: true }, (socket) => serve(socket))
      : createTlsServer(
          {
            ...tls.options,
            requestCert: true,
            rejectUnauthorized: false,
            handshakeTimeout: limits.handshakeMs,
          },
          (socket) => serve(socket, examineTlsClient(socket, tls.isRevoked).tls),
        );
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
  });
  server.on('tlsClientError', (error: Error & { code?: string }, socket: TLSSocket) => {
    const silent = bytesReceived(socket) === 0;
    socket.destroy();
    const cut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    // A probe opens a port and says nothing.
    if (closing.signal.aborted || (cut && silent)) return;
    const { reason } = cut ? CUT_HANDSHAKE : explainFailure(error);
    tlsConnection(`Connexion MLLP, négociation TLS en échec : ${reason}`, { unexpected: reason, tolerated: [] });
  });

  const port = await listen(server, options.bind, options.port);
  return {
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closing.abort(new Error('Le banc s’arrête.'));
      for (const socket of sockets) socket.destroy();
      await Promise.all([...connections]);
      await closed;
    },
  };
}

function refuse(journal: Journal, service: string, socket: Socket, reason: string): void {
  const now = new Date().toISOString();
  socket.on('error', () => undefined);
  socket.destroy();
  journal.record({
    service,
    protocol: 'mllp',
    startedAt: now,
    finishedAt: now,
    keys: {},
    summary: `Connexion MLLP refusée : ${reason}`,
    request: { line: firstLine(undefined), headers: [] },
    unexpected: reason,
    tolerated: [],
  });
}
