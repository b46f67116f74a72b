import { pathToFileURL } from 'node:url';
import { inject, test } from 'vitest';
import { BancError } from '../../mocks/wire/errors.js';
import type { Adapter } from './adapter.js';
import { BrowserHost } from './browser.js';
import { SCENARIO_LISTENER, type Scenario } from './scenario.js';
import { runScenario } from './scenario-run.js';
import './worker-environment.js';

/**
 * Loaded by vitest before each scenario file: every scenario the file defines becomes a vitest test. vitest schedules,
 * isolates and times out; the record on disk is what counts.
 */
const environment = inject('banc');
// This file is run again before each one: the browser stays for the worker's whole life.
const WORKER = Symbol.for('banc-segur.worker-browser');
const worker = globalThis as { [WORKER]?: BrowserHost };
const browser = (worker[WORKER] ??= browserOfWorker());
let adapter: Promise<Adapter | undefined> | undefined;

(globalThis as Record<symbol, unknown>)[SCENARIO_LISTENER] = (scenario: Scenario): void => {
  if (!environment.selected.includes(scenario.id)) return;
  test(scenario.id, { timeout: environment.attended ? 0 : environment.timeouts.scenarioMs }, async ({ signal }) => {
    adapter ??= loadAdapter(environment.adapterPath);
    const loaded = await adapter;
    const { runDir, runKey, controlUrl, lang, attended, sut, papers, ciSis, timeouts } = environment;
    const shared = { runDir, runKey, controlUrl, lang, attended, sut, papers, timeouts, browser };
    const record = await runScenario(
      scenario,
      { ...shared, ...(ciSis === undefined ? {} : { ciSis }), ...(loaded ? { adapter: loaded } : {}) },
      signal,
    );
    if (record.failure) throw new Error(record.failure.message);
  });
};

/** A browser that does not outlive the worker. */
function browserOfWorker(): BrowserHost {
  const host = new BrowserHost({ headed: environment.headed, recording: environment.recording });
  // How vitest ends its workers.
  process.once('SIGTERM', () => void host.close().finally(() => process.exit()));
  // The main process died: nobody reads what this worker would still write.
  process.once('disconnect', () => process.exit(1));
  return host;
}

async function loadAdapter(path: string | undefined): Promise<Adapter | undefined> {
  if (path === undefined) return undefined;
  let module: { adapter?: Adapter };
  try {
    module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { adapter?: Adapter };
  } catch (error) {
    throw new BancError('BANC_ADAPTER', `${path} ne se charge pas : ${(error as Error).message}`, { cause: error });
  }
  if (!module.adapter) {
    throw new BancError(
      'BANC_ADAPTER',
      `${path} doit exporter « adapter » (export const adapter = defineAdapter({…})).`,
    );
  }
  return module.adapter;
}
