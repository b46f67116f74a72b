import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { prettifyError } from 'zod';
import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { FailureClass } from '../../reporters/model.js';
import type { Action } from './action.js';
import type { Adapter, AdapterContext } from './adapter.js';
import type { BrowserHost, BrowserSession } from './browser.js';
import { ControlClient } from './control-client.js';
import { storeEvidence } from './evidence-store.js';
import { explainNearMisses } from './exchange-matching.js';
import { type OperatorAnswer, operatorRequest } from './operator.js';
import { type EvidenceRecord, type FailureRecord, RecordFile, type ScenarioRecord, type StepRecord } from './record.js';
import type { ActionWindow, Scenario, ScenarioContext } from './scenario.js';
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
  const locks = scenario.holds.map((tenant) => tenant.name);
  try {
    await performance.client.call('locks/acquire', { owner: scenario.id, names: locks }, signal);
    await scenario.run(performance);
  } catch (error) {
    file.record.failure = failureOf(error);
  } finally {
    await performance.end();
    await performance.client.call('locks/release', { owner: scenario.id, names: locks }).catch(() => undefined);
  }
  // An aborted scenario keeps no end: the report shows it as interrupted.
  if (!signal.aborted) file.record.finishedAt = new Date().toISOString();
  await file.save();
  return file.record;
}

/** Whose fault an error is: never the SUT's unless the SUT could not be reached. */
function failureOf(error: unknown): FailureRecord {
  const message = error instanceof Error ? error.message : String(error);
  return { message, failureClass: classOf(error) };
}

function classOf(error: unknown): FailureClass {
  // By code, not by class: an adapter may have been loaded with another copy of the module.
  switch ((error as { code?: unknown } | null)?.code) {
    case 'BANC_SUT_UNREACHABLE':
    case 'BANC_OPERATOR_MISSING':
    case 'BANC_BROWSER_MISSING':
      return 'environment';
    case 'BANC_ADAPTER':
    case 'BANC_OBSERVATION_INVALID':
      return 'configuration';
    default:
      return 'bench';
  }
}

class ScenarioPerformance implements ScenarioContext {
  readonly runKey: string;
  readonly actions: ActionWindow[] = [];
  readonly client: ControlClient;
  readonly #scenario: Scenario;
  readonly #environment: ScenarioEnvironment;
  readonly #file: RecordFile;
  readonly #signal: AbortSignal;
  readonly #adapterState = new Map<string, unknown>();
  #step: { record: StepRecord; proofs: readonly string[] } | undefined;
  #session: BrowserSession | undefined;
  #evidenceCount = 0;

  constructor(scenario: Scenario, environment: ScenarioEnvironment, file: RecordFile, signal: AbortSignal) {
    this.#scenario = scenario;
    this.#environment = environment;
    this.#file = file;
    this.#signal = signal;
    this.runKey = environment.runKey;
    this.client = new ControlClient(environment.controlUrl);
  }

