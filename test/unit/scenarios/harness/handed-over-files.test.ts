import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { scenario, VendorProject } from './cli-fixture.js';

const projects: VendorProject[] = [];
async function project(run: string, config: Record<string, unknown>): Promise<VendorProject> {
  const made = await VendorProject.create({ 'a.scenario.js': scenario('VEN/A.01.01', run) }, config);
  projects.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(projects.splice(0).map((one) => one.remove()));
});

const PASS = `t.check(PROOF, banc.pass(CHECK))`;

describe('a file that is handed over', () => {
  test('by the configuration is evidence of its proof, under its own name, with its hash', async () => {
    const run = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => {
      const file = await t.handedOver(PROOF);
      if (banc.fileBytes(file).toString() === 'bonjour' && file.name === 'attestation.pdf') ${PASS};
    }); }`;
    const vendor = await project(run, { papers: { 'VEN/A.01.01.01': 'attestation.pdf' } });
    await writeFile(join(vendor.dir, 'attestation.pdf'), 'bonjour');
    const { code, out } = await vendor.run('run', 'VEN/*');
    expect(code, out).toBe(0);
    const [evidence] = (await vendor.report()).requirements[0]?.scenarios[0]?.proofs[0]?.evidence ?? [];
    expect(evidence).toMatchObject({
      kind: 'file',
      title: 'attestation.pdf',
      mediaType: 'application/pdf',
      sha256: createHash('sha256').update('bonjour').digest('hex'),
      declaredBy: 'operator',
    });
    expect(evidence?.path).toMatch(/\/01-attestation\.pdf$/);
    expect(await readFile(join(await vendor.runDir(), evidence?.path ?? ''), 'utf8')).toBe('bonjour');
  });

  test('by an adapter is evidence too, and its bytes are not spelled out among the observations', async () => {
    const run = `async (t) => { await t.step(banc.text('Étape', 'Step'), async () => {
      const { file } = await t.act(banc.defineAction({ name: 'exporter', theme: 'v', title: banc.text('E', 'E'),
        instructions: () => banc.text('Exportez.', 'Export.'), requests: [],
        input: { parse: (x) => x }, observation: { safeParse: (data) => ({ success: true, data }) } }), {});
      if (banc.fileBytes(file).toString() === 'a;b') ${PASS};
    }); }`;
    const vendor = await project(run, { adapter: './adapter.js' });
    await writeFile(
      join(vendor.dir, 'adapter.js'),
      `export const adapter = { name: 'A', kind: 'command', actions: {
         exporter: async () => ({ file: { name: 'traces.csv', contentBase64: Buffer.from('a;b').toString('base64') } }) } };`,
    );
    const { code, out } = await vendor.run('run', 'VEN/*');
    expect(code, out).toBe(0);
    const [found] = (await vendor.report()).requirements[0]?.scenarios ?? [];
    expect(found?.proofs[0]?.evidence[0]).toMatchObject({ title: 'traces.csv', mediaType: 'text/csv' });
    expect(JSON.stringify(found?.steps)).not.toContain(Buffer.from('a;b').toString('base64'));
    expect(JSON.stringify(found?.steps)).toContain('traces.csv');
  });

  test('that is not there is a fault of the configuration, found before anything is judged', async () => {
    const vendor = await project(`async () => undefined`, { papers: { 'VEN/A.01.01.01': 'nowhere.pdf' } });
    const { code, err, out } = await vendor.run('run', 'VEN/*');
    expect(code).toBe(3);
    expect(err + out).toContain('nowhere.pdf');
  });
});
