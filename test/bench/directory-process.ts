import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A mock Annuaire Santé in a process of its own, as `banc serve` has it. */
export interface AnnuaireProcess {
  sheet: { baseUrl: string; apiKey: string; directory: { loadMs: number; memoryMb: number } };
  /** Path of the PEM of the authorities to trust. */
  ca: string;
  /** Processor time it has used so far, seconds: what a busy machine does not change. */
  cpuSeconds: () => Promise<number>;
  stop: () => Promise<void>;
}

/** Plain JavaScript over the build: what is measured is what is delivered. */
function serverOf(door: string): string {
  return `
    import { mkdtemp, rm } from 'node:fs/promises';
    import { tmpdir } from 'node:os';
    import { join } from 'node:path';
    import { startMocks } from ${JSON.stringify(door)};
    const dir = await mkdtemp(join(tmpdir(), 'banc-bench-'));
    const mocks = await startMocks({ dir, services: ['annuaire'], data: process.argv[1] });
    await fetch(mocks.control + '/annuaire/set-rate-limit', { method: 'POST', body: '{"perSecond":0}', headers: { 'content-type': 'application/json' } });
    process.stdout.write(JSON.stringify({ sheet: mocks.sheet.annuaire, ca: mocks.sheet.ca }) + '\\n');
    process.stdin.on('data', () => {
      const { user, system } = process.cpuUsage();
      process.stdout.write(JSON.stringify((user + system) / 1e6) + '\\n');
    });
    process.stdin.on('end', async () => { await mocks.close(); await rm(dir, { recursive: true }); });
  `;
}

/** Starts it with that directory and no limit of rate. */
export async function startAnnuaireProcess(data: string): Promise<AnnuaireProcess> {
  const door = new URL('../../dist/mocks/index.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', serverOf(door), data], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const told = async (): Promise<unknown> => JSON.parse(((await lines.next()) as { value: string }).value);
  const started = (await told()) as Pick<AnnuaireProcess, 'sheet' | 'ca'>;
  return {
    ...started,
    cpuSeconds: async () => {
      child.stdin.write('cpu\n');
      return (await told()) as number;
    },
    stop: async () => {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}
