import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';
import { CUT_HANDSHAKE, explainFailure } from './connection-failure.js';
import { bareAnswer, bytesReceived, connectionRecorder, type FailingConnection } from './connection-journal.js';
import type { FaultPlan } from './fault-plan.js';
import { answerRequest } from './http-answering.js';
import type { HttpAnswer, ReceivedRequest } from './http-message.js';
import type { Journal } from './journal.js';
import { listen } from './listen.js';
import { examineTlsClient } from './tls-client.js';

/** What a client may take of us. */
export interface HttpLimits {
  /** Longest request body, in bytes. */
  bodyBytes: number;
  /** Longest request line and headers together, in bytes. */
  headerBytes: number;
  /** Time to send the headers, counted from the connection. */
  headersMs: number;
  /** Time to send the whole request. */
  requestMs: number;
  /** Time to finish the TLS handshake. */
  handshakeMs: number;
  /** Time an idle connection is kept between two requests. */
  keepAliveMs: number;
  /** Time given to a client to read a refusal while it still sends. */
  lingerMs: number;
}

/** 20 MB bodies, 32 KB of headers, 10 s for headers and handshake, 60 s a request, 30 s idle. */
export const DEFAULT_LIMITS: HttpLimits = {
  bodyBytes: 20 * 1024 * 1024,
  headerBytes: 32 * 1024,
  headersMs: 10_000,
  requestMs: 60_000,
  handshakeMs: 10_000,
  keepAliveMs: 30_000,
  lingerMs: 1_000,
};

/** How a service opens an HTTP or HTTPS listener. */
export interface HttpListenerOptions {
  service: string;
  bind: string;
  publicHost: string;
  /** 0 = any free port. */
  port: number;
  /** Present: HTTPS. The client certificate is examined; it never breaks the handshake. */
  tls?: {
    /** PEM: private key, and chain of the server certificate. */
    key: string;
    cert: string;
    /** PEM: authorities client certificates must chain to. */
    ca: string;
    isRevoked: (serial: string) => boolean;
    /** Whether the client is asked for a certificate (default: yes). A browser asked for one cuts and comes again. */
    asksCertificate?: boolean;
  };
  /** The listener refuses by itself (with `refuseClient`) a client whose certificate is missing or not accepted. */
  requireClientCertificate?: boolean;
  journal: Journal;
  faults: FaultPlan;
  /** Answers a whole request. When it throws, the client gets a 500 and the journal an `unexpected`. */
  handle(request: ReceivedRequest): Promise<HttpAnswer>;
  /** Protocol-level answer to a client refused for its certificate (`request.tls.refusal` says why); plain 403 if absent. */
  refuseClient?(request: ReceivedRequest): HttpAnswer;
  /** Protocol-level answer to a body over the limit; the request comes with an empty body. Plain 413 if absent. */
  refuseBody?(request: ReceivedRequest, limitBytes: number): HttpAnswer;
  limits?: Partial<HttpLimits>;
}

/** A listener that accepts connections. */
export interface HttpListener {
  port: number;
  /** `https://<publicHost>:<port>`, without a final slash. */
  url: string;
  /** Stops listening, cuts every connection, waits for the handlers under way. */
  close(): Promise<void>;
}

/** State of one connection, shared by the events of its socket. */
interface Connection extends FailingConnection {
  /** Requests seen. */
  requests: number;
  /** Requests not answered yet. */
  pending: number;
  /** The last request seen, whose body may still be arriving, and its answer. */
  last?: { request: IncomingMessage; response: ServerResponse };
  /** TLS only: the handshake is over. */
  secured: boolean;
  /** Set once, by the first failure. */
  failure?: string;
}

/**
 * Opens an HTTP listener that journals everything that reaches it, what cannot be parsed included, and applies the
 * transport faults of the plan. Faults are applied after `handle`: a service whose transaction changes state and must
 * not when it fails takes the `http` fault itself, first. Throws BANC_LISTEN.
 */
