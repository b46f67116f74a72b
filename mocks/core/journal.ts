import { EventEmitter } from 'node:events';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BancError } from '../wire/errors.js';
import { openBodyStore } from './body-store.js';
import type { BodyRef, Exchange, ExchangeFilter, ExchangeMessage } from './exchange.js';
import { matchesFilter } from './exchange-filter.js';
import { maskBody, maskMessage } from './masking.js';

/** An exchange before the journal numbers it, masks its secrets and stores its bodies. */
export interface ExchangeDraft extends Omit<Exchange, 'id' | 'seq' | 'masked' | 'request' | 'response'> {
  request: Omit<ExchangeMessage, 'body'>;
  response?: Omit<ExchangeMessage, 'body'>;
}

/** Raw bodies of a draft. An empty buffer is the same as none. */
export interface DraftBodies {
  requestBody?: Buffer;
  responseBody?: Buffer;
}

/** Everything that crossed the wire during a run, append-only (design §3 "On disk"). */
export interface Journal {
  /** Folder that holds `exchanges.jsonl` and `bodies/`. */
  readonly dir: string;
  /** `seq` of the last exchange, 0 when none: the mark to list or wait from. */
  readonly lastSeq: number;
  /**
   * Numbers, masks and keeps an exchange; its line is on disk at the end of the current turn of the event loop.
   * Never throws: a write error comes out of {@link flush} and {@link close}. After `close` it is kept in memory only.
   */
  record(draft: ExchangeDraft, bodies?: DraftBodies): Exchange;
  /** Exchanges that match, in order. */
  list(filter?: ExchangeFilter): Exchange[];
  /** One exchange by id (`x000001`). */
  get(id: string): Exchange | undefined;
  /**
   * Exchanges that match, as soon as there is one; an empty array after `timeoutMs`. Rejects with the signal's reason
   * when it is aborted.
   */
  waitFor(filter: ExchangeFilter, timeoutMs: number, signal?: AbortSignal): Promise<Exchange[]>;
  /** Raw bytes of a body; undefined when no body has this digest. */
  readBody(sha256: string): Promise<Buffer | undefined>;
  /** Resolves when everything recorded is on disk. Throws BANC_JOURNAL when something could not be written. */
  flush(): Promise<void>;
  /** Flushes and closes. Throws like {@link flush}. */
  close(): Promise<void>;
}

/** File of a run folder that holds one exchange a line. */
export const EXCHANGES_FILE = 'exchanges.jsonl';
/** Folder of a run folder that holds the raw bodies. */
export const BODIES_FOLDER = 'bodies';

/** Opens a journal in `dir` (created when missing). Throws BANC_JOURNAL when the folder cannot be written. */
export function openJournal(dir: string): Journal {
  let file: number;
  let bodies;
  try {
    mkdirSync(dir, { recursive: true });
    file = openSync(join(dir, EXCHANGES_FILE), 'a');
    bodies = openBodyStore(join(dir, BODIES_FOLDER));
  } catch (error) {
    throw journalError(dir, error);
  }
  const store = bodies;
  const exchanges: Exchange[] = [];
  const recorded = new EventEmitter().setMaxListeners(0);
  let lines: string[] = [];
  let failure: unknown;
  let closed = false;

  // A synchronous write a turn of the loop: order is kept by construction, a burst is one system call, and what is
  // written survives kill -9 because it is already the kernel's.
  function drain(): void {
    if (lines.length === 0 || closed) return;
    const batch = Buffer.from(lines.join(''));
    lines = [];
    try {
      for (let offset = 0; offset < batch.length;) offset += writeSync(file, batch, offset);
    } catch (error) {
      failure ??= error;
    }
  }

  function keepBody(
    body: Buffer | undefined,
    message: Pick<ExchangeMessage, 'headers'>,
    side: string,
    masked: string[],
  ) {
    if (body === undefined || body.length === 0) return undefined;
    const contentType = message.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
    const safe = maskBody(body, contentType);
    masked.push(...safe.masked.map((name) => side + name));
    const ref: BodyRef = { sha256: store.put(safe.value), size: body.length };
    if (contentType !== undefined) ref.contentType = contentType;
    return ref;
  }

  function keepMessage(draft: Omit<ExchangeMessage, 'body'>, body: Buffer | undefined, side: string, masked: string[]) {
    const safe = maskMessage(draft);
    masked.push(...safe.masked.map((name) => side + name));
    const ref = keepBody(body, draft, side, masked);
    return ref === undefined ? safe.value : { ...safe.value, body: ref };
  }

  async function flush(): Promise<void> {
    drain();
    try {
      await store.flush();
    } catch (error) {
      failure ??= error;
    }
    if (failure !== undefined) throw journalError(dir, failure);
  }

  return {
    dir,
    get lastSeq() {
      return exchanges.length;
    },
    record: (draft, { requestBody, responseBody } = {}) => {
      const masked: string[] = [];
      const seq = exchanges.length + 1;
      const request = keepMessage(draft.request, requestBody, '', masked);
      const exchange: Exchange = { id: `x${String(seq).padStart(6, '0')}`, seq, ...draft, request, masked };
      if (draft.response !== undefined) {
        exchange.response = keepMessage(draft.response, responseBody, 'response ', masked);
      }
      exchanges.push(exchange);
      if (lines.length === 0) setImmediate(drain);
      lines.push(`${JSON.stringify(exchange)}\n`);
      recorded.emit('exchange', exchange);
      return exchange;
    },
    list: (filter = {}) => exchanges.slice(filter.since ?? 0).filter((exchange) => matchesFilter(exchange, filter)),
    get: (id) => (/^x\d{6,}$/.test(id) ? exchanges[Number(id.slice(1)) - 1] : undefined),
    waitFor(filter, timeoutMs, signal) {
      const present = this.list(filter);
      if (present.length > 0) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const settle = () => {
          clearTimeout(timer);
          recorded.off('exchange', onExchange);
          signal?.removeEventListener('abort', onAbort);
        };
        const onExchange = (exchange: Exchange) => {
          if (!matchesFilter(exchange, filter)) return;
          settle();
          resolve([exchange]);
        };
        const onAbort = () => {
          settle();
          reject(abortReason(signal));
        };
        const timer = setTimeout(() => {
          settle();
          resolve([]);
        }, timeoutMs);
        recorded.on('exchange', onExchange);
        signal?.addEventListener('abort', onAbort);
        if (signal?.aborted === true) onAbort();
      });
    },
    readBody: (sha256) => store.read(sha256),
    flush,
    close: async () => {
      if (closed) return;
      try {
        await flush();
      } finally {
        closed = true;
        closeSync(file);
      }
    },
  };
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}

function journalError(dir: string, cause: unknown): BancError {
  return new BancError(
    'BANC_JOURNAL',
    `Le journal des échanges ne peut pas être écrit dans ${dir} : ${cause instanceof Error ? cause.message : String(cause)}. ` +
      'Libérer de la place ou choisir un autre dossier (--out).',
    { cause },
  );
}
