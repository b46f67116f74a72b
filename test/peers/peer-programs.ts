import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Why tests with these programs cannot run here; undefined when they all are. */
export function missingPrograms(...programs: string[]): string | undefined {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length === 0 ? undefined : `${missing.join(', ')} not installed`;
}

/** End of the name of a group of tests: says why it is skipped. */
export function skipped(reason: string | undefined): string {
  return reason === undefined ? '' : ` (skipped: ${reason})`;
}

/** Runs a peer program; resolves with its exit code and everything it printed. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string } = {},
): Promise<{ code: number | null; output: string }> {
  const { input = '', ...rest } = options;
  const child = spawn(program, args, { stdio: 'pipe', ...rest });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: Buffer.concat(chunks).toString('latin1') };
}
