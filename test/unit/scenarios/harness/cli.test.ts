import { once } from 'node:events';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFECTS as DPI_DEFECTS } from '../../../../fixtures/reference-dpi/defects.js';
import { DEFECTS as PFI_DEFECTS } from '../../../../fixtures/reference-pfi/defects.js';
import { finish, VendorProject } from './cli-fixture.js';

let project: VendorProject;
beforeAll(async () => {
  project = await VendorProject.create({});
});
afterAll(() => project.remove());

interface ListRow {
  requirement: string;
  profiles: string[];
  scenario?: string;
  proofs: string[];
  title: string;
  drive: string;
  covered: boolean;
  reason?: string;
}

describe('banc list', () => {
  test('--json shows every row of the catalogue, covered by which scenario or not covered and why', async () => {
    const rows = JSON.parse((await project.run('list', '--json')).out) as ListRow[];
    expect(new Set(rows.map((row) => row.requirement)).size).toBeGreaterThanOrEqual(218);
    expect(rows.filter((row) => !row.covered && !row.reason)).toEqual([]);
    const dd05 = rows.find((row) => row.scenario === 'CDA/DD.05.01');
    expect(dd05).toMatchObject({ covered: true, drive: 'automatic', proofs: ['CDA/DD.05.01.01'] });
  });

  test('for people is in French, or in English when asked', async () => {
    const fr = await project.run('list');
    const en = await project.run('list', '--lang', 'en');
    expect(fr.out).toContain('pas encore');
    expect(en.out).not.toBe(fr.out);
  });
});

describe('banc defects', () => {
  test('--json gives each defect of each reference product with the proofs it breaks', async () => {
    const rows = JSON.parse((await project.run('defects', '--json')).out) as {
      id: string;
      sut: string;
      breaks: string[];
    }[];
    const of = (sut: string): string[] => rows.filter((row) => row.sut === sut).map((row) => row.id);
    expect(of('reference-dpi')).toEqual(DPI_DEFECTS.map((defect) => defect.id));
    expect(of('reference-pfi')).toEqual(PFI_DEFECTS.map((defect) => defect.id));
    expect(rows.every((row) => row.breaks.length > 0)).toBe(true);
  });
});

describe('banc serve', () => {
  test('--json prints the connection sheet on one line when all is ready, and stops cleanly on SIGTERM', async () => {
    const child = project.start('serve', '--json');
    const ended = finish(child);
    if (!child.stdout) throw new Error('no stdout');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const sheet = JSON.parse(line) as { schema: string; control: string; ca: string; dmp: { registry: string } };
    expect(sheet.schema).toBe('banc-connection/1');
    expect(sheet.dmp.registry).toMatch(/^https:\/\/localhost:\d+\//);
    await access(sheet.ca);
    expect((await fetch(`${sheet.control}/mark`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('refuses a port base that is none, with exit code 2', async () => {
    expect((await project.run('serve', '--port-base', 'abc')).code).toBe(2);
  });
});

describe('banc init', () => {
  test('writes a configuration, an adapter and the people to load, and never over an existing file', async () => {
    const dir = join(project.dir, 'neuf');
    expect((await project.run('init', '--dir', dir)).code).toBe(0);
    const patients = await readFile(join(dir, 'banc-patients.csv'), 'utf8');
    expect(patients.split('\r\n')[0]).toContain('ins');
    expect(await readFile(join(dir, 'banc-patients.hl7'), 'utf8')).toMatch(/^MSH\|.*\|ADT\^A28\^ADT_A05\|/);
    expect(await readFile(join(dir, 'banc.adapter.ts'), 'utf8')).toContain('openPatientRecord');
    const again = await project.run('init', '--dir', dir);
    expect(again.code).toBe(2);
    expect(again.err).toContain('BANC_USAGE');
  });
});

describe('banc doctor', () => {
  test('says what is right and what is wrong, and exits 3 when something is wrong', async () => {
    await writeFile(
      join(project.dir, 'bad.config.js'),
      `export const config = { sut: { vendor: 'V', product: 'P', version: '1', actor: 'dpi', baseUrl: 'http://127.0.0.1:9' } };`,
    );
    const wrong = await project.run('doctor', '--config', 'bad.config.js');
    expect(wrong.code).toBe(3);
    expect(wrong.out).toMatch(/✗ Logiciel à éprouver/);
    const right = await project.run('doctor', '--config', 'banc.config.js');
    expect(right.code, right.out).toBe(0);
  });
});

describe('banc report', () => {
  test('on a folder that is no run says so, exit code 2', async () => {
    const { code, err } = await project.run('report', project.dir);
    expect(code).toBe(2);
    expect(err).toContain('BANC_RUN_UNREADABLE');
  });
});
