import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMllpReader, frameMllp, type MllpEvent } from '../wire/mllp.js';
import { firstLine } from './connection-failure.js';
import type { ExchangeTls } from './exchange.js';
import type { Fault } from './fault.js';
import type { ExchangeDraft } from './journal.js';
import type { MllpLimits, MllpListenerOptions } from './mllp-listener.js';
import {
  ER7_CONTENT_TYPE,
  FRAMING_FAULTS,
  MLLP_FAULTS,
  type MllpAnswer,
  type ReceivedMllpMessage,
} from './mllp-message.js';

/** The listener's options and the state of the connection. */
export interface MllpServing extends MllpListenerOptions {
  limits: MllpLimits;
  /** Aborted when the listener closes. */
  closing: AbortSignal;
  /** What TLS said of the client. */
  client?: ExchangeTls;
}

/** What a connection brought, once it is over. */
export interface MllpConnectionEnd {
  messages: number;
  mistakes: number;
}

/** Serves one connection until it is closed: messages are answered one after the other. Never rejects. */
export async function serveMllp(socket: Socket, context: MllpServing): Promise<MllpConnectionEnd> {
  const { limits, closing } = context;
  const reader = createMllpReader({ maxBytes: limits.messageBytes });
  const end: MllpConnectionEnd = { messages: 0, mistakes: 0 };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let pending = 0;
  let work = Promise.resolve();
  /** Too much was wrong: nothing more is read or answered. */
  let dropped = false;

  const drop = (): void => {
    dropped = true;
    socket.destroySoon();
  };
  const mistake = (): void => {
    end.mistakes += 1;
    if (end.mistakes >= limits.mistakes) drop();
  };

  const take = (event: MllpEvent, noCr: boolean): void => {
    if (event.kind === 'fault') {
      // Told with its message.
      if (event.fault === 'no-cr') return;
      recordFraming(context, socket, event);
      mistake();
      if (event.fault === 'too-large') drop();
      return;
    }
    const message: ReceivedMllpMessage = {
      bytes: event.payload,
      startedAt: new Date(),
      remoteAddress: socket.remoteAddress ?? '',
      ...(context.client === undefined ? {} : { tls: context.client }),
    };
    end.messages += 1;
    pending += 1;
    if (pending >= limits.pending) socket.pause();
    work = work.then(async () => {
      if (dropped) return;
      const readable = await answer(socket, message, noCr ? [FRAMING_FAULTS['no-cr']] : [], context);
      if (!readable) mistake();
      pending -= 1;
      if (pending < limits.pending) socket.resume();
    });
  };
  const takeAll = (events: readonly MllpEvent[]): void => {
    for (const [at, event] of events.entries()) {
      if (dropped) return;
      const next = events[at + 1];
      take(event, next?.kind === 'fault' && next.fault === 'no-cr');
    }
    socket.setTimeout(reader.owesCr ? limits.crMs : reader.inFrame ? limits.frameMs : limits.idleMs);
  };

  socket.setTimeout(limits.idleMs);
  socket.on('data', (chunk: Buffer) => takeAll(reader.push(chunk)));
  socket.on('end', () => {
    takeAll(reader.end());
    void work.then(() => socket.destroySoon());
  });
  socket.on('timeout', () => {
    // Messages still being answered keep the connection; its own silence does not.
    if (pending > 0) return;
    takeAll(reader.end());
    void work.then(() => socket.destroySoon());
  });
  // What an error cuts is told by the end of the reader, or by the message that cannot be answered.
  socket.on('error', () => undefined);
  await closed;
  if (!closing.aborted) takeAll(reader.end());
  await work;
  return end;
}

