import { arch, platform } from 'node:os';
import { BancError } from '../../mocks/wire/errors.js';
import type { Report } from '../../reporters/model.js';
import type { BenchMocks, BenchParts, ScenarioEntry } from './bench-parts.js';
import type { LoadedConfig } from './config.js';
import { writeConnection } from './connection-sheet.js';
import { LockTable } from './locks.js';
import type { OperatorAnswer, OperatorRequest } from './operator.js';
import { preflight } from './preflight.js';
import { buildReport } from './report-building.js';
import { readRecord, type ScenarioRecord } from './record.js';
import { createRunDir, newRunId, type RunFile, writeRunFile } from './run-folder.js';
import { startSut } from './sut-start.js';
import type { Lang } from './text.js';

/** One `banc run`. */
export interface CampaignOptions {
  config: LoadedConfig;
  /** Ids as asked, for the report; empty = all. */
  selection: readonly string[];
  /** Scenarios to run, in order. */
  entries: readonly ScenarioEntry[];
  /** Folder that receives the run's folder. */
  outDir: string;
  lang: Lang;
  attended: boolean;
  headed: boolean;
  /** Directory to serve: a profile, or the path of an imported one. */
  data?: string;
  defects: readonly string[];
  variants: readonly string[];
  /** Names of the reporters to write. */
  reporters: readonly string[];
  signal: AbortSignal;
  /** Tells the user what goes on, one short line at a time. */
  progress: CampaignProgress;
  /** Asks the operator; absent when nobody is there. */
  askOperator?: (request: OperatorRequest) => Promise<OperatorAnswer>;
}

/** What a campaign says while it goes. */
export interface CampaignProgress {
  started(runDir: string, total: number): void;
  scenarioStarted(id: string): void;
  scenarioEnded(id: string, record: ScenarioRecord | undefined): void;
}

/** What a campaign leaves. */
export interface CampaignOutcome {
  runDir: string;
  report: Report;
  /** Absolute paths of the files written by the reporters. */
  written: string[];
}

/**
 * Runs a campaign end to end (design §3).
 * @throws BancError BANC_PREFLIGHT, BANC_SUT_UNREACHABLE, BANC_LISTEN, BANC_PKI before anything is judged. Afterwards
 * faults of the bench are in the report.
 */
export async function runCampaign(options: CampaignOptions, parts: BenchParts): Promise<CampaignOutcome> {
  const { config } = options;
  const wrong = (await preflight(config, options.outDir)).filter((point) => !point.ok);
  if (wrong.length > 0) {
    throw new BancError(
      'BANC_PREFLIGHT',
      `Contrôle préalable :\n${wrong.map((point) => `  ✗ ${point.title[options.lang]} : ${point.detail}`).join('\n')}`,
    );
  }
  const id = newRunId(new Date());
  const runDir = await createRunDir(options.outDir, id);
  const run = runFile(id, options, parts);
  const mocks = await parts.startMocks({
    dir: runDir,
    ...config.listen,
    ...(options.data === undefined ? {} : { data: options.data }),
    extraRoutes: engineRoutes(options),
  });
  try {
    const connectionPath = await writeConnection(runDir, mocks.sheet);
    await writeRunFile(runDir, run);
    options.progress.started(runDir, options.entries.length);
    await playScenarios(run, runDir, connectionPath, mocks, options, parts);
  } finally {
    await mocks.close();
  }
  await writeRunFile(runDir, run);
  return { runDir, ...(await writeReports(runDir, options.reporters, parts)) };
}

/** Builds the report of a run folder and writes it with the named reporters. */
export async function writeReports(
  runDir: string,
  names: readonly string[],
  parts: BenchParts,
  lang?: Lang,
): Promise<{ report: Report; written: string[] }> {
  const scenarios = (await parts.scenarios()).map((entry) => entry.scenario);
  const sources = { ...parts, catalogue: parts.catalogue(), scenarios };
  const report = await buildReport(runDir, sources, lang);
  const { reporters } = parts;
  const written: string[] = [];
  for (const name of names) {
    const reporter = reporters[name];
    if (!reporter) {
      throw new BancError(
        'BANC_USAGE',
        `Format de rapport inconnu : ${name} ; il y a ${Object.keys(reporters).join(', ')}.`,
      );
    }
    written.push(...(await reporter.write(report, { runDir, outDir: runDir })));
  }
  return { report, written };
}

