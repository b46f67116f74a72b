import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMocks, type StartedMocks } from '../../mocks/index.js';
import type { Verdict } from '../../reporters/model.js';
import { BrowserHost } from '../../scenarios/harness/browser.js';
import { writeConnection } from '../../scenarios/harness/connection-sheet.js';
import type { ScenarioRecord } from '../../scenarios/harness/record.js';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { runScenario } from '../../scenarios/harness/scenario-run.js';
import { rollUp } from '../../scenarios/harness/verdict.js';
import { ConsultedToggles } from './consulted-toggles.js';
import type { ReferenceSut } from './reference-suts.js';

/** What one run of some scenarios against one reference product found. */
export interface LaneResult {
  /** Worst verdict of each proof id. */
  proofs: Map<string, Verdict>;
  /** Worst verdict of each check id. */
  checks: Map<string, Verdict>;
  records: ScenarioRecord[];
  /** Toggles the product asked about, by scenario id: without one of those, a toggle changes nothing. */
  consulted: Map<string, Set<string>>;
}

/** Mocks of its own, on which one reference product after the other is judged, through HTTP. */
export class Lane {
  readonly #mocks: StartedMocks;
  /** Where its mocks and its runs write; gone once closed. */
  readonly dir: string;
  readonly #sut: ReferenceSut;
  #runs = 0;

  private constructor(mocks: StartedMocks, dir: string, sut: ReferenceSut) {
    this.#mocks = mocks;
    this.dir = dir;
    this.#sut = sut;
  }

  /** Starts the mocks of a lane. */
  static async open(sut: ReferenceSut): Promise<Lane> {
    const dir = await mkdtemp(join(tmpdir(), 'banc-lane-'));
    // Scenarios run one after the other in a lane: locks are always free.
    const free = () => Promise.resolve();
    const extraRoutes = { 'POST /locks/acquire': free, 'POST /locks/release': free };
    return new Lane(await startMocks({ dir, bind: '127.0.0.1', publicHost: 'localhost', extraRoutes }), dir, sut);
  }

  /** Runs scenarios against a fresh product with these defects and variants. */
  async run(
    scenarios: readonly Scenario[],
    options: { defects?: readonly string[]; variants?: readonly string[] },
  ): Promise<LaneResult> {
    this.#runs += 1;
    const stop = new AbortController();
    const connectionPath = await writeConnection(this.dir, this.#mocks.sheet);
    const defects = new ConsultedToggles<string>(options.defects);
    const variants = new ConsultedToggles<string>(options.variants);
    // In this process: the process of its own has its tests elsewhere, and is slow to start a hundred times.
    const sut = await this.#sut.start({ connection: connectionPath, defects, variants });
    const atStart = [...defects.take(), ...variants.take()];
    const environment = {
      runDir: join(this.dir, `run-${this.#runs}`),
      runKey: `r${this.#runs}`,
      controlUrl: this.#mocks.sheet.control,
      lang: 'fr',
      sut: { baseUrl: sut.url, settings: {} },
      adapter: this.#sut.adapter,
      browser: new BrowserHost({ headed: false, recording: { film: false, trace: false } }),
      papers: {},
      attended: false,
      timeouts: { actionMs: 15_000, exchangeMs: 5_000, quietMs: 700, scenarioMs: 120_000 },
    } as const;
    try {
      const records: ScenarioRecord[] = [];
      const consulted: LaneResult['consulted'] = new Map();
      for (const scenario of scenarios) {
        records.push(await runScenario(scenario, environment, stop.signal));
        consulted.set(scenario.id, new Set([...atStart, ...defects.take(), ...variants.take()]));
      }
      return { ...summarize(records), records, consulted };
    } finally {
      await sut.stop();
    }
  }

  /** Stops the mocks and leaves nothing behind. */
  async close(): Promise<void> {
    await this.#mocks.close();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Worst verdict of each proof and of each check of some records. */
export function summarize(records: readonly ScenarioRecord[]): Pick<LaneResult, 'proofs' | 'checks'> {
  const proofs = new Map<string, Verdict>();
  const checks = new Map<string, Verdict>();
  const add = (map: Map<string, Verdict>, key: string, verdict: Verdict) => {
    const before = map.get(key);
    map.set(key, before === undefined ? verdict : rollUp([before, verdict]));
  };
  for (const record of records) {
    const findings = record.steps.flatMap((step) => step.findings);
    for (const { finding } of findings) add(checks, finding.check.id, finding.verdict);
    for (const proof of record.proofs) {
      const verdicts = findings.filter((one) => one.proofs.includes(proof)).map((one) => one.finding.verdict);
      if (record.failure) verdicts.push(record.failure.failureClass === 'bench' ? 'error' : 'not-observed');
      add(proofs, proof, rollUp(verdicts));
    }
  }
  return { proofs, checks };
}
