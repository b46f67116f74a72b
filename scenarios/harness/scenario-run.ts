import { join } from 'node:path';
import { prettifyError } from 'zod';
import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { Action } from './action.js';
import type { Adapter, AdapterContext } from './adapter.js';
import { callAdapter } from './adapter-call.js';
import { type BrowserHost, type BrowserSession, takeScreenshot } from './browser.js';
import type { Finding } from './check.js';
import { ControlClient } from './control-client.js';
import { explainNearMisses } from './exchange-matching.js';
import { type OperatorAnswer, operatorRequest } from './operator.js';
import { filesIn, observationText, type ProvidedFile, readProvidedFile } from './provided-file.js';
import { RecordFile, type ScenarioRecord, type StepRecord } from './record.js';
import type { ActionWindow, Scenario, ScenarioContext } from './scenario.js';
import { failureOf } from './scenario-failure.js';
import { EvidenceTaker } from './step-evidence.js';
import { type Lang, type Text, text } from './text.js';

/** How long the engine waits, all in milliseconds. */
export interface Timeouts {
  /** One action by an adapter. */
  actionMs: number;
  /** One expected exchange. */
  exchangeMs: number;
  /** How long the wire is watched when nothing should happen. */
  quietMs: number;
  /** A whole scenario without operator. */
  scenarioMs: number;
}

/** Everything a scenario needs to run, whoever starts it (a vitest worker or a test). */
export interface ScenarioEnvironment {
  runDir: string;
  runKey: string;
  controlUrl: string;
  lang: Lang;
  sut: { baseUrl: string; settings: Record<string, unknown> };
  /** Absent when everything is asked of the operator. */
  adapter?: Adapter;
  browser: BrowserHost;
  /** Files the configuration hands over, by proof: absolute paths. */
  papers: Record<string, string>;
  /** Folder of the user's official schemas and schematrons. */
  ciSis?: string;
  attended: boolean;
  timeouts: Timeouts;
}

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
    await performance.end();
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
  readonly #scenario: Scenario;
  readonly #environment: ScenarioEnvironment;
  readonly #file: RecordFile;
  readonly #signal: AbortSignal;
  readonly #evidence: EvidenceTaker;
  readonly #adapterState = new Map<string, unknown>();
  #step: { record: StepRecord; proofs: readonly string[] } | undefined;
  #session: BrowserSession | undefined;

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
    const drivenBy = this.#environment.adapter?.actions[action.name] ? 'adapter' : 'operator';
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
      const raw = drivenBy === 'adapter' ? await this.#byAdapter(action, input) : await this.#byOperator(action, input);
      const parsed = action.observation.safeParse(raw);
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

  /** Closes the window and keeps its film and trace as evidence of the last step. */
  async end(): Promise<void> {
    const session = this.#session;
    const last = this.#file.record.steps.at(-1);
    this.#session = undefined;
    if (!session || !last) return;
    const { proofs } = this.#scenario;
    try {
      const { film, trace } = await session.close();
      if (film) {
        const title = text('Film du scénario', 'Film of the scenario');
        await this.#evidence.file(
          last,
          proofs,
          { kind: 'film', title, content: film, mediaType: 'video/webm' },
          'bench',
        );
      }
      if (!trace) return;
      const title = text('Trace du navigateur (playwright show-trace)', 'Browser trace (playwright show-trace)');
      await this.#evidence.file(
        last,
        proofs,
        { kind: 'trace', title, content: trace, mediaType: 'application/zip' },
        'bench',
      );
    } catch (error) {
      // The window died with the scenario: its checks stand, only film and trace are missing.
      const content = error instanceof Error ? error.message : String(error);
      const title = text('Film et trace absents', 'Film and trace missing');
      this.#evidence.note(last, proofs, { kind: 'text', title, content }, 'bench');
    }
  }

  #byAdapter<I>(action: Action<I, unknown>, input: I): Promise<unknown> {
    const { adapter, timeouts } = this.#environment;
    return callAdapter(adapter, action, input, (signal) => this.#adapterContext(signal), {
      timeoutMs: timeouts.actionMs,
      signal: this.#signal,
    });
  }

  async #byOperator<I, O>(action: Action<I, O>, input: I): Promise<unknown> {
    if (!this.#environment.attended) {
      throw new BancError(
        'BANC_OPERATOR_MISSING',
        `L'adaptateur ne sait pas faire ${action.name} et personne ne peut répondre ; ajoutez-la à l'adaptateur ou lancez avec --attended.`,
      );
    }
    const request = operatorRequest(action, input, this.#scenario.id, this.#environment.lang);
    const answer = await this.client.call<OperatorAnswer>('operator/ask', request, this.#signal);
    if (answer.outcome === 'refused') {
      throw new BancError(
        'BANC_OPERATOR_REFUSED',
        `L'opérateur dit que le logiciel ne sait pas faire ${action.name} : ${answer.reason}`,
      );
    }
    if (answer.outcome === 'absent') {
      throw new BancError('BANC_OPERATOR_MISSING', `L'opérateur n'a pas fait ${action.name} : ${answer.reason}`);
    }
    const { record, proofs } = this.#currentStep();
    for (const path of answer.attachments) await this.#evidence.operatorFile(record, proofs, path);
    const title = text(`Déclaration de l'opérateur : ${action.title.fr}`, `Operator's statement: ${action.title.en}`);
    const content = observationText(answer.values);
    this.#evidence.note(record, proofs, { kind: 'attestation', title, content }, 'operator');
    return answer.values;
  }

  /** `signal` is that of the action: what an adapter hangs on it does not pile up over a scenario. */
  #adapterContext(signal: AbortSignal): AdapterContext {
    const page = async () => {
      this.#session ??= await this.#environment.browser.open();
      return this.#session.page;
    };
    const take = async (
      kind: 'screenshot' | 'file',
      title: string,
      picture: { content: Buffer; mediaType: string; preview?: Buffer },
    ): Promise<void> => {
      const { record, proofs } = this.#currentStep();
      await this.#evidence.file(record, proofs, { kind, title: text(title, title), ...picture }, 'adapter');
    };
    return {
      ...this.#environment.sut,
      lang: this.#environment.lang,
      page,
      screenshot: async (title) => take('screenshot', title, await takeScreenshot(await page())),
      attach: (title, content, mediaType) => take('file', title, { content: Buffer.from(content), mediaType }),
      state: this.#adapterState,
      signal,
    };
  }

  #currentStep(): { record: StepRecord; proofs: readonly string[] } {
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
