import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report } from '../../../../reporters/model.js';

const ROOT = resolve(import.meta.dirname, '../../../..');
const MAIN = join(ROOT, 'dist/scenarios/main.js');
const DOOR = join(ROOT, 'dist/scenarios/index.js');

/** A finished command. */
export interface Finished {
  code: number | null;
  out: string;
  err: string;
}

/** A vendor's project in a temporary folder, on which the built command line is run for real. */
export class VendorProject {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Makes the project; `scenarios`: file name -> body of an ES module that may use `banc` (the public door). */
  static async create(scenarios: Record<string, string>, config: Record<string, unknown> = {}): Promise<VendorProject> {
    const dir = await mkdtemp(join(tmpdir(), 'banc-vendor-'));
    for (const [name, body] of Object.entries(scenarios)) {
      await writeFile(join(dir, name), `import * as banc from ${JSON.stringify(DOOR)};\n${body}`);
    }
    const settings = {
      sut: { vendor: 'V', product: 'P', version: '1', actor: 'dpi', baseUrl: 'http://127.0.0.1:9' },
      scenarios: Object.keys(scenarios).filter((name) => name.endsWith('.scenario.js')),
      timeouts: { actionMs: 2_000, exchangeMs: 500, quietMs: 100, scenarioMs: 20_000 },
      ...config,
    };
    // The product of these tests is not there: its start answers for it.
    await writeFile(
      join(dir, 'banc.config.js'),
      `import { createServer } from 'node:http';
       const settings = ${JSON.stringify(settings)};
       export const config = { ...settings, start: async () => {
         const server = createServer((_request, response) => response.end('ok'));
         await new Promise((done) => server.listen(0, '127.0.0.1', done));
         return { baseUrl: 'http://127.0.0.1:' + server.address().port, stop: async () => { server.close(); server.closeAllConnections(); } };
       } };
       delete config.sut.baseUrl;`,
    );
    await writeFile(join(dir, 'package.json'), '{"type":"module"}');
    return new VendorProject(dir);
  }

  /** Starts `banc …` in the project. */
  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [MAIN, ...args], {
      cwd: this.dir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnv(),
    });
  }

  /** Runs `banc …` to its end. */
  async run(...args: string[]): Promise<Finished> {
    return finish(this.start(...args));
  }

  /** Folder of the only run. */
  async runDir(): Promise<string> {
    const [name] = await readdir(join(this.dir, 'runs'));
    return join(this.dir, 'runs', name ?? '');
  }

  /** report.json of the only run. */
  async report(): Promise<Report> {
    return JSON.parse(await readFile(join(await this.runDir(), 'report.json'), 'utf8')) as Report;
  }

  /** Leaves nothing behind. */
  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Collects what a started command says until it ends. */
export async function finish(child: ChildProcess): Promise<Finished> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  await once(child, 'close');
  return { code: child.exitCode, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

/** Waits until the command has said `word` on stderr. */
export function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((done, gone) => {
    let seen = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(word)) done();
    });
    child.once('close', () => gone(new Error(`ended before saying "${word}": ${seen}`)));
  });
}

/** Without what vitest sets for its own workers. */
function cleanEnv(): NodeJS.ProcessEnv {
  const own = /^(VITEST|TEST$|NODE_ENV$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** Body of a scenario module; `run` is the source of the function. */
export function scenario(id: string, run: string): string {
  return `export const s = banc.defineScenario({
    requirement: ${JSON.stringify(id.replace(/\.\d+$/, ''))}, id: ${JSON.stringify(id)}, title: banc.text('Essai', 'Try'),
    actor: 'dpi', drive: 'automatic', proofs: [${JSON.stringify(`${id}.01`)}], holds: [], run: ${run} });
  const CHECK = { id: 'vendor.check', title: banc.text('Vérification', 'Check'), rule: { reference: 'essai', confidence: 'stated' } };
  const PROOF = ${JSON.stringify(`${id}.01`)};`;
}
