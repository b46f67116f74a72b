import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseReport, type Report, REPORTERS } from '../../reporters/index.js';
import { jsonReporter } from '../../reporters/json.js';
import { makeRun } from './run-folder.js';
import { sampleReport } from './sample-report.js';

describe('report.json', () => {
  test('what is written is read back the same', async () => {
    const sample = sampleReport('fr');
    const run = await makeRun(sample);
    try {
      expect(await run.write(jsonReporter)).toEqual([join(run.dir, 'report.json')]);
      expect(parseReport(await run.read('report.json'))).toEqual(JSON.parse(JSON.stringify(sample.report)));
    } finally {
      await run.remove();
    }
  });

  test('a report that breaks its own schema is refused before it is written, saying where', async () => {
    const run = await makeRun(sampleReport('fr'));
    try {
      const broken = { ...sampleReport('fr').report, lang: 'de' } as unknown as Report;
      await expect(jsonReporter.write(broken, { runDir: run.dir, outDir: run.dir })).rejects.toMatchObject({
        code: 'BANC_RUN_UNREADABLE',
        message: expect.stringContaining('lang') as string,
      });
      await expect(run.read('report.json')).rejects.toThrow();
    } finally {
      await run.remove();
    }
  });

  test.each(['', '{', '[]', '{"schema":"banc-report/2"}'])('%j is not a report', (text) => {
    expect(() => parseReport(text)).toThrow(expect.objectContaining({ code: 'BANC_RUN_UNREADABLE' }));
  });

  test('reporters are known by name', () => {
    expect(Object.keys(REPORTERS)).toEqual(['json', 'html', 'junit', 'allure']);
    expect(Object.entries(REPORTERS).every(([name, reporter]) => reporter.name === name)).toBe(true);
  });
});