async function playScenarios(
  run: RunFile,
  runDir: string,
  connectionPath: string,
  mocks: BenchMocks,
  options: CampaignOptions,
  parts: BenchParts,
): Promise<void> {
  const { config, signal, progress } = options;
  // vitest is slow to load: that happens while the product starts.
  const engine = import('./vitest-engine.js');
  const sut = await startSut(config, { connectionPath, defects: options.defects, variants: options.variants, signal });
  const environment = {
    runDir,
    runKey: run.id.slice(-6),
    controlUrl: mocks.sheet.control,
    lang: options.lang,
    attended: options.attended,
    headed: options.headed,
    sut: { baseUrl: sut.baseUrl, settings: config.settings },
    ...(config.adapterPath === undefined ? {} : { adapterPath: config.adapterPath }),
    papers: config.papers,
    ...(config.ciSis === undefined ? {} : { ciSis: config.ciSis }),
    recording: config.recording,
    timeouts: config.timeouts,
  };
  try {
    const { runInVitest } = await engine;
    let left = options.entries;
    // A worker that dies takes the files it had not begun with it: those are given to new workers.
    while (left.length > 0) {
      const faults = await runInVitest({
        root: parts.bench.root,
        files: [...new Set(left.map((entry) => entry.file))],
        concurrency: config.concurrency,
        environment: { ...environment, selected: left.map((entry) => entry.scenario.id) },
        onScenarioStart: (id) => progress.scenarioStarted(id),
        onScenarioEnd: (id) => void readRecord(runDir, id).then((record) => progress.scenarioEnded(id, record)),
        signal,
      });
      // Cancelling makes workers report errors of their own; they are not the bench's.
      if (signal.aborted || faults.length === 0) break;
      run.errors.push(...faults);
      const notBegun = await withoutRecord(runDir, left);
      if (notBegun.length === left.length) break;
      left = notBegun;
    }
  } catch (error) {
    run.errors.push(error instanceof Error ? error.message : String(error));
    run.stop = 'failed';
  } finally {
    await sut.stop();
  }
  if (signal.aborted) run.stop = 'interrupted';
  run.finishedAt = new Date().toISOString();
}

async function withoutRecord(runDir: string, entries: readonly ScenarioEntry[]): Promise<ScenarioEntry[]> {
  const records = await Promise.all(entries.map((entry) => readRecord(runDir, entry.scenario.id)));
  return entries.filter((_entry, index) => records[index] === undefined);
}

function engineRoutes(
  options: CampaignOptions,
): Record<string, (input: unknown, signal: AbortSignal) => Promise<unknown>> {
  const locks = new LockTable();
  const { askOperator } = options;
  // One person, one question at a time.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    'POST /locks/acquire': async (input, signal) => {
      const { owner, names } = input as { owner: string; names: string[] };
      await locks.acquire(owner, names, AbortSignal.any([signal, options.signal]));
    },
    'POST /locks/release': (input) => {
      const { owner, names } = input as { owner: string; names: string[] };
      locks.release(owner, names);
      return Promise.resolve();
    },
    'POST /operator/ask': async (input): Promise<OperatorAnswer> => {
      if (!askOperator) return { outcome: 'absent', reason: 'personne au terminal' };
      const answer = queue.then(() => askOperator(input as OperatorRequest));
      queue = answer.catch(() => undefined);
      return answer;
    },
  };
}

function runFile(id: string, options: CampaignOptions, parts: BenchParts): RunFile {
  const { config } = options;
  const { vendor, product, version, actor, profiles } = config.sut;
  return {
    schema: 'banc-run/1',
    id,
    startedAt: new Date().toISOString(),
    lang: options.lang,
    attended: options.attended,
    selection: [...options.selection],
    planned: options.entries.map(({ scenario }) => ({ id: scenario.id, requirement: scenario.requirement })),
    adapter: config.adapter ?? (options.lang === 'fr' ? 'opérateur' : 'operator'),
    configSha256: config.sha256,
    ...(config.adapterSha256 === undefined ? {} : { adapterSha256: config.adapterSha256 }),
    defects: [...options.defects],
    variants: [...options.variants],
    bench: {
      name: parts.bench.name,
      version: parts.bench.version,
      node: process.version,
      platform: `${platform()} ${arch()}`,
    },
    sut: { vendor, product, version, actor, profiles: profiles ?? [options.lang === 'fr' ? 'tous' : 'all'] },
    errors: [],
  };
}
