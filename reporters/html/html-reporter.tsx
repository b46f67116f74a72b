import { join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { printableReport } from '../printable.js';
import type { Report, Reporter, ReporterContext } from '../model.js';
import { writeReportFile } from '../report-file.js';
import { chooseEmbedding, type Embedding, NOTHING_EMBEDDED } from './embedding.js';
import { Page } from './page.js';
import { type RunFiles, runFiles } from './run-files.js';

/** Largest page we aim at, in bytes (design §8: 2 MB for 250 proofs and 2 500 exchanges), with room for rounding. */
const PAGE_LIMIT = 1_950_000;

/** However long the page is, this much is kept for what is not green: a reviewer must see it without any other file. */
const LEAST_EMBEDDED = 200_000;

/** Writes `report.html`: one offline page, without script, for reviewers. Beyond its budget it links to the run's files. */
export const htmlReporter: Reporter = {
  name: 'html',
  async write(report, context) {
    const path = join(context.outDir, 'report.html');
    await writeReportFile(path, await renderHtml(report, context));
    return [path];
  },
};

/** The page as text. It is rendered bare first, to know how much room is left for pictures and messages. */
export async function renderHtml(report: Report, { runDir, outDir }: ReporterContext): Promise<string> {
  const files = runFiles(runDir, outDir);
  const shown = printableReport(report);
  const bare = render(shown, files, NOTHING_EMBEDDED);
  const room = Math.max(LEAST_EMBEDDED, PAGE_LIMIT - Buffer.byteLength(bare));
  return render(shown, files, await chooseEmbedding(shown, files, room));
}

function render(report: Report, files: RunFiles, embedding: Embedding): string {
  return `<!doctype html>\n${renderToString(<Page report={report} files={files} embedding={embedding} />)}\n`;
}
