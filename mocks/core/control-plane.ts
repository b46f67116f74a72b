import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { BancError } from '../wire/errors.js';
import type { Clock } from './clock.js';
import { coreCommands } from './control-commands.js';
import type { ExchangeFilter } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import type { Journal } from './journal.js';
import { listen } from './listen.js';
import { readRequestBody } from './request-body.js';
import type { ControlCommand, StartedService } from './service.js';

/** A route of the engine: gets the JSON body and a signal aborted when the caller goes away or the bench stops. */
export type ExtraRoute = (input: unknown, signal: AbortSignal) => Promise<unknown>;

/** What the control plane commands. */
export interface ControlPlaneOptions {
  services: readonly StartedService[];
  journal: Journal;
  clock: Clock;
  faults: FaultPlan;
  /** 0 = any free port. */
  port: number;
  /** Keys are `POST /operator/ask`; answers are wrapped like a command's. */
  extraRoutes?: Record<string, ExtraRoute>;
}

/** A control plane that answers. */
export interface ControlPlane {
  /** `http://127.0.0.1:<port>`, always loopback whatever the mocks bind. */
  url: string;
  close(): Promise<void>;
}

/** Longest command, in bytes: a document of 20 MB in base64. */
const MAX_COMMAND_BYTES = 32 * 1024 * 1024;
const MAX_WAIT_MS = 600_000;

