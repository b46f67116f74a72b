import { join } from 'node:path';
import { prettifyError } from 'zod';
import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { Action } from './action.js';
import type { Finding } from './check.js';
import { ControlClient } from './control-client.js';
import { explainNearMisses } from './exchange-matching.js';
import { filesIn, observationText, type ProvidedFile, readProvidedFile } from './provided-file.js';
import { RecordFile, type ScenarioRecord, type StepRecord } from './record.js';
import type { ActionWindow, Scenario, ScenarioContext } from './scenario.js';
import { failureOf } from './scenario-failure.js';
import type { ScenarioEnvironment } from './scenario-environment.js';
import { EvidenceTaker } from './step-evidence.js';
import { type CurrentStep, SutDriver } from './sut-driver.js';
import { type Text, text } from './text.js';

/**
 * Runs one scenario and writes its record as it goes. Never throws for what the SUT, the adapter or the scenario does:
 * what went wrong is in the record.
 */
export async function runScenario(
  scenario: Scenario,
  environment: ScenarioEnvironment,
  signal: AbortSignal,
): Promise<ScenarioRecord> {
  const file = await RecordFile.create(environment.runDir, {
    schema: 'banc-record/1',
    scenario: scenario.id,
    requirement: scenario.requirement,
    title: scenario.title,
    drive: scenario.drive,
    proofs: [...scenario.proofs],
    holds: [...scenario.holds],
    ...(scenario.precondition ? { precondition: scenario.precondition } : {}),
    startedAt: new Date().toISOString(),
    steps: [],
  });
  const performance = new ScenarioPerformance(scenario, environment, file, signal);
  const locks = { owner: scenario.id, names: scenario.holds.map((tenant) => tenant.name) };
  try {
    await performance.client.call('locks/acquire', locks, signal);
    await scenario.run(performance);
  } catch (error) {
    file.record.failure = failureOf(error);
  } finally {
    await performance.driver.end(file.record.steps.at(-1));
    await performance.client.call('locks/release', locks).catch(() => undefined);
  }
  // An aborted scenario keeps no end: the report shows it as interrupted.
  if (!signal.aborted) file.record.finishedAt = new Date().toISOString();
  await file.save();
  return file.record;
}

/** What stands in place of a secret, as in the journal. */
const MASK = '***';

/** Puts a mask in place of secrets. */
function hiderOf(secrets: readonly string[]): (shown: string) => string {
  const known = secrets.filter((secret) => secret !== '');
  return (shown) => known.reduce((masked, secret) => masked.replaceAll(secret, MASK), shown);
}

class ScenarioPerformance implements ScenarioContext {
  readonly runKey: string;
  readonly settings: Record<string, unknown>;
  readonly ciSis: string | undefined;
  readonly actions: ActionWindow[] = [];
  readonly client: ControlClient;
  readonly driver: SutDriver;
  readonly #scenario: Scenario;
  readonly #environment: ScenarioEnvironment;
  readonly #file: RecordFile;
  readonly #signal: AbortSignal;
  readonly #evidence: EvidenceTaker;
  #step: CurrentStep | undefined;

  constructor(scenario: Scenario, environment: ScenarioEnvironment, file: RecordFile, signal: AbortSignal) {
    this.#scenario = scenario;
    this.#environment = environment;
    this.#file = file;
    this.#signal = signal;
    this.#evidence = new EvidenceTaker(environment.runDir, scenario.id);
    this.runKey = environment.runKey;
    this.settings = environment.sut.settings;
    this.ciSis = environment.ciSis;
    this.client = new ControlClient(environment.controlUrl);
    this.driver = new SutDriver({
      scenario,
      environment,
      client: this.client,
      evidence: this.#evidence,
      signal,
      currentStep: () => this.#currentStep(),
    });
  }

