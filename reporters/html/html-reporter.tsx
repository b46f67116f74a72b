import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import type { Report, Reporter } from '../model.js';
import { chooseEmbedding } from './embedding.js';
import { Page } from './page.js';

/** Writes `report.html`: one offline page, without script, for reviewers. Pictures beyond its budget stay files beside it. */
export const htmlReporter: Reporter = {
  name: 'html',
  async write(report, { outDir, runDir }) {
    const path = join(outDir, 'report.html');
    await writeFile(path, await renderHtml(report, runDir));
    return [path];
  },
};

/** The page as text. */
export async function renderHtml(report: Report, runDir: string): Promise<string> {
  const embedding = await chooseEmbedding(report, runDir);
  return `<!doctype html>\n${renderToString(<Page report={report} embedding={embedding} />)}\n`;
}