/**
 * Opens the control plane: how scenarios, and people who script the mocks, change and watch them.
 *
 * - `POST /<service>/<command>`, `/faults/…`, `/clock/…`: JSON input, `{ok:true,result}` or `{ok:false,error:{code,message}}`;
 * - `GET /exchanges?since=&service=&transaction=a,b&key.<name>=&waitMs=` → `{exchanges,last}`, waiting for a first match;
 * - `GET /exchanges/<id>/request-body` and `response-body`: raw bytes, 204 when there was none;
 * - `GET /mark` → `{last}`; `GET /` lists the commands with their JSON Schemas.
 *
 * It listens on 127.0.0.1 only and refuses what a web page could send (Origin, foreign Host: DNS rebinding).
 * Throws BANC_LISTEN.
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { journal } = options;
  const groups: Record<string, Record<string, ControlCommand>> = coreCommands(options);
  for (const service of options.services) groups[service.name] = service.commands;
  const closing = new AbortController();

  function run(group: string, name: string, input: unknown): unknown {
    const commands = Object.hasOwn(groups, group) ? groups[group] : undefined;
    const command = commands !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new BancError('BANC_CONTROL', `Commande inconnue : ${group}/${name}. GET / en donne la liste.`);
    }
    const parsed = command.input.safeParse(input);
    if (!parsed.success) throw new BancError('BANC_CONTROL', `${group}/${name} : ${z.prettifyError(parsed.error)}`);
    return command.run(parsed.data);
  }

  async function post(path: string, message: IncomingMessage, signal: AbortSignal): Promise<Answer> {
    const reading = await readRequestBody(message, MAX_COMMAND_BYTES);
    if (reading.kind !== 'whole') {
      const text = `Commande illisible ou de plus de ${MAX_COMMAND_BYTES} octets.`;
      return { ...failure(413, new BancError('BANC_CONTROL', text)), close: true };
    }
    const input = parseInput(reading.body);
    const route = options.extraRoutes?.[`POST ${path}`];
    if (route !== undefined) return success(await route(input, signal));
    const [group = '', name = '', ...more] = path.slice(1).split('/');
    return success(await run(group, more.length === 0 ? name : [name, ...more].join('/'), input));
  }

  async function get(url: URL, signal: AbortSignal): Promise<Answer> {
    if (url.pathname === '/') return json(200, describe(groups, Object.keys(options.extraRoutes ?? {})));
    if (url.pathname === '/mark') return json(200, { last: journal.lastSeq });
    if (url.pathname === '/exchanges') {
      const { filter, waitMs } = readFilter(url.searchParams);
      const exchanges = waitMs > 0 ? await journal.waitFor(filter, waitMs, signal) : journal.list(filter);
      return json(200, { exchanges, last: journal.lastSeq });
    }
    const [, id = '', side = ''] = /^\/exchanges\/(x\d+)\/(request|response)-body$/.exec(url.pathname) ?? [];
    const exchange = journal.get(id);
    if (exchange === undefined) {
      return failure(404, new BancError('BANC_CONTROL', `Rien à ${url.pathname}. GET / donne la liste des commandes.`));
    }
    const ref = side === 'request' ? exchange.request.body : exchange.response?.body;
    const body = ref === undefined ? undefined : await journal.readBody(ref.sha256);
    if (body === undefined) return { status: 204, type: 'application/octet-stream', body: '' };
    // Never the type the SUT claimed: a browser must not run what was captured.
    return { status: 200, type: 'application/octet-stream', body };
  }

  async function answer(message: IncomingMessage, signal: AbortSignal): Promise<Answer> {
    try {
      const refusal = refuseWebPages(message);
      if (refusal !== undefined) return failure(403, new BancError('BANC_CONTROL', refusal));
      const url = new URL(message.url ?? '/', 'http://127.0.0.1');
      if (message.method === 'POST') return await post(url.pathname, message, signal);
      if (message.method === 'GET') return await get(url, signal);
      return failure(405, new BancError('BANC_CONTROL', `Méthode ${String(message.method)} : GET ou POST attendu.`));
    } catch (error) {
      return failure(error instanceof BancError ? 400 : 500, error);
    }
  }

  function onRequest(message: IncomingMessage, response: ServerResponse): void {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('L’appelant est parti.')));
    response.on('error', () => gone.abort());
    void answer(message, AbortSignal.any([gone.signal, closing.signal])).then(({ status, type, body, close }) => {
      if (response.destroyed) return;
      response.writeHead(status, { 'content-type': type, ...(close === true ? { connection: 'close' } : {}) });
      response.end(body);
      message.resume();
    });
  }

  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, onRequest);
  const port = await listen(server, '127.0.0.1', options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closing.abort(new Error('Le banc s’arrête.'));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  close?: boolean;
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

function success(result: unknown): Answer {
  return json(200, { ok: true, result: result ?? null });
}

function failure(status: number, error: unknown): Answer {
  const code = error instanceof BancError ? error.code : 'BANC_CONTROL';
  const message = error instanceof Error ? error.message : String(error);
  return json(status, { ok: false, error: { code, message } });
}

function parseInput(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (cause) {
    throw new BancError('BANC_CONTROL', 'Le corps de la commande n’est pas du JSON.', { cause });
  }
}

function readFilter(query: URLSearchParams): { filter: ExchangeFilter; waitMs: number } {
  const filter: ExchangeFilter = { since: readNumber(query, 'since') };
  const service = query.get('service');
  if (service !== null) filter.service = service;
  const transaction = query.get('transaction');
  if (transaction !== null) filter.transaction = transaction.split(',');
  const keys = [...query].filter(([name]) => name.startsWith('key.'));
  if (keys.length > 0) filter.keys = Object.fromEntries(keys.map(([name, value]) => [name.slice(4), value]));
  return { filter, waitMs: Math.min(readNumber(query, 'waitMs'), MAX_WAIT_MS) };
}

function readNumber(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '0';
  if (!/^\d{1,12}$/.test(text))
    throw new BancError('BANC_CONTROL', `${name} : entier positif attendu, reçu « ${text} ».`);
  return Number(text);
}

function refuseWebPages({ headers }: IncomingMessage): string | undefined {
  if (headers.origin !== undefined) return 'Le plan de contrôle refuse les pages Web (en-tête Origin).';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none')
    return 'Le plan de contrôle refuse les pages Web (en-tête Sec-Fetch-Site).';
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    return 'Le plan de contrôle ne répond qu’à localhost (en-tête Host).';
  }
  return undefined;
}

function describe(groups: Record<string, Record<string, ControlCommand>>, routes: string[]): unknown {
  return {
    services: Object.fromEntries(
      Object.entries(groups).map(([group, commands]) => [
        group,
        Object.fromEntries(
          Object.entries(commands).map(([name, { description, input }]) => [
            name,
            { description, input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) },
          ]),
        ),
      ]),
    ),
    routes: [
      'GET /',
      'GET /mark',
      'GET /exchanges',
      'GET /exchanges/<id>/request-body',
      'GET /exchanges/<id>/response-body',
      ...routes,
    ],
  };
}
