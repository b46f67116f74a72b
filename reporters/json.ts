import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Reporter, reportSchema } from './model.js';

/** Writes `report.json`: the report itself, checked against its own schema before it is written. */
export const jsonReporter: Reporter = {
  name: 'json',
  async write(report, { outDir }) {
    const path = join(outDir, 'report.json');
    await writeFile(path, `${JSON.stringify(reportSchema.parse(report), null, 1)}\n`);
    return [path];
  },
};
