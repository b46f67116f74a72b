import { extname, join } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { createVitest } from 'vitest/node';
import { BancError } from '../../mocks/wire/errors.js';
import type { WorkerEnvironment } from './worker-environment.js';

/** What vitest is asked to run. */
export interface EngineOptions {
  /** Root of the package (dist or the checkout). */
  root: string;
  /** Absolute paths of the scenario files to load. */
  files: string[];
  concurrency: number;
  environment: WorkerEnvironment;
  onScenarioStart(id: string): void;
  onScenarioEnd(id: string): void;
  /** Aborting it asks vitest to cancel: running scenarios see their signal abort. */
  signal: AbortSignal;
}

/**
 * Runs scenarios in vitest workers. Returns faults of the bench itself (a file that does not load, a worker that died);
 * what scenarios found is on disk. vitest's own idea of success is never used (dependencies.md §2.3, traps 2 and 3).
 */
export async function runInVitest(options: EngineOptions): Promise<string[]> {
  const listener = new ScenarioListener(options);
  const environmentBefore = { ...process.env };
  const signalHandlers = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, process.listeners(name)] as const);
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: options.root,
      include: options.files,
      exclude: [],
      watch: false,
      pool: 'forks',
      isolate: false,
      maxWorkers: options.concurrency,
      fileParallelism: options.concurrency > 1,
      passWithNoTests: true,
      setupFiles: [join(import.meta.dirname, `worker-setup${extname(import.meta.filename)}`)],
      reporters: [listener],
      provide: { banc: options.environment },
      // One instance of our own modules, whether the package is a checkout or sits in node_modules.
      server: { deps: { inline: [/banc-segur[\\/]dist/, options.root] } },
      retry: 0,
      teardownTimeout: 5_000,
    },
    { cacheDir: join(options.environment.runDir, '.vite'), logLevel: 'error' },
  );
  restoreProcess(environmentBefore, signalHandlers);
  const cancel = () => void vitest.cancelCurrentRun('keyboard-input');
  options.signal.addEventListener('abort', cancel, { once: true });
  try {
    await vitest.start();
  } catch (error) {
    throw new BancError('BANC_SCENARIO_INVALID', `The scenario engine stopped: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    options.signal.removeEventListener('abort', cancel);
    await vitest.close();
  }
  return listener.faults;
}

/** vitest sets TEST, VITEST and NODE_ENV and takes the signals for itself; the SUT and our own handlers must not see it (traps 6, 11). */
function restoreProcess(
  environment: NodeJS.ProcessEnv,
  handlers: readonly (readonly ['SIGINT' | 'SIGTERM', readonly unknown[]])[],
): void {
  for (const name of ['TEST', 'VITEST', 'NODE_ENV', 'VITEST_MODE', 'DEV', 'PROD', 'MODE', 'BASE_URL']) {
    const before = environment[name];
    if (before === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before;
  }
  for (const [name, before] of handlers) {
    for (const listener of process.listeners(name)) {
      if (!before.includes(listener)) process.removeListener(name, listener);
    }
  }
}

class ScenarioListener implements Reporter {
  readonly faults: string[] = [];
  readonly #options: EngineOptions;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  onTestCaseReady(testCase: TestCase): void {
    this.#options.onScenarioStart(testCase.name);
  }

  onTestCaseResult(testCase: TestCase): void {
    this.#options.onScenarioEnd(testCase.name);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const module of modules) {
      for (const error of module.errors()) this.faults.push(`${module.moduleId} : ${error.message}`);
    }
    for (const error of unhandled) this.faults.push(error.message);
  }
}
