import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { finish, said, scenario, VendorProject } from './cli-fixture.js';

const GREEN = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => t.check(PROOF, banc.pass(CHECK))); }`;
const RED = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => t.check(PROOF, banc.fail(CHECK, { expected: 'a', received: 'b', locator: 'ici' }))); }`;
const SILENT = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => undefined); }`;
const ENDLESS = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => { t.check(PROOF, banc.pass(CHECK)); process.stderr.write('en cours'); await new Promise(() => {}); }); }`;

/** The scenario first writes down the process it runs in. */
function withPid(run: string): string {
  const write = `(await import('node:fs')).writeFileSync('pid.txt', String(process.pid));`;
  return run.replace('async (t) => {', `async (t) => { ${write}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const projects: VendorProject[] = [];
async function project(scenarios: Record<string, string>, config?: Record<string, unknown>): Promise<VendorProject> {
  const made = await VendorProject.create(scenarios, config);
  projects.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(projects.splice(0).map((one) => one.remove()));
});

describe('a run ends', () => {
  test('0 when every proof is green', async () => {
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', GREEN) });
    const { code, out } = await vendor.run('run', 'VEN/A.01');
    expect(code, out).toBe(0);
    expect((await vendor.report()).summary.verdict).toBe('pass');
  });

  test('1 when a proof is red, naming it, what was expected, what was received and where', async () => {
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', RED) });
    const { code, out } = await vendor.run('run', 'VEN/*');
    expect(code).toBe(1);
    for (const word of ['VEN/A.01.01.01', 'a', 'b', 'ici']) expect(out).toContain(word);
  });

  test('with a report in the language asked for, data left as it is; it can be written again in the other', async () => {
    const red = RED.replace("expected: 'a'", "expected: banc.text('un avis', 'a notice')").replace("'b'", "'x000001'");
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', red) });
    const judged = async () => (await vendor.report()).requirements[0]?.scenarios[0]?.proofs[0]?.checks[0];
    await vendor.run('run', 'VEN/*', '--lang', 'en');
    expect(await judged()).toMatchObject({ title: 'Check', expected: 'a notice', received: 'x000001', locator: 'ici' });
    await vendor.run('report', await vendor.runDir(), '--lang', 'fr');
    expect(await judged()).toMatchObject({ title: 'Vérification', expected: 'un avis', received: 'x000001' });
  });

  test('5 when a scenario gives no verdict: what did not run is never green', async () => {
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', SILENT) });
    expect((await vendor.run('run', 'VEN/*')).code).toBe(5);
    expect((await vendor.report()).summary.verdict).toBe('not-observed');
  });

  test('5 when an action belongs to an operator who is not there', async () => {
    const asks = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => { await t.act(banc.dmpActions.signIn, { professional: 'ps1', login: 'a', password: 'b', name: 'c' }); }); }`;
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', asks) });
    expect((await vendor.run('run', 'VEN/*')).code).toBe(5);
    expect(JSON.stringify(await vendor.report())).toContain('attended');
  });

  test('4 when the bench or a scenario is at fault, without blaming the product', async () => {
    const broken = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => { throw new TypeError('boum'); }); }`;
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', broken) });
    expect((await vendor.run('run', 'VEN/*')).code).toBe(4);
    const [requirement] = (await vendor.report()).requirements;
    expect(requirement).toMatchObject({ verdict: 'error', failureClass: 'bench' });
  });

  test('2 for an unknown id, an unknown format or an unknown option', async () => {
    const vendor = await project({});
    expect((await vendor.run('run', 'RIEN/X.99')).code).toBe(2);
    expect((await vendor.run('run', '--lang', 'de')).code).toBe(2);
    expect((await vendor.run('run', '--rien')).code).toBe(2);
  });

  test('3 when the configuration is wrong or the product is not there, and nothing is judged', async () => {
    const vendor = await project({}, { concurrency: 0 });
    const { code, err } = await vendor.run('run');
    expect(code).toBe(3);
    expect(err).toContain('BANC_CONFIG_INVALID');
    expect(err).toContain('concurrency');
  });
});

describe('whatever happens in a worker', () => {
  test('a scenario that kills its process loses no record and the others go on', async () => {
    const dies = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => { t.check(PROOF, banc.pass(CHECK)); }); await t.step(banc.text('Fin', 'End'), async () => { process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }); }`;
    const vendor = await project({
      'a.scenario.js': scenario('VEN/A.01.01', dies),
      'b.scenario.js': scenario('VEN/B.01.01', GREEN),
    });
    expect((await vendor.run('run', 'VEN/*')).code).toBe(4);
    const [dead, alive] = (await vendor.report()).requirements;
    expect(dead?.scenarios[0]).toMatchObject({ status: 'interrupted', verdict: 'not-observed' });
    expect(dead?.scenarios[0]?.proofs[0]?.checks.map((check) => check.verdict)).toContain('pass');
    expect(alive?.verdict).toBe('pass');
  });

  test('a scenario file that does not load is a fault of the bench, not a conform product', async () => {
    const vendor = await project({
      'a.scenario.js': `${scenario('VEN/A.01.01', GREEN)}\nif (process.env.VITEST) throw new Error('import raté');`,
    });
    expect((await vendor.run('run', 'VEN/*')).code).toBe(4);
    expect((await vendor.report()).run.errors.join()).toContain('import raté');
  });

  test('two scenarios that hold the same patient never run at the same time', async () => {
    const slow = (name: string) => `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => {
      const { appendFileSync } = await import('node:fs'); appendFileSync('trace.txt', '<${name}'); await t.watchQuiet({ service: 'rien' });
      appendFileSync('trace.txt', '${name}>'); t.check(PROOF, banc.pass(CHECK)); }); }`;
    const holding = (id: string, name: string) =>
      scenario(id, slow(name)).replace('holds: []', "holds: [{ name: 'patient:x' }]");
    const vendor = await project(
      { 'a.scenario.js': holding('VEN/A.01.01', 'a'), 'b.scenario.js': holding('VEN/B.01.01', 'b') },
      { concurrency: 2 },
    );
    expect((await vendor.run('run', 'VEN/*')).code).toBe(0);
    expect(['<aa><bb>', '<bb><aa>']).toContain(await readFile(join(vendor.dir, 'trace.txt'), 'utf8'));
  });
});

