import { constants, existsSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Adapter } from './adapter.js';
import { findBrowser } from './browser.js';
import { importModule, type LoadedConfig } from './config.js';
import { type Text, text } from './text.js';

/** One point of the preflight. What is wrong here is configuration, never "non conforme" (design §3). */
export interface PreflightPoint {
  id: string;
  title: Text;
  ok: boolean;
  /** What was found, or what to do about it. */
  detail: string;
}

/** Ports looked at from --port-base on. */
const PORTS_NEEDED = 12;

/** Looks at everything that can be wrong before the first scenario. Starts nothing, changes nothing but the run folder. */
export async function preflight(config: LoadedConfig, outDir: string): Promise<PreflightPoint[]> {
  const points: PreflightPoint[] = [point('node', text('Version de Node.js', 'Node.js version'), await nodeVersion())];
  points.push(point('out', text('Dossier des campagnes', 'Folder of runs'), await writable(outDir)));
  const adapter = config.adapterPath === undefined ? undefined : await adapterKind(config.adapterPath);
  if (adapter) points.push(point('adapter', text('Adaptateur', 'Adapter'), adapter.outcome));
  if (adapter?.kind === 'browser') {
    points.push(point('browser', text('Navigateur', 'Browser'), await browserFound()));
  }
  if (config.ciSis !== undefined) {
    points.push(point('ci-sis', text('Dossier CI-SIS', 'CI-SIS folder'), await ciSisFolder(config.ciSis)));
  }
  const { bind, publicHost, portBase } = config.listen;
  points.push(point('host', text('Nom public du banc', 'Public name of the bench'), await resolves(publicHost)));
  if (portBase !== undefined) {
    points.push(point('ports', text('Ports fixes', 'Fixed ports'), await portsFree(bind, portBase)));
  }
  if (Object.keys(config.papers).length > 0) {
    points.push(point('papers', text('Pièces à remettre', 'Papers to hand over'), await papersReadable(config.papers)));
  }
  if (config.start === undefined) {
    const url = config.sut.healthUrl ?? config.sut.baseUrl ?? '';
    points.push(point('sut', text('Logiciel à éprouver', 'Software under test'), await answers(url)));
  }
  return points;
}

type Outcome = { ok: boolean; detail: string };

function point(id: string, title: Text, outcome: Outcome): PreflightPoint {
  return { id, title, ...outcome };
}

async function attempt(work: () => unknown): Promise<Outcome> {
  try {
    return { ok: true, detail: String(await work()) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function nodeVersion(): Promise<Outcome> {
  return attempt(() => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
    if (!supported) throw new Error(`Node.js ${process.versions.node} ; il faut 20.19+, 22.12+ ou 24+.`);
    return process.versions.node;
  });
}

function writable(dir: string): Promise<Outcome> {
  return attempt(async () => {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
    return dir;
  });
}

async function adapterKind(path: string): Promise<{ kind?: Adapter['kind']; outcome: Outcome }> {
  let kind: Adapter['kind'] | undefined;
  const outcome = await attempt(async () => {
    const module = await importModule<{ adapter?: Partial<Adapter> }>(path);
    if (!module.adapter?.actions) throw new Error(`${path} n'exporte pas « adapter » (defineAdapter).`);
    kind = module.adapter.kind;
    return `${module.adapter.name ?? 'sans nom'}, ${Object.keys(module.adapter.actions).length} actions`;
  });
  return { ...(kind ? { kind } : {}), outcome };
}

/** The same places as scenarios/cda/ci-sis-folder.ts, which the engine may not import. */
const CI_SIS_SCHEMAS = ['infrastructure/cda/CDA_extended.xsd', 'CDA_extended.xsd'];

function ciSisFolder(folder: string): Promise<Outcome> {
  return attempt(() => {
    const schema = CI_SIS_SCHEMAS.map((place) => join(folder, place)).find((file) => existsSync(file));
    if (schema === undefined) throw new Error(`${folder} ne contient pas ${CI_SIS_SCHEMAS[0] ?? ''} (ciSis).`);
    return schema;
  });
}

function browserFound(): Promise<Outcome> {
  return attempt(() => findBrowser());
}

function papersReadable(papers: Record<string, string>): Promise<Outcome> {
  return attempt(async () => {
    for (const [proof, path] of Object.entries(papers)) {
      await access(path, constants.R_OK).catch(() => {
        throw new Error(`La pièce de ${proof}, ${path}, ne se lit pas ; corrigez « papers ».`);
      });
    }
    return `${Object.keys(papers).length} fichiers`;
  });
}

function resolves(host: string): Promise<Outcome> {
  return attempt(async () => `${host} → ${(await lookup(host)).address}`);
}

function answers(url: string): Promise<Outcome> {
  return attempt(async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${url} répond HTTP ${response.status}.`);
    return `${url} répond HTTP ${response.status}`;
  });
}

function portsFree(bind: string, base: number): Promise<Outcome> {
  return attempt(async () => {
    for (let port = base; port < base + PORTS_NEEDED; port += 1) await portFree(bind, port);
    return `${base}–${base + PORTS_NEEDED - 1} libres`;
  });
}

function portFree(bind: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`Le port ${port} n'est pas libre (${error.code ?? ''}).`)),
    );
    server.listen(port, bind, () => server.close(() => resolve()));
  });
}
