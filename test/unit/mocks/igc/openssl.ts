import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Whether the third-party judge of these tests is on this machine. */
export const OPENSSL_MISSING = spawnSync('openssl', ['version']).error !== undefined;

/** Why tests are skipped, shown in their names. */
export const OPENSSL_REASON = OPENSSL_MISSING ? ' (sauté : openssl absent)' : '';

/** Runs openssl and gives its exit code and everything it printed. */
export async function openssl(args: string[], input = ''): Promise<{ code: number | null; output: string }> {
  const child = spawn('openssl', args);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
