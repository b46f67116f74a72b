import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { type FaultPlan, startMocks, type StartedMocks } from '../../../../mocks/index.js';
import { ControlClient } from '../../../../scenarios/harness/control-client.js';

/** The annuaire's part of the connection sheet. */
export interface AnnuaireSheet {
  baseUrl: string;
  apiKey: string;
  extractions: { psLibreAcces: string; correspondanceMssante: string };
}

/** An answer as a plain client sees it. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A FHIR resource, loosely. */
export type Resource = Record<string, unknown> & { resourceType: string; id: string };

/** A searchset, loosely. */
export interface Bundle {
  resourceType: string;
  type: string;
  id: string;
  total?: number;
  entry: { fullUrl: string; resource: Resource }[];
  link: { relation: string; url: string }[];
}

/** How a request is sent. */
export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as a form unless `headers` say otherwise. */
  body?: string;
  /** Instead of the key of the sheet; null sends none. */
  apiKey?: string | null;
}

/** The mock annuaire as a vendor's machine sees it: through the connection sheet alone. */
export class AnnuaireMocks {
  readonly sheet: AnnuaireSheet;
  readonly ca: string;
  readonly control: ControlClient;
  readonly faults: FaultPlan;
  readonly #mocks: StartedMocks;
  readonly #dir: string;
  readonly #agent: Agent;

  private constructor(mocks: StartedMocks, dir: string, ca: Buffer) {
    this.sheet = mocks.sheet.annuaire as AnnuaireSheet;
    this.ca = mocks.sheet.ca;
    this.control = new ControlClient(mocks.control);
    this.faults = mocks.faults;
    this.#mocks = mocks;
    this.#dir = dir;
    this.#agent = new Agent({ keepAlive: true, ca });
  }

  /** Starts it without limit of rate, in a folder of its own. */
  static async open(): Promise<AnnuaireMocks> {
    const dir = await mkdtemp(join(tmpdir(), 'banc-annuaire-'));
    const mocks = await startMocks({ dir, services: ['annuaire'] });
    const opened = new AnnuaireMocks(mocks, dir, await readFile(mocks.sheet.ca));
    await opened.control.call('annuaire/set-rate-limit', { perSecond: 0 });
    return opened;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#mocks.close();
    await rm(this.#dir, { recursive: true, force: true });
  }

  /** Sends a request: a path after the base of the API, or an absolute URL. */
  ask(path: string, asking: Asking = {}): Promise<Answer> {
    const { method = asking.body === undefined ? 'GET' : 'POST', body, apiKey = this.sheet.apiKey } = asking;
    const headers = {
      ...(apiKey === null ? {} : { 'ESANTE-API-KEY': apiKey }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...asking.headers,
    };
    const url = path.startsWith('https://') ? path : `${this.sheet.baseUrl}${path}`;
    return new Promise((resolve, reject) => {
      const request = httpsRequest(url, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** A page of results. Throws when the answer is anything else. */
  async search(path: string, asking: Asking = {}): Promise<Bundle> {
    const { status, body } = await this.ask(path, asking);
    if (status !== 200) throw new Error(`${path}: ${status} ${body.toString()}`);
    return JSON.parse(body.toString()) as Bundle;
  }

  /** Every page of a search, following `next`. */
  async pages(path: string, asking: Asking = {}): Promise<Bundle[]> {
    const pages = [await this.search(path, asking)];
    for (let next = linkOf(pages[0], 'next'); next !== undefined; next = linkOf(pages.at(-1), 'next')) {
      pages.push(await this.search(next));
    }
    return pages;
  }

  /** Ids of every match of a search, in order: resources of the type searched. */
  async ids(path: string, asking: Asking = {}): Promise<string[]> {
    const [, type] = /^\/([A-Za-z]+)/.exec(path) ?? [];
    return resourcesOf(await this.pages(path, asking), type ?? '').map(({ id }) => id);
  }

  /** A command of the annuaire. */
  command(name: string, input: object = {}): Promise<unknown> {
    return this.control.call(`annuaire/${name}`, input);
  }

  /** The diagnostics of a refusal, and its status. */
  async refusal(path: string, asking: Asking = {}): Promise<{ status: number; diagnostics: string }> {
    const { status, body } = await this.ask(path, asking);
    const outcome = JSON.parse(body.toString()) as { issue?: { diagnostics: string }[] };
    return { status, diagnostics: outcome.issue?.[0]?.diagnostics ?? '' };
  }

  /** The exchanges after a mark. */
  async exchangesAfter(since: number): Promise<Exchange[]> {
    return this.control.exchanges({ service: 'annuaire', since });
  }
}

/** URL of a link of a Bundle. */
export function linkOf(bundle: Bundle | undefined, relation: string): string | undefined {
  return bundle?.link.find((link) => link.relation === relation)?.url;
}

/** Resources of a type, of one page or several. */
export function resourcesOf(pages: Bundle | readonly Bundle[], type: string): Resource[] {
  return [pages]
    .flat()
    .flatMap(({ entry }) => entry.map(({ resource }) => resource).filter((one) => one.resourceType === type));
}
