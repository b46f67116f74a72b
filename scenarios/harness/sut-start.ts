import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { BancError } from '../../mocks/wire/errors.js';
import type { LoadedConfig, RunningSut, SutStartContext } from './config.js';

/** How often a product that is starting is asked whether it is ready. */
const HEALTH_PERIOD_MS = 200;

/**
 * Starts the SUT as the configuration says, or takes it as already running, and waits for its health probe.
 * @throws BancError BANC_SUT_UNREACHABLE when it does not start or does not answer in `startTimeoutMs`.
 */
export async function startSut(config: LoadedConfig, context: SutStartContext): Promise<RunningSut> {
  const sut = await launch(config, context);
  const healthUrl = config.sut.healthUrl ?? sut.baseUrl;
  try {
    await waitUntilHealthy(healthUrl, config.startTimeoutMs, context.signal);
  } catch (error) {
    await sut.stop();
    throw error;
  }
  return sut;
}

async function launch(config: LoadedConfig, context: SutStartContext): Promise<RunningSut> {
  const { start } = config;
  const baseUrl = config.sut.baseUrl ?? '';
  if (start === undefined) return { baseUrl, stop: () => Promise.resolve() };
  if (typeof start === 'function') {
    try {
      return await start(context);
    } catch (error) {
      throw unreachable(`La fonction start de ${config.path} a échoué : ${(error as Error).message}`, error);
    }
  }
  const [program = '', ...args] = start.command;
  const child = spawn(program, args, {
    cwd: start.cwd,
    env: { ...process.env, ...start.env, BANC_CONNECTION: context.connectionPath },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const failed = once(child, 'error').then(([error]: unknown[]) => {
    throw unreachable(`« ${start.command.join(' ')} » ne démarre pas : ${(error as Error).message}`, error);
  });
  await Promise.race([failed, once(child, 'spawn')]);
  failed.catch(() => undefined);
  return {
    baseUrl,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(killer);
    },
  };
}

async function waitUntilHealthy(url: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown = new Error('aucun essai');
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      await response.body?.cancel();
      if (response.ok) return;
      last = new Error(`HTTP ${response.status}`);
    } catch (error) {
      last = error;
    }
    await delay(HEALTH_PERIOD_MS, undefined, { signal });
  }
  throw unreachable(
    `Le logiciel ne répond pas à ${url} après ${timeoutMs} ms : ${(last as Error).message}. Est-il démarré ?`,
    last,
  );
}

function unreachable(message: string, cause: unknown): BancError {
  return new BancError('BANC_SUT_UNREACHABLE', message, { cause });
}
