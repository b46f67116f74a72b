import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket, type TlsOptions } from 'node:tls';
import { createMllpReader, frameMllp } from '../wire/mllp.js';
import { explainFailure } from './connection-failure.js';
import type { ExchangeTls } from './exchange.js';

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
  /** Real time. */
  startedAt: Date;
  finishedAt: Date;
  tls?: ExchangeTls;
}

/**
 * Sends messages over one connection, each after the acknowledgement of the one before; `pipelined` sends all at once
 * and takes acknowledgements in their order. After a failure the messages that remain get a connection of their own.
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
  for (const message of messages) {
    const startedAt = new Date();
    try {
      connection ??= await MllpConnection.open(target, options);
      results.push(await connection.send(message, startedAt));
    } catch (error) {
      results.push(unreachable(target, error, startedAt));
    }
    if (results.at(-1)?.outcome !== 'answered') {
      connection?.close();
      connection = undefined;
    }
  }
  connection?.close();
  return results;
}

async function sendTogether(
  target: MllpTarget,
  messages: readonly Buffer[],
  options: MllpClientOptions,
): Promise<MllpResult[]> {
  const startedAt = new Date();
  try {
    const connection = await MllpConnection.open(target, options);
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
type Settled = Pick<MllpResult, 'outcome' | 'reply' | 'reason'>;

/** One connection to a product: messages sent wait for their answer in the order they left. */
class MllpConnection {
  readonly #socket: Socket;
  readonly #answerMs: number;
  readonly #waiting: ((settled: Settled) => void)[] = [];
  /** Why nothing more will come. */
  #over: Settled | undefined;

  /** Opens a connection; rejects when it cannot be within `connectMs`. */
  static open(target: MllpTarget, options: MllpClientOptions): Promise<MllpConnection> {
    const { connectMs = 5_000 } = options;
    return new Promise((resolve, reject) => {
      const socket = socketTo(target, options);
      const timer = setTimeout(() => fail(new Error('pas de réponse à la connexion')), connectMs);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      socket.once('error', fail);
      socket.once('close', () => fail(new Error('connexion refusée pendant son établissement')));
      socket.once(target.tls ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        socket.removeAllListeners();
        resolve(new MllpConnection(socket, options));
      });
    });
  }

  private constructor(socket: Socket, { answerMs = 15_000, answerBytes = 4 * 1024 * 1024 }: MllpClientOptions) {
    this.#socket = socket;
    this.#answerMs = answerMs;
    const reader = createMllpReader({ maxBytes: answerBytes });
    const take = (events: ReturnType<typeof reader.push>): void => {
      for (const event of events) {
        if (event.kind === 'frame') this.#waiting.shift()?.({ outcome: 'answered', reply: event.payload });
        // A frame without its last CR is an answer all the same, told by the frame before.
        else if (event.fault !== 'no-cr') {
          this.#end({ outcome: 'no-frame', reply: event.bytes, reason: 'la réponse n’est pas un bloc MLLP' });
        }
      }
    };
    socket.on('data', (chunk: Buffer) => take(reader.push(chunk)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      take(reader.end());
      this.#end({ outcome: 'closed', reason: 'connexion fermée sans accusé de réception' });
    });
  }

  /** Sends one message and waits for its answer. */
  async send(message: Buffer, startedAt: Date): Promise<MllpResult> {
    const settled = this.#over ?? (await this.#answerTo(message));
    const tls = tlsOf(this.#socket);
    return { ...settled, startedAt, finishedAt: new Date(), ...(tls === undefined ? {} : { tls }) };
  }

  close(): void {
    this.#socket.destroySoon();
  }

  #answerTo(message: Buffer): Promise<Settled> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        // An answer that comes now would be taken for that of the next message.
        this.#end({ outcome: 'silent', reason: `pas d’accusé de réception en ${this.#answerMs / 1_000} s` });
      }, this.#answerMs);
      this.#waiting.push((settled) => {
        clearTimeout(timer);
        resolve(settled);
      });
      this.#socket.write(frameMllp(message));
    });
  }

  #end(how: Settled): void {
    this.#over ??= how;
    for (const settle of this.#waiting.splice(0)) settle(how);
    this.#socket.destroy();
  }
}

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
