import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { statusLine } from './connection-journal.js';
import type { ExchangeTls } from './exchange.js';
import type { Fault } from './fault.js';
import { TRANSPORT_FAULTS } from './fault-plan.js';
import type { HttpLimits, HttpListenerOptions } from './http-listener.js';
import { type HeaderList, type HttpAnswer, plainRefusal, type ReceivedRequest } from './http-message.js';
import { readRequestBody } from './request-body.js';
import type { TlsClient } from './tls-client.js';

/** The listener's options and the state of the connection the request came on. */
export interface AnsweringContext extends HttpListenerOptions {
  limits: HttpLimits;
  protocol: 'http' | 'https';
  /** Aborted when the listener closes. */
  closing: AbortSignal;
  client(): TlsClient | undefined;
  /** Why the connection failed meanwhile, in French. */
  failure(): string | undefined;
}

/**
 * Reads one request, has it answered by the service, applies the fault of the plan, journals the exchange, then sends
 * the answer: whoever got an answer finds it in the journal. Never throws.
 */
export async function answerRequest(
  message: IncomingMessage,
  response: ServerResponse,
  context: AnsweringContext,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('Le client a fermé la connexion.'));
  });
  response.on('error', () => gone.abort());
  const client = context.client();
  const request = receive(message, client, AbortSignal.any([gone.signal, context.closing]));

  const reading = await readRequestBody(message, context.limits.bodyBytes);
  if (reading.kind !== 'too-large') request.body = reading.body;
  if (reading.kind === 'broken') {
    const reason = context.failure() ?? 'le client a coupé la connexion au milieu de sa requête';
    const notes = plainRefusal(400, reason).exchange;
    record(context, request, client?.tls, notes);
    return;
  }

  let answer = reading.kind === 'too-large' ? refuseBody(request, context) : await decide(request, context);
  const notes = answer.exchange;
  const fault = notes.fault ?? context.faults.take(context.service, notes.transaction, notes.keys, TRANSPORT_FAULTS);
  if (fault?.delayMs !== undefined) {
    // The signal only cuts the wait short; what happened is looked at below.
    await sleep(fault.delayMs, undefined, { signal: request.signal }).catch(() => undefined);
  }
  if (request.signal.aborted || response.destroyed) {
    const unexpected = context.closing.aborted
      ? 'le banc s’est arrêté'
      : 'le client a fermé la connexion avant la réponse';
    record(context, request, client?.tls, fault === undefined ? { unexpected, ...notes } : notes, fault);
    return;
  }
  if (fault?.kind === 'close-before-answer') {
    record(context, request, client?.tls, notes, fault);
    message.socket.destroy();
    return;
  }
  if (fault?.kind === 'http') answer = { ...plainAnswer(fault), exchange: notes };
  const linger = reading.kind === 'too-large';
  send(message, response, answer, { context, fault, request, tls: client?.tls, linger });
}

async function decide(request: ReceivedRequest, context: AnsweringContext): Promise<HttpAnswer> {
  try {
    if (context.requireClientCertificate === true && request.tls?.authorized !== true) {
      const reason = request.tls?.refusal ?? 'aucun certificat client présenté';
      const answer = context.refuseClient?.(request) ?? plainRefusal(403, `Accès refusé : ${reason}`);
      return { ...answer, exchange: { unexpected: reason, ...answer.exchange } };
    }
    return await context.handle(request);
  } catch (error) {
    return benchFault(error);
  }
}

function refuseBody(request: ReceivedRequest, context: AnsweringContext): HttpAnswer {
  const limit = context.limits.bodyBytes;
  const reason = `corps de requête de plus de ${limit} octets`;
  try {
    const answer = context.refuseBody?.(request, limit) ?? plainRefusal(413, `Refusé : ${reason}`);
    return { ...answer, exchange: { unexpected: reason, ...answer.exchange } };
  } catch (error) {
    return benchFault(error);
  }
}

function benchFault(error: unknown): HttpAnswer {
  return plainRefusal(500, `Erreur interne du banc : ${error instanceof Error ? error.message : String(error)}`);
}