export async function startHttpListener(options: HttpListenerOptions): Promise<HttpListener> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { service, journal, tls } = options;
  const protocol = tls === undefined ? 'http' : 'https';
  const connections = new WeakMap<Socket, Connection>();
  const sockets = new Set<Socket>();
  const inFlight = new Set<Promise<void>>();
  const closing = new AbortController();
  const recordConnection = connectionRecorder(journal, service, protocol);

  const httpOptions = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.max(50, Math.min(1_000, limits.headersMs / 4)),
    // Node would answer 400 by itself, unseen by the journal.
    requireHostHeader: false,
  };
  const server =
    tls === undefined
      ? createHttpServer(httpOptions)
      : createHttpsServer({
          ...httpOptions,
          key: tls.key,
          cert: tls.cert,
          ca: tls.ca,
          requestCert: tls.asksCertificate ?? true,
          rejectUnauthorized: false,
          handshakeTimeout: limits.handshakeMs,
        });

  function connectionOf(socket: Socket): Connection {
    let connection = connections.get(socket);
    if (connection === undefined) {
      connection = { openedAt: new Date(), requests: 0, pending: 0, secured: false };
      connections.set(socket, connection);
    }
    return connection;
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const connection = connectionOf(socket);
    connection.requests += 1;
    connection.pending += 1;
    connection.last = { request, response };
    const work = answerRequest(request, response, {
      ...options,
      limits,
      protocol,
      closing: closing.signal,
      client: () =>
        tls !== undefined && socket instanceof TLSSocket ? examineTlsClient(socket, tls.isRevoked) : undefined,
      failure: () => connection.failure,
    }).finally(() => {
      inFlight.delete(work);
      connection.pending -= 1;
      if (connection.pending === 0 && connection.failure !== undefined) socket.destroySoon();
    });
    inFlight.add(work);
  }

  function onClientError(error: Error & { rawPacket?: Buffer; code?: string }, socket: Duplex): void {
    if (!(socket instanceof Socket)) return;
    const connection = connectionOf(socket);
    if (connection.failure !== undefined) return;
    const inHandshake = tls !== undefined && !connection.secured;
    const reading = connection.last?.request.complete === false;
    const cut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    // A probe opens a port and says nothing; a client drops an idle connection as it likes; one that leaves before its
    // answer is seen by the exchange of that request; one that leaves after the TLS handshake is seen at `close`.
    if (cut && !reading && (connection.requests > 0 || connection.secured || bytesReceived(socket) === 0)) {
      socket.destroy();
      return;
    }
    const { reason, status } = cut && inHandshake ? CUT_HANDSHAKE : explainFailure(error);
    connection.failure = reason;
    // While a body arrives, the exchange of that request says it. Otherwise these bytes belong to no request.
    if (!reading) recordConnection.failed(connection, inHandshake, error.rawPacket, { reason, status });
    // Answers under way on this connection go out first (pipelining); the socket is closed after the last one.
    if (connection.pending > 0 && !reading) return;
    // A body refused before its end has its answer already.
    const answered = reading && connection.last?.response.headersSent === true;
    if (status !== undefined && socket.writable && !answered) {
      socket.write(bareAnswer(status));
    }
    socket.destroySoon();
  }

  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    connectionOf(socket);
  });
  server.on('request', onRequest);
  server.on('checkExpectation', onRequest);
  server.on('checkContinue', (request, response) => {
    if (!(Number(request.headers['content-length'] ?? 0) > limits.bodyBytes)) response.writeContinue();
    onRequest(request, response);
  });
  server.on('connect', (request, socket) => {
    // Without a listener node closes the connection, unseen by the journal.
    const reason = 'méthode CONNECT : le banc n’est pas un mandataire';
    const line = Buffer.from(`CONNECT ${request.url ?? ''} HTTP/${request.httpVersion}`);
    recordConnection.failed(connectionOf(request.socket), false, line, { reason, status: 405 });
    socket.end(bareAnswer(405));
  });
  server.on('secureConnection', (socket: Socket) => {
    const connection = connectionOf(socket);
    connection.secured = true;
    socket.once('close', () => {
      if (connection.requests === 0 && connection.failure === undefined && !closing.signal.aborted) {
        recordConnection.unused(connection);
      }
    });
  });
  // Failures of the TLS handshake come here too: node:https turns its `tlsClientError` into `clientError`.
  server.on('clientError', onClientError);

  const port = await listen(server, options.bind, options.port);
  return {
    port,
    url: `${protocol}://${options.publicHost.includes(':') ? `[${options.publicHost}]` : options.publicHost}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closing.abort(new Error('Le banc s’arrête.'));
      for (const socket of sockets) socket.destroy();
      await Promise.allSettled([...inFlight]);
      await closed;
    },
  };
}
