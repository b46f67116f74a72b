import { join } from 'node:path';
import { z } from 'zod';
import { BancError } from '../mocks/wire/errors.js';
import { type Report, type Reporter, reportSchema } from './model.js';
import { writeReportFile } from './report-file.js';

/** Writes `report.json`: the report itself, checked against its own schema before it is written. */
export const jsonReporter: Reporter = {
  name: 'json',
  async write(report, { outDir }) {
    const path = join(outDir, 'report.json');
    await writeReportFile(path, `${JSON.stringify(validated(report), null, 1)}\n`);
    return [path];
  },
};

/**
 * Reads the text of a report.json.
 * @throws BancError BANC_RUN_UNREADABLE when it is not JSON, or not a report of this version.
 */
export function parseReport(json: string): Report {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (cause) {
    throw new BancError('BANC_RUN_UNREADABLE', 'Le rapport n’est pas du JSON : refaites-le avec `banc report`.', {
      cause,
    });
  }
  return validated(content);
}

function validated(content: unknown): Report {
  const result = reportSchema.safeParse(content);
  if (result.success) return result.data;
  throw new BancError(
    'BANC_RUN_UNREADABLE',
    `Le rapport ne suit pas le schéma banc-report/1 : refaites-le avec \`banc report\`.\n${z.prettifyError(result.error)}`,
    { cause: result.error },
  );
}