function plainAnswer(fault: Fault): Omit<HttpAnswer, 'exchange'> {
  const status = fault.status ?? 503;
  return {
    status,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: fault.message ?? STATUS_CODES[status] ?? '',
  };
}

interface Sending {
  context: AnsweringContext;
  request: ReceivedRequest;
  tls: ExchangeTls | undefined;
  fault: Fault | undefined;
  /** The client is still sending: let it read the refusal before the connection is cut. */
  linger: boolean;
}

function send(message: IncomingMessage, response: ServerResponse, answer: HttpAnswer, sending: Sending): void {
  const { context, fault, linger } = sending;
  let { body, headers } = complete(answer, linger);
  let { status, exchange: notes } = answer;
  try {
    response.writeHead(status, STATUS_CODES[status] ?? '', headers.flat());
  } catch (error) {
    // A status or header HTTP cannot carry: the service's mistake, not the client's.
    const refusal = benchFault(error);
    notes = { ...notes, unexpected: refusal.exchange.summary };
    status = refusal.status;
    ({ body, headers } = complete(refusal, linger));
    response.writeHead(status, STATUS_CODES[status] ?? '', headers.flat());
  }
  const silent = message.method === 'HEAD' || status === 204 || status === 304;
  const sent = silent ? Buffer.alloc(0) : fault?.kind === 'truncate' ? body.subarray(0, fault.bytes ?? 0) : body;
  record(context, sending.request, sending.tls, notes, fault, { status, headers, body: sent });

  if (fault?.kind === 'truncate') {
    response.flushHeaders();
    response.write(sent, () => message.socket.destroySoon());
  } else if (linger) {
    // Cutting while bytes still arrive makes the kernel reset the connection, and the client loses the refusal.
    const timer = setTimeout(() => response.end(), context.limits.lingerMs);
    message.once('close', () => {
      clearTimeout(timer);
      response.end();
    });
    response.write(sent);
    message.resume();
  } else {
    response.end(sent);
  }
}

function complete(answer: HttpAnswer, close: boolean): { body: Buffer; headers: HeaderList } {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers: HeaderList = [
    ...answer.headers,
    ['Content-Length', String(body.length)],
    ['Date', new Date().toUTCString()],
  ];
  if (close) headers.push(['Connection', 'close']);
  return { body, headers };
}

function receive(message: IncomingMessage, client: TlsClient | undefined, signal: AbortSignal): ReceivedRequest {
  const { method = '', url = '/', httpVersion, rawHeaders, socket } = message;
  const mark = url.indexOf('?');
  const headers: HeaderList = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  const request: ReceivedRequest = {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    line: `${method} ${url} HTTP/${httpVersion}`,
    headers,
    body: Buffer.alloc(0),
    remoteAddress: socket.remoteAddress ?? '',
    startedAt: new Date(),
    signal,
  };
  const contentType = message.headers['content-type'];
  if (contentType !== undefined) request.contentType = contentType;
  if (client !== undefined) request.tls = client.tls;
  if (client?.certificate !== undefined) request.clientCertificate = client.certificate;
  return request;
}

function record(
  context: AnsweringContext,
  request: ReceivedRequest,
  tls: ExchangeTls | undefined,
  notes: HttpAnswer['exchange'],
  fault?: Fault,
  sent?: { status: number; headers: HeaderList; body: Buffer },
): void {
  context.journal.record(
    {
      service: context.service,
      ...(notes.transaction === undefined ? {} : { transaction: notes.transaction }),
      protocol: context.protocol,
      startedAt: request.startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      keys: notes.keys,
      summary: notes.summary,
      request: { line: request.line, headers: request.headers },
      ...(sent === undefined
        ? {}
        : {
            response: {
              line: statusLine(sent.status),
              status: sent.status,
              headers: sent.headers,
            },
          }),
      ...(tls === undefined ? {} : { tls }),
      ...(notes.unexpected === undefined ? {} : { unexpected: notes.unexpected }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      tolerated: notes.tolerated ?? [],
    },
    { requestBody: request.body, ...(sent === undefined ? {} : { responseBody: sent.body }) },
  );
}
