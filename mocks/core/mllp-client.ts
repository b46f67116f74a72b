import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket, type TlsOptions } from 'node:tls';
import { createMllpReader, frameMllp, type MllpEvent, type MllpReader } from '../wire/mllp.js';
import { explainFailure } from './connection-failure.js';
import type { ExchangeTls } from './exchange.js';
import { FRAMING_FAULTS } from './mllp-message.js';

/** Where a product listens for HL7 v2. */
export interface MllpTarget {
  host: string;
  port: number;
  tls: boolean;
}

/** What a bench that sends owes nobody: its certificate, and how long it waits. */
export interface MllpClientOptions {
  /** Client certificate shown when the product asks for one, PEM. */
  identity?: Pick<TlsOptions, 'key' | 'cert'>;
  /** Longest wait for the connection. Default 5 s. */
  connectMs?: number;
  /** Longest wait for an acknowledgement. Default 15 s. */
  answerMs?: number;
  /** Longest acknowledgement, in bytes. Default 4 MB. */
  answerBytes?: number;
  /** Cuts what is under way when aborted. */
  signal?: AbortSignal;
}

/**
 * How sending a message ended: `answered` a frame came back; `silent` nothing in time; `closed` the connection was
 * closed before an answer; `no-frame` what came is not MLLP; `unreachable` no connection (then nothing was sent).
 */
export type MllpOutcome = 'answered' | 'silent' | 'closed' | 'no-frame' | 'unreachable';

/** What came of one message sent. */
export interface MllpResult {
  outcome: MllpOutcome;
  /** Content of the frame received. */
  reply?: Buffer;
  /** French, when the outcome is not `answered`. */
  reason?: string;
  /** What was wrong around the frame received, in French. */
  tolerated?: readonly string[];
  /** Real time. */
  startedAt: Date;
  finishedAt: Date;
  tls?: ExchangeTls;
}

/**
 * Sends messages over one connection, each after the acknowledgement of the one before; `pipelined` sends all at once
 * and takes acknowledgements in their order. After a failure the next message gets a new connection.
 * Never rejects.
 */
export async function sendMllp(
  target: MllpTarget,
  messages: readonly Buffer[],
  options: MllpClientOptions & { pipelined?: boolean } = {},
): Promise<MllpResult[]> {
  if (options.pipelined === true) return sendTogether(target, messages, options);
  const results: MllpResult[] = [];
  let connection: MllpConnection | undefined;
  const attempt = async (message: Buffer): Promise<MllpResult> => {
    const startedAt = new Date();
    try {
      if (connection?.over !== false) connection = await open(target, options);
      return await connection.send(message, startedAt);
    } catch (error) {
      return unreachable(target, error, startedAt);
    }
  };
  for (const message of messages) {
    const reused = connection?.over === false;
    let result = await attempt(message);
    // Some products close after each acknowledgement, and the next message crosses the closing.
    if (reused && result.outcome === 'closed') result = { ...(await attempt(message)), tolerated: [SENT_AGAIN] };
    results.push(result);
  }
  connection?.close();
  return results;
}

const SENT_AGAIN = 'connexion fermée par le logiciel après un accusé : message envoyé de nouveau sur une autre';

async function sendTogether(
  target: MllpTarget,
  messages: readonly Buffer[],
  options: MllpClientOptions,
): Promise<MllpResult[]> {
  const startedAt = new Date();
  try {
    const connection = await open(target, options);
    const results = await Promise.all(messages.map((message) => connection.send(message, startedAt)));
    connection.close();
    return results;
  } catch (error) {
    return messages.map(() => unreachable(target, error, startedAt));
  }
}

function unreachable({ host, port }: MllpTarget, error: unknown, startedAt: Date): MllpResult {
  const why = error instanceof Error ? explainFailure(error).reason : String(error);
  return { outcome: 'unreachable', reason: `${host}:${port} : ${why}`, startedAt, finishedAt: new Date() };
}

/** A frame received, or why none came. */
type Settled = Pick<MllpResult, 'outcome' | 'reply' | 'reason' | 'tolerated'>;

/** Opens a connection; rejects when it cannot be within `connectMs`. */
function open(target: MllpTarget, options: MllpClientOptions): Promise<MllpConnection> {
  const { connectMs = 5_000, signal } = options;
  return new Promise((resolve, reject) => {
    const socket = socketTo(target, options);
    const timer = setTimeout(() => socket.destroy(new Error('pas de réponse à la connexion')), connectMs);
    const cut = (): void => void socket.destroy(new Error('le banc s’arrête'));
    signal?.addEventListener('abort', cut);
    let failure: Error | undefined;
    socket.on('error', (error) => (failure ??= error));
    socket.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cut);
      // Of no effect once the connection is open.
      reject(failure ?? new Error('connexion fermée pendant son établissement'));
    });
    socket.once(target.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      resolve(new MllpConnection(socket, options));
    });
    if (signal?.aborted === true) cut();
  });
}