/** Has one message answered, applies the anomaly of the plan, journals, then sends. False when it held no HL7 v2. */
async function answer(
  socket: Socket,
  message: ReceivedMllpMessage,
  framing: readonly string[],
  context: MllpServing,
): Promise<boolean> {
  let answered: MllpAnswer;
  try {
    answered = await context.handle(message);
  } catch (error) {
    recordBenchFault(context, message, error);
    socket.destroySoon();
    return true;
  }
  const { exchange: notes, reply, readable = true, afterwards } = answered;
  const fault = context.faults.take(context.service, notes.transaction, notes.keys, MLLP_FAULTS);
  if (fault?.delayMs !== undefined) {
    // The signal only cuts the wait short; whether the client is still there is looked at below.
    await sleep(fault.delayMs, undefined, { signal: context.closing }).catch(() => undefined);
  }
  const gone = !socket.writable;
  const frame = sentFrame(reply.bytes, fault);
  const draft = draftOf(context, message, { ...notes, tolerated: [...framing, ...(notes.tolerated ?? [])] });
  if (fault !== undefined) draft.fault ??= fault.kind;
  if (gone && fault === undefined) {
    draft.unexpected ??= context.closing.aborted
      ? 'le banc s’est arrêté'
      : 'le client a fermé la connexion avant l’accusé de réception';
  }
  if (frame !== undefined && !gone) draft.response = { line: reply.line, headers: HEADERS };
  context.journal.record(draft, {
    requestBody: message.bytes,
    ...(draft.response === undefined ? {} : { responseBody: payloadOf(frame ?? Buffer.alloc(0)) }),
  });
  if (fault?.kind === 'close-before-answer') socket.destroy();
  else if (frame !== undefined && !gone) {
    if (!socket.write(frame)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
    if (fault?.kind === 'truncate') socket.destroySoon();
  }
  afterwards?.();
  return readable;
}

const HEADERS: [string, string][] = [['Content-Type', ER7_CONTENT_TYPE]];

/** What leaves of a reply; undefined when nothing does. */
function sentFrame(reply: Buffer, fault: Fault | undefined): Buffer | undefined {
  if (fault?.kind === 'no-answer' || fault?.kind === 'close-before-answer') return undefined;
  const frame = frameMllp(reply);
  return fault?.kind === 'truncate' ? frame.subarray(0, fault.bytes ?? Math.floor(frame.length / 2)) : frame;
}

/** A frame, or its beginning, without its start and end bytes: what the journal keeps. */
function payloadOf(frame: Buffer): Buffer {
  const end = frame.at(-1) === 0x0d && frame.at(-2) === 0x1c ? -2 : undefined;
  return frame.subarray(1, end);
}

function draftOf(
  context: MllpServing,
  { startedAt, tls }: ReceivedMllpMessage,
  { line, tolerated, ...notes }: MllpAnswer['exchange'],
): ExchangeDraft {
  return {
    service: context.service,
    protocol: 'mllp',
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    ...notes,
    request: { line, headers: HEADERS },
    tolerated: [...(tolerated ?? [])],
    ...(tls === undefined ? {} : { tls }),
  };
}

function recordBenchFault(context: MllpServing, message: ReceivedMllpMessage, error: unknown): void {
  const reason = `erreur du banc : ${error instanceof Error ? error.message : String(error)}`;
  const line = firstLine(message.bytes);
  const draft = draftOf(context, message, { line, keys: {}, summary: `Message HL7 v2, ${reason}`, unexpected: reason });
  context.journal.record(draft, { requestBody: message.bytes });
}

function recordFraming(
  context: MllpServing,
  socket: Socket,
  { fault, bytes, length }: Extract<MllpEvent, { kind: 'fault' }>,
): void {
  const reason = `${FRAMING_FAULTS[fault]} (${length} octet${length > 1 ? 's' : ''})`;
  const now = new Date();
  const draft = draftOf(
    context,
    { bytes, startedAt: now, remoteAddress: socket.remoteAddress ?? '' },
    { line: firstLine(bytes), keys: {}, summary: `Connexion MLLP : ${reason}`, unexpected: reason },
  );
  // These bytes are no HL7 v2.
  draft.request.headers = [['Content-Type', 'application/octet-stream']];
  context.journal.record(draft, { requestBody: bytes });
}
