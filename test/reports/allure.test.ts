import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepResult, TestResult } from 'allure-js-commons';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allureReporter } from '../../reporters/allure.js';
import { hostileReport } from './hostile-report.js';
import { at } from './report-parts.js';
import { makeRun, type TestRun } from './run-folder.js';
import { sampleReport } from './sample-report.js';

async function results(run: TestRun): Promise<TestResult[]> {
  const dir = join(run.dir, 'allure-results');
  const names = (await readdir(dir)).filter((name) => name.endsWith('-result.json'));
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(dir, name), 'utf8')) as TestResult));
}

describe('allure-results', () => {
  let run: TestRun;
  let byId: Record<string, TestResult>;

  beforeAll(async () => {
    run = await makeRun(sampleReport('fr'));
    await run.write(allureReporter);
    byId = Object.fromEntries((await results(run)).map((result) => [result.testCaseId ?? '', result]));
  });

  afterAll(() => run.remove());

  const labels = (id: string, name: string) =>
    byId[id]?.labels.filter((label) => label.name === name).map((label) => label.value);
  const proofStep = (id: string): StepResult | undefined =>
    byId[id]?.steps.find((step) => step.name?.startsWith('preuve '));

  test('has one result per scenario, identified by the scenario', () => {
    expect(Object.keys(byId).toSorted()).toEqual([
      'CDA/DD.05.01',
      'DMP/AIRS.06.01',
      'DMP/UX.08.01',
      'DMP/UX.10.01',
      'DMP/UX.12.01',
      'DMP/UX.15.01',
      'DMP/UX.15.02',
      'EX_3.1-2030.01',
    ]);
    expect(Object.values(byId).every((result) => result.historyId === result.testCaseId)).toBe(true);
  });

  test('is labelled with the requirement, the proofs, the theme and a severity', () => {
    expect(labels('DMP/UX.08.01', 'requirement')).toEqual(['DMP/UX.08']);
    expect(labels('DMP/UX.08.01', 'proof')).toEqual(['DMP/UX.08.01.01']);
    expect(labels('DMP/UX.08.01', 'epic')).toEqual(['DMP']);
    expect(labels('DMP/UX.08.01', 'severity')).toEqual(['critical']);
    expect(labels('EX_3.1-2030.01', 'severity')).toEqual(['normal']);
  });

  test('maps verdicts: what proves nothing is broken, what waits for a person is skipped', () => {
    expect(Object.fromEntries(Object.entries(byId).map(([id, { status }]) => [id, status]))).toEqual({
      'CDA/DD.05.01': 'passed',
      'DMP/AIRS.06.01': 'passed',
      'EX_3.1-2030.01': 'passed',
      'DMP/UX.08.01': 'failed',
      'DMP/UX.12.01': 'skipped',
      'DMP/UX.15.01': 'broken',
      'DMP/UX.15.02': 'broken',
      'DMP/UX.10.01': 'broken',
    });
    expect(byId['DMP/UX.12.01']?.statusDetails.message).toContain('à vérifier');
    expect(byId['DMP/UX.15.01']?.stage).toBe('interrupted');
  });

  test('nests actions under steps and checks under proofs, with expected, received, where and rule', () => {
    expect(byId['CDA/DD.05.01']?.steps.map((step) => step.name)).toEqual([
      'Préparer le DMP',
      'Ouvrir le dossier du patient',
      'Intégrer la nouvelle version',
      'preuve CDA/DD.05.01.01',
    ]);
    const [failed] = proofStep('DMP/UX.08.01')?.steps ?? [];
    expect(failed?.status).toBe('failed');
    expect(Object.fromEntries(failed?.parameters.map(({ name, value }) => [name, value]) ?? [])).toMatchObject({
      attendu: 'TD0.2 ou TD0.4, puis TD3.1',
      où: '/soap:Envelope/soap:Body/query:AdhocQueryRequest/rim:AdhocQuery/@id',
      règle: 'REM DMP/UX.08 ; GI DMP EX_3.1-1040 (règle écrite)',
    });
  });

  test('copies the evidence, and every attachment named exists', async () => {
    const all = Object.keys(byId).flatMap((id) => proofStep(id)?.attachments ?? []);
    expect(all.map((attachment) => attachment.type)).toContain('image/png');
    expect(all.filter(({ source }) => !existsSync(join(run.dir, 'allure-results', source)))).toEqual([]);
    const exchange = proofStep('DMP/UX.08.01')?.attachments.find((one) => one.type === 'text/plain');
    expect(await run.read(`allure-results/${exchange?.source ?? ''}`)).toContain('POST /registry HTTP/1.1');
  });

  test('keeps the times of the scenario', () => {
    expect(byId['DMP/UX.08.01']).toMatchObject({ start: Date.parse(at(20_000)), stop: Date.parse(at(24_200)) });
  });

  test('written twice, leaves the same files', async () => {
    const dir = join(run.dir, 'allure-results');
    const before = (await readdir(dir)).toSorted();
    await run.write(allureReporter);
    expect((await readdir(dir)).toSorted()).toEqual(before);
  });

  test('holds results only, no page', async () => {
    expect((await readdir(join(run.dir, 'allure-results'))).filter((name) => /\.(html?|js)$/.test(name))).toEqual([]);
  });

  test('takes no file from outside the run folder', async () => {
    const hostile = await makeRun(hostileReport());
    try {
      await hostile.write(allureReporter);
      expect(
        (await readdir(join(hostile.dir, 'allure-results'))).filter((name) => name.includes('attachment')),
      ).toEqual([]);
    } finally {
      await hostile.remove();
    }
  });
});