/** One connection to a product: messages sent wait for their answer in the order they left. */
class MllpConnection {
  readonly #socket: Socket;
  readonly #reader: MllpReader;
  readonly #answerMs: number;
  readonly #waiting: ((settled: Settled) => void)[] = [];
  /** What was wrong around the frames of the answer to come. */
  #tolerated: string[] = [];
  /** Why nothing more will come. */
  #over: Settled | undefined;

  constructor(socket: Socket, { answerMs = 15_000, answerBytes = 4 * 1024 * 1024 }: MllpClientOptions) {
    this.#socket = socket;
    this.#answerMs = answerMs;
    this.#reader = createMllpReader({ maxBytes: answerBytes });
    let crTimer: NodeJS.Timeout | undefined;
    socket.on('data', (chunk: Buffer) => {
      clearTimeout(crTimer);
      this.#take(this.#reader.push(chunk));
      if (this.#reader.owesCr) crTimer = setTimeout(() => this.#end(NO_ANSWER), CR_MS);
    });
    socket.on('close', () => {
      clearTimeout(crTimer);
      this.#end(NO_ANSWER);
    });
  }

  /** Sends one message and waits for its answer. */
  async send(message: Buffer, startedAt: Date): Promise<MllpResult> {
    const tls = tlsOf(this.#socket);
    const settled = this.#over ?? (await this.#answerTo(message));
    return { ...settled, startedAt, finishedAt: new Date(), ...(tls === undefined ? {} : { tls }) };
  }

  /** True when nothing can be sent on it any more. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  close(): void {
    this.#socket.destroySoon();
  }

  #answerTo(message: Buffer): Promise<Settled> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        // An answer that comes later would be taken for that of the next message.
        this.#end({ outcome: 'silent', reason: `pas d’accusé de réception en ${this.#answerMs / 1_000} s` });
      }, this.#answerMs);
      this.#waiting.push((settled) => {
        clearTimeout(timer);
        resolve(settled);
      });
      this.#socket.write(frameMllp(message));
    });
  }

  #take(events: readonly MllpEvent[]): void {
    for (const [at, event] of events.entries()) {
      const next = events[at + 1];
      if (event.kind === 'frame') {
        const noCr = next?.kind === 'fault' && next.fault === 'no-cr' ? [FRAMING_FAULTS['no-cr']] : [];
        const tolerated = [...this.#tolerated, ...noCr];
        this.#tolerated = [];
        this.#waiting.shift()?.({ outcome: 'answered', reply: event.payload, tolerated });
      } else if (event.fault === 'outside' && next !== undefined) this.#tolerated.push(FRAMING_FAULTS.outside);
      else if (event.fault !== 'no-cr') {
        const reason = `la réponse n’est pas un bloc MLLP : ${FRAMING_FAULTS[event.fault]}`;
        this.#over ??= { outcome: 'no-frame', reply: event.bytes, reason };
      }
    }
    if (this.#over !== undefined) this.#finish(this.#over);
  }

  #end(how: Settled): void {
    if (this.#over !== undefined) return;
    // What came without its end may be an answer, or say why there is none.
    this.#take(this.#reader.end());
    this.#over ??= how;
    this.#finish(this.#over);
  }

  #finish(over: Settled): void {
    for (const settle of this.#waiting.splice(0)) settle(over);
    this.#socket.destroy();
  }
}

/** Longest wait for the CR that should follow an end block. */
const CR_MS = 500;

const NO_ANSWER: Settled = { outcome: 'closed', reason: 'connexion fermée sans accusé de réception' };

function socketTo({ host, port, tls }: MllpTarget, { identity }: MllpClientOptions): Socket {
  if (!tls) return connectTcp({ host, port }).setNoDelay(true);
  // A product's certificate comes from its vendor: the bench notes what it is and judges nothing of it.
  const name = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ host, port, ...name, ...identity, rejectUnauthorized: false }).setNoDelay(true);
}

function tlsOf(socket: Socket): ExchangeTls | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const tls: ExchangeTls = { authorized: socket.authorized };
  const protocol = socket.getProtocol();
  if (protocol !== null) tls.protocol = protocol;
  // Undefined once the socket is destroyed, whatever the types say.
  const cipher = socket.getCipher() as { standardName?: string } | undefined;
  if (cipher?.standardName !== undefined) tls.cipher = cipher.standardName;
  return tls;
}
