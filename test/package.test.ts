import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../reporters/model.js';

const ROOT = resolve(import.meta.dirname, '..');
/** `nobody` on Debian. */
const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;
const TIMEOUT_MS = 300_000;

/** Everything of this test: the tarball, the vendor's project, and three folders of who runs the bench. */
let base = '';
const project = () => join(base, 'project');
const home = () => join(base, 'home');
const out = () => join(base, 'out');
const temporary = () => join(base, 'tmp');
const installed = () => join(project(), 'node_modules', 'banc-segur');

interface Finished {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a program to its end; as nobody (when we are root) unless said otherwise. */
async function run(command: string, args: string[], cwd: string, as: 'nobody' | 'self' = 'nobody'): Promise<Finished> {
  const own = /^(VITEST|TEST$|NODE_ENV$|npm_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const other = as === 'nobody' ? { HOME: home(), XDG_CACHE_HOME: join(home(), '.cache'), TMPDIR: temporary() } : {};
  const child = spawn(command, args, {
    cwd,
    env: { ...env, ...other },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(as === 'nobody' && IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...text };
}

/** The only run of a folder. */
async function reportIn(folder: string): Promise<Report> {
  const [name = ''] = await readdir(folder);
  return JSON.parse(await readFile(join(folder, name, 'report.json'), 'utf8')) as Report;
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'banc-package-'));
  await chmod(base, 0o755);
  for (const folder of [project(), home(), out(), temporary()]) await mkdir(folder);
  if (IS_ROOT) for (const folder of [home(), out(), temporary()]) await chown(folder, NOBODY, NOBODY);
  // dist is built before tests (pretest): packing must not build it again under the feet of others.
  const packed = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', base], ROOT, 'self');
  expect(packed.code, packed.err).toBe(0);
  const tarball = (await readdir(base)).find((name) => name.endsWith('.tgz')) ?? '';
  await writeFile(join(project(), 'package.json'), '{"name":"editeur","private":true,"type":"module"}\n');
  const options = ['--no-audit', '--no-fund', '--prefer-offline'];
  const done = await run('npm', ['install', ...options, join(base, tarball)], project(), 'self');
  expect(done.code, done.err).toBe(0);
  // Examples of the guides, copied as a vendor would.
  const examples = join(installed(), 'docs/guides/examples');
  await copyFile(join(examples, 'one-rights-request.scenario.ts'), join(project(), 'own.scenario.ts'));
  await copyFile(join(examples, 'banc.adapter.ts'), join(project(), 'banc.adapter.ts'));
  await writeFile(
    join(project(), 'tsconfig.json'),
    '{"compilerOptions":{"strict":true,"target":"es2023","module":"nodenext","skipLibCheck":true,"noEmit":true,"types":[]},"include":["own.scenario.ts","banc.adapter.ts"]}',
  );
  await writeFile(
    join(project(), 'banc.config.ts'),
    `import { defineConfig } from 'banc-segur';
     import { startReferenceDpi } from './node_modules/banc-segur/dist/fixtures/reference-dpi/start.js';
     export const config = defineConfig({
       sut: { vendor: 'Éditeur', product: 'DPI de référence', version: '1', actor: 'dpi' },
       start: startReferenceDpi,
       adapter: './node_modules/banc-segur/dist/fixtures/reference-dpi/adapters/http-adapter.js',
       scenarios: ['./own.scenario.ts'],
     });\n`,
  );
  const locked = await run('chmod', ['-R', 'a-w', project()], base, 'self');
  expect(locked.code, locked.err).toBe(0);
}, TIMEOUT_MS);

afterAll(async () => {
  await run('chmod', ['-R', 'u+w', base], tmpdir(), 'self');
  await rm(base, { recursive: true, force: true, maxRetries: 3 });
});

describe('the package, packed, installed in another project, read-only and run by somebody who is not root', () => {
  test('« npx banc list --json » gives every row of the catalogue', { timeout: TIMEOUT_MS }, async () => {
    const done = await run('npx', ['--no-install', 'banc', 'list', '--json'], project());
    expect(done.code, done.err).toBe(0);
    const rows = JSON.parse(done.out) as { requirement: string; covered: boolean }[];
    expect(new Set(rows.map((row) => row.requirement)).size).toBeGreaterThanOrEqual(218);
    expect(rows.some((row) => row.requirement === 'EX_3.1-2030' && row.covered)).toBe(true);
  });

  test(
    'a scenario on the reference DPI ends 0 and leaves its report where asked',
    { timeout: TIMEOUT_MS },
    async () => {
      const adapter = join(installed(), 'dist/fixtures/reference-dpi/adapters/http-adapter.js');
      const folder = join(out(), 'reference');
      const args = ['run', 'EX_3.1-2030', '--sut', 'reference-dpi', '--adapter', adapter, '--out', folder];
      const done = await run('npx', ['--no-install', 'banc', ...args], project());
      expect(done.code, done.out + done.err).toBe(0);
      const report = await reportIn(folder);
      expect(report.summary).toMatchObject({ verdict: 'pass', exitCode: 0 });
      expect(report.requirements.map((row) => row.id)).toEqual(['EX_3.1-2030']);
    },
  );

  test('a defect makes it end 1', { timeout: TIMEOUT_MS }, async () => {
    const adapter = join(installed(), 'dist/fixtures/reference-dpi/adapters/http-adapter.js');
    const args = ['run', 'EX_3.1-2030', '--sut', 'reference-dpi', '--adapter', adapter, '--defect', 'td31-polling'];
    const done = await run('npx', ['--no-install', 'banc', ...args, '--out', join(out(), 'defect')], project());
    expect(done.code, done.out + done.err).toBe(1);
    expect(done.out).toContain('EX_3.1-2030.01.01');
  });

  test('the guide’s own scenario in TypeScript runs from the vendor’s project', { timeout: TIMEOUT_MS }, async () => {
    const folder = join(out(), 'own');
    const done = await run('npx', ['--no-install', 'banc', 'run', 'ETAB/DMP.01', '--out', folder], project());
    expect(done.code, done.out + done.err).toBe(0);
    const [requirement] = (await reportIn(folder)).requirements;
    expect(requirement).toMatchObject({ id: 'ETAB/DMP.01', verdict: 'pass' });
  });

  test('the guides’ examples compile against the types of the package', { timeout: TIMEOUT_MS }, async () => {
    const done = await run(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project()],
      project(),
    );
    expect(done.out + done.err).toBe('');
    expect(done.code).toBe(0);
  });
});