describe('a run that is stopped', () => {
  test('by Ctrl-C writes its report, says what was interrupted, and leaves no process', async () => {
    const vendor = await project({ 'a.scenario.js': scenario('VEN/A.01.01', ENDLESS) });
    const child = vendor.start('run', 'VEN/*');
    const ended = finish(child);
    await said(child, 'en cours');
    child.kill('SIGINT');
    expect((await ended).code).toBe(5);
    const report = await vendor.report();
    expect(report.run.status).toBe('interrupted');
    expect(report.requirements[0]?.scenarios[0]).toMatchObject({ status: 'interrupted' });
  });

  test('by kill -9 leaves no process, and a run that « banc report » still tells, with what was interrupted', async () => {
    const vendor = await project({
      'a.scenario.js': scenario('VEN/A.01.01', withPid(ENDLESS)),
      'b.scenario.js': scenario('VEN/B.01.01', GREEN),
    });
    const child = vendor.start('run', 'VEN/*');
    const closed = once(child, 'exit');
    await said(child, 'en cours');
    child.kill('SIGKILL');
    await closed;
    const worker = Number(await readFile(join(vendor.dir, 'pid.txt'), 'utf8'));
    await expect.poll(() => isAlive(worker), { timeout: 10_000 }).toBe(false);
    const { code } = await vendor.run('report', await vendor.runDir());
    expect(code).toBe(5);
    const report = await vendor.report();
    expect(report.run.status).toBe('interrupted');
    expect(report.requirements.map((row) => row.scenarios[0]?.status).toSorted()).toEqual(['interrupted', 'not-run']);
  });
});