  async step<T>(title: Text, body: () => T | Promise<T>, proofs?: readonly string[]): Promise<T> {
    if (this.#step) throw new BancError('BANC_SCENARIO_INVALID', `Steps do not nest: "${title.en}" is inside another.`);
    const record: StepRecord = {
      title,
      startedAt: new Date().toISOString(),
      firstSeq: await this.mark(),
      actions: [],
      findings: [],
      evidence: [],
    };
    this.#file.record.steps.push(record);
    this.#step = { record, proofs: proofs ?? this.#scenario.proofs };
    await this.#file.save();
    try {
      return await body();
    } catch (error) {
      record.failure = failureOf(error);
      throw error;
    } finally {
      record.finishedAt = new Date().toISOString();
      record.lastSeq = await this.mark().catch(() => record.firstSeq);
      this.#step = undefined;
      await this.#file.save();
    }
  }

  async act<I, O>(action: Action<I, O>, input: I): Promise<O> {
    const { record, proofs } = this.#currentStep();
    const drivenBy = this.driver.drives(action);
    const startedAt = new Date().toISOString();
    const hide = hiderOf(action.secrets?.(input) ?? []);
    const close = async (outcome: { observed?: string; error?: string }) => {
      const window = { requests: [...action.requests], startedAt, finishedAt: new Date().toISOString() };
      const asked = hide(action.instructions(input)[this.#environment.lang]);
      const { observed, error } = outcome;
      record.actions.push({
        name: action.name,
        title: action.title,
        input: asked,
        drivenBy,
        ...window,
        ...(observed === undefined ? {} : { observed: hide(observed) }),
        ...(error === undefined ? {} : { error: hide(error) }),
      });
      this.actions.push({ action: action.name, ...window });
      await this.#file.save();
    };
    try {
      const parsed = action.observation.safeParse(await this.driver.perform(action, input));
      if (!parsed.success) {
        const who = drivenBy === 'adapter' ? "l'adaptateur" : "l'opérateur";
        throw new BancError(
          'BANC_OBSERVATION_INVALID',
          `Ce que ${who} a répondu à ${action.name} n'a pas la forme attendue : ${prettifyError(parsed.error)}`,
        );
      }
      for (const file of filesIn(parsed.data)) await this.#evidence.provided(record, proofs, file, drivenBy);
      await close({ observed: observationText(parsed.data) });
      return parsed.data;
    } catch (error) {
      await close({ error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  async handedOver(proof: string): Promise<ProvidedFile | undefined> {
    const [known = proof] = this.#knownProofs(proof);
    const path = this.#environment.papers[known];
    if (path === undefined) return undefined;
    const file = await readProvidedFile(path);
    await this.#evidence.provided(this.#currentStep().record, [known], file, 'operator');
    return file;
  }

  async handOut(name: string, content: Buffer): Promise<{ path: string; file: ProvidedFile }> {
    const { record, proofs } = this.#currentStep();
    const file = { name, contentBase64: content.toString('base64') };
    const path = await this.#evidence.provided(record, proofs, file, 'bench');
    return { path: join(this.#environment.runDir, path), file };
  }

  check(proofs: string | readonly string[], ...findings: Finding[]): void {
    const targets = this.#knownProofs(proofs);
    for (const finding of findings) this.#currentStep().record.findings.push({ proofs: targets, finding });
  }

  attachExchanges(proofs: string | readonly string[], exchanges: readonly Exchange[]): void {
    const targets = this.#knownProofs(proofs);
    const { record } = this.#currentStep();
    for (const { id, summary, startedAt } of exchanges) {
      const title = text(summary, summary);
      record.evidence.push({
        kind: 'exchange',
        title,
        exchange: id,
        at: startedAt,
        declaredBy: 'bench',
        proofs: targets,
      });
    }
  }

  attachText(proofs: string | readonly string[], title: Text, content: string): void {
    const { record } = this.#currentStep();
    this.#evidence.note(record, this.#knownProofs(proofs), { kind: 'text', title, content }, 'bench');
  }

  control<T>(service: string, command: string, input: object): Promise<T> {
    return this.client.call<T>(`${service}/${command}`, input, this.#signal);
  }

  mark(): Promise<number> {
    return this.client.mark();
  }

  exchanges(filter: ExchangeFilter): Promise<Exchange[]> {
    return this.client.exchanges(filter);
  }

  async expectExchange(filter: ExchangeFilter): Promise<Exchange | undefined> {
    const found = await this.client.exchanges(filter, this.#environment.timeouts.exchangeMs, this.#signal);
    return found[0];
  }

  async explainMissing(filter: ExchangeFilter): Promise<Text> {
    return explainNearMisses(await this.client.exchanges({ since: filter.since ?? 0 }), filter);
  }

  watchQuiet(filter: ExchangeFilter): Promise<Exchange[]> {
    return this.client.exchanges(filter, this.#environment.timeouts.quietMs, this.#signal);
  }

  body(exchange: Exchange, side: 'request' | 'response'): Promise<Buffer> {
    return this.client.body(exchange.id, side);
  }

  #currentStep(): CurrentStep {
    if (!this.#step) {
      throw new BancError(
        'BANC_SCENARIO_INVALID',
        `${this.#scenario.id} acts or checks outside a step; wrap it in t.step().`,
      );
    }
    return this.#step;
  }

  #knownProofs(proofs: string | readonly string[]): string[] {
    const wanted = [proofs].flat();
    const unknown = wanted.filter((proof) => !this.#scenario.proofs.includes(proof));
    if (unknown.length > 0) {
      throw new BancError(
        'BANC_SCENARIO_INVALID',
        `${this.#scenario.id} does not declare proof ${unknown.join(', ')}.`,
      );
    }
    return wanted;
  }
}
