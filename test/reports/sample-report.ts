import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../../reporters/model.js';
import { report } from './report-parts.js';
import { attentionRequirements } from './sample-attention.js';
import { sampleExchanges } from './sample-exchanges.js';
import { greenRequirements } from './sample-green.js';
import { sampleKit } from './sample-kit.js';

/** A report as a campaign gives it, and the files of its run folder by relative path. */
export interface Sample {
  report: Report;
  files: ReadonlyMap<string, Buffer>;
}

/**
 * A campaign with everything a reader may meet: passes, a failure, a review, a remark, an interrupted scenario, one
 * that was not run, a fault of the bench, pictures, and 40 exchanges of which some are unexpected, faulty or tolerated.
 */
export function sampleReport(lang: Report['lang'], run: Partial<Report['run']> = {}): Sample {
  const files = new Map<string, Buffer>();
  const kit = sampleKit(lang, files);
  const requirements = [...greenRequirements(kit), ...attentionRequirements(kit)];
  return { report: report(lang, requirements, sampleExchanges(lang, files), run), files };
}

/** Writes the files of a sample under a run folder. */
export async function writeSampleFiles(sample: Sample, runDir: string): Promise<void> {
  for (const [path, bytes] of sample.files) {
    await mkdir(dirname(join(runDir, path)), { recursive: true });
    await writeFile(join(runDir, path), bytes);
  }
}