  async step<T>(title: Text, body: () => Promise<T>, proofs?: readonly string[]): Promise<T> {
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
    const step = this.#currentStep();
    const implementation = this.#environment.adapter?.actions[action.name];
    const startedAt = new Date().toISOString();
    const entry = {
      name: action.name,
      title: action.title,
      input: action.instructions(input)[this.#environment.lang],
      drivenBy: implementation ? ('adapter' as const) : ('operator' as const),
      requests: [...action.requests],
      startedAt,
    };
    const close = (outcome: { observed?: string; error?: string }) => {
      const finishedAt = new Date().toISOString();
      step.record.actions.push({ ...entry, finishedAt, ...outcome });
      this.actions.push({ action: action.name, requests: action.requests, startedAt, finishedAt });
    };
    try {
      const raw = implementation
        ? await this.#byAdapter(action.name, implementation(action.input.parse(input) as never, this.#adapterContext()))
        : await this.#byOperator(action, input);
      const parsed = action.observation.safeParse(raw);
      if (!parsed.success) {
        throw new BancError(
          'BANC_OBSERVATION_INVALID',
          `Ce que ${entry.drivenBy === 'adapter' ? "l'adaptateur" : "l'opérateur"} a répondu à ${action.name} n'a pas la forme attendue : ${prettifyError(parsed.error)}`,
        );
      }
      close({ observed: JSON.stringify(parsed.data) });
      await this.#file.save();
      return parsed.data;
    } catch (error) {
      close({ error: error instanceof Error ? error.message : String(error) });
      await this.#file.save();
      throw error;
    }
  }

  check(proofs: string | readonly string[], ...findings: StepRecord['findings'][number]['finding'][]): void {
    const targets = this.#knownProofs(proofs);
    for (const finding of findings) this.#currentStep().record.findings.push({ proofs: targets, finding });
  }

  attachExchanges(proofs: string | readonly string[], exchanges: readonly Exchange[]): void {
    const targets = this.#knownProofs(proofs);
    for (const exchange of exchanges) {
      this.#addEvidence({
        kind: 'exchange',
        title: text(exchange.summary, exchange.summary),
        exchange: exchange.id,
        at: exchange.startedAt,
        declaredBy: 'bench',
        proofs: targets,
      });
    }
  }

  attachText(proofs: string | readonly string[], title: Text, content: string): void {
    const at = new Date().toISOString();
    this.#addEvidence({
      kind: 'text',
      title,
      text: content,
      at,
      declaredBy: 'bench',
      proofs: this.#knownProofs(proofs),
    });
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

  async explainMissing(filter: ExchangeFilter): Promise<string> {
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
    if (!session) return;
    this.#session = undefined;
    const last = this.#file.record.steps.at(-1);
    try {
      const { film, trace } = await session.close();
      if (!last) return;
      if (film)
        await this.#storeInto(last, 'film', text('Film du scénario', 'Film of the scenario'), film, 'video/webm');
      if (trace) {
        const title = text('Trace du navigateur (playwright show-trace)', 'Browser trace (playwright show-trace)');
        await this.#storeInto(last, 'trace', title, trace, 'application/zip');
      }
    } catch (error) {
      // The window died with the scenario: its checks stand, only film and trace are missing.
      const note = error instanceof Error ? error.message : String(error);
      last?.evidence.push({
        kind: 'text',
        title: text('Film et trace absents', 'Film and trace missing'),
        text: note,
        at: new Date().toISOString(),
        declaredBy: 'bench',
        proofs: [...this.#scenario.proofs],
      });
    }
  }

  async #byAdapter(name: string, work: Promise<unknown>): Promise<unknown> {
    const { actionMs } = this.#environment.timeouts;
    const late = AbortSignal.timeout(actionMs);
    const stop = AbortSignal.any([late, this.#signal]);
    try {
      return await new Promise<unknown>((resolve, reject) => {
        stop.addEventListener(
          'abort',
          () => reject(new Error(late.aborted ? `rien après ${actionMs} ms` : 'arrêt demandé')),
          {
            once: true,
          },
        );
        work.then(resolve, reject);
      });
    } catch (error) {
      if (String((error as { code?: unknown }).code).startsWith('BANC_')) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new BancError('BANC_ADAPTER', `L'adaptateur n'a pas pu faire ${name} : ${reason}`, { cause: error });
    }
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
    if (answer.outcome !== 'answered') {
      throw new BancError('BANC_OPERATOR_MISSING', `L'opérateur n'a pas fait ${action.name} : ${answer.reason}`);
    }
    for (const path of answer.attachments) await this.#attachFile(path);
    const { record, proofs } = this.#currentStep();
    record.evidence.push({
      kind: 'attestation',
      title: text(`Déclaration de l'opérateur : ${action.title.fr}`, `Operator's statement: ${action.title.en}`),
      text: JSON.stringify(answer.values),
      at: new Date().toISOString(),
      declaredBy: 'operator',
      proofs: [...proofs],
    });
    return answer.values;
  }

  async #attachFile(path: string): Promise<void> {
    const content = await readFile(path).catch((error: unknown) => {
      throw new BancError('BANC_OPERATOR_MISSING', `Le fichier ${path} donné par l'opérateur ne se lit pas.`, {
        cause: error,
      });
    });
    const mediaType = path.endsWith('.png')
      ? 'image/png'
      : path.endsWith('.webm')
        ? 'video/webm'
        : 'application/octet-stream';
    const title = text(basename(path), basename(path));
    await this.#storeInto(
      this.#currentStep().record,
      mediaType === 'image/png' ? 'screenshot' : 'file',
      title,
      content,
      mediaType,
      'operator',
    );
  }

  #adapterContext(): AdapterContext {
    const page = async () => {
      this.#session ??= await this.#environment.browser.open();
      return this.#session.page;
    };
    return {
      baseUrl: this.#environment.sut.baseUrl,
      settings: this.#environment.sut.settings,
      lang: this.#environment.lang,
      page,
      screenshot: async (title) => {
        const png = await (await page()).screenshot({ fullPage: true });
        await this.#storeInto(
          this.#currentStep().record,
          'screenshot',
          text(title, title),
          png,
          'image/png',
          'adapter',
        );
      },
      attach: async (title, content, mediaType) => {
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        await this.#storeInto(this.#currentStep().record, 'file', text(title, title), bytes, mediaType, 'adapter');
      },
      state: this.#adapterState,
      signal: this.#signal,
    };
  }

  async #storeInto(
    step: StepRecord,
    kind: EvidenceRecord['kind'],
    title: Text,
    content: Buffer,
    mediaType: string,
    declaredBy: EvidenceRecord['declaredBy'] = 'bench',
  ): Promise<void> {
    this.#evidenceCount += 1;
    const { runDir } = this.#environment;
    const stored = await storeEvidence(runDir, this.#scenario.id, this.#evidenceCount, title.fr, content, mediaType);
    const proofs = [...(this.#step?.record === step ? this.#step.proofs : this.#scenario.proofs)];
    step.evidence.push({ kind, title, ...stored, at: new Date().toISOString(), declaredBy, proofs });
  }

  #addEvidence(evidence: EvidenceRecord): void {
    this.#currentStep().record.evidence.push(evidence);
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
