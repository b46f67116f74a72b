import { BancError } from '../../mocks/wire/errors.js';
import type { Action } from './action.js';
import type { AdapterContext } from './adapter.js';
import { callAdapter } from './adapter-call.js';
import { type BrowserSession, takeScreenshot } from './browser.js';
import type { ControlClient } from './control-client.js';
import { type OperatorAnswer, operatorRequest } from './operator.js';
import { observationText } from './provided-file.js';
import type { StepRecord } from './record.js';
import type { Scenario } from './scenario.js';
import type { ScenarioEnvironment } from './scenario-environment.js';
import type { EvidenceTaker } from './step-evidence.js';
import { text } from './text.js';

/** Step under way, and the proofs what is taken during it is evidence of. */
export interface CurrentStep {
  record: StepRecord;
  proofs: readonly string[];
}

/** What a driver works with. */
interface Driven {
  scenario: Scenario;
  environment: ScenarioEnvironment;
  client: ControlClient;
  evidence: EvidenceTaker;
  signal: AbortSignal;
  /** Throws outside a step. */
  currentStep: () => CurrentStep;
}

/** Has the SUT do actions during one scenario: through the adapter, which has one window, or through the operator. */
export class SutDriver {
  readonly #driven: Driven;
  readonly #adapterState = new Map<string, unknown>();
  #session: BrowserSession | undefined;

  constructor(driven: Driven) {
    this.#driven = driven;
  }

  /** Who does an action. */
  drives({ name }: Pick<Action<unknown, unknown>, 'name'>): 'adapter' | 'operator' {
    return this.#driven.environment.adapter?.actions[name] ? 'adapter' : 'operator';
  }

  /**
   * Has an action done; resolves with what was observed, not checked yet.
   * @throws BancError BANC_OPERATOR_MISSING, BANC_OPERATOR_REFUSED, and what callAdapter throws.
   */
  perform<I>(action: Action<I, unknown>, input: I): Promise<unknown> {
    return this.drives(action) === 'adapter' ? this.#byAdapter(action, input) : this.#byOperator(action, input);
  }

  /** Closes the window and keeps its film and trace as evidence of a step. */
  async end(last: StepRecord | undefined): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (!session || !last) return;
    const { scenario, evidence } = this.#driven;
    const { proofs } = scenario;
    try {
      const { film, trace } = await session.close();
      if (film) {
        const title = text('Film du scénario', 'Film of the scenario');
        await evidence.file(last, proofs, { kind: 'film', title, content: film, mediaType: 'video/webm' }, 'bench');
      }
      if (!trace) return;
      const title = text('Trace du navigateur (playwright show-trace)', 'Browser trace (playwright show-trace)');
      await evidence.file(
        last,
        proofs,
        { kind: 'trace', title, content: trace, mediaType: 'application/zip' },
        'bench',
      );
    } catch (error) {
      // The window died with the scenario: its checks stand, only film and trace are missing.
      const content = error instanceof Error ? error.message : String(error);
      const title = text('Film et trace absents', 'Film and trace missing');
      evidence.note(last, proofs, { kind: 'text', title, content }, 'bench');
    }
  }

  #byAdapter<I>(action: Action<I, unknown>, input: I): Promise<unknown> {
    const { environment, signal: ended } = this.#driven;
    const { adapter, timeouts } = environment;
    return callAdapter(adapter, action, input, (signal) => this.#adapterContext(signal), {
      timeoutMs: timeouts.actionMs,
      signal: ended,
    });
  }

  async #byOperator<I>(action: Action<I, unknown>, input: I): Promise<unknown> {
    const { scenario, environment, client, evidence, signal: ended, currentStep } = this.#driven;
    if (!environment.attended) {
      throw new BancError(
        'BANC_OPERATOR_MISSING',
        `L'adaptateur ne sait pas faire ${action.name} et personne ne peut répondre ; ajoutez-la à l'adaptateur ou lancez avec --attended.`,
      );
    }
    const request = operatorRequest(action, input, scenario.id, environment.lang);
    const answer = await client.call<OperatorAnswer>('operator/ask', request, ended);
    if (answer.outcome === 'refused') {
      throw new BancError(
        'BANC_OPERATOR_REFUSED',
        `L'opérateur dit que le logiciel ne sait pas faire ${action.name} : ${answer.reason}`,
      );
    }
    if (answer.outcome === 'absent') {
      throw new BancError('BANC_OPERATOR_MISSING', `L'opérateur n'a pas fait ${action.name} : ${answer.reason}`);
    }
    const { record, proofs } = currentStep();
    for (const path of answer.attachments) await evidence.operatorFile(record, proofs, path);
    const title = text(`Déclaration de l'opérateur : ${action.title.fr}`, `Operator's statement: ${action.title.en}`);
    const content = observationText(answer.values);
    evidence.note(record, proofs, { kind: 'attestation', title, content }, 'operator');
    return answer.values;
  }

  /** `signal` is that of the action: what an adapter hangs on it does not pile up over a scenario. */
  #adapterContext(signal: AbortSignal): AdapterContext {
    const { environment, evidence, currentStep } = this.#driven;
    const page = async () => {
      this.#session ??= await environment.browser.open();
      return this.#session.page;
    };
    const take = async (
      kind: 'screenshot' | 'file',
      title: string,
      picture: { content: Buffer; mediaType: string; preview?: Buffer },
    ): Promise<void> => {
      const { record, proofs } = currentStep();
      await evidence.file(record, proofs, { kind, title: text(title, title), ...picture }, 'adapter');
    };
    return {
      ...environment.sut,
      lang: environment.lang,
      page,
      screenshot: async (title) => take('screenshot', title, await takeScreenshot(await page())),
      attach: (title, content, mediaType) => take('file', title, { content: Buffer.from(content), mediaType }),
      state: this.#adapterState,
      signal,
    };
  }
}
