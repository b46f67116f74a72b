import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '../../reporters/model.js';
import { type Sample, writeSampleFiles } from './sample-report.js';

/** A run folder made for a test. */
export interface TestRun {
  dir: string;
  /** Writes the report and returns the paths written. */
  write(reporter: Reporter): Promise<string[]>;
  /** Text of a file of the folder. */
  read(path: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a temporary run folder with the files of a sample. */
export async function makeRun(sample: Sample): Promise<TestRun> {
  const dir = await mkdtemp(join(tmpdir(), 'banc-report-'));
  await writeSampleFiles(sample, dir);
  return {
    dir,
    write: (reporter) => reporter.write(sample.report, { runDir: dir, outDir: dir }),
    read: (path) => readFile(join(dir, path), 'utf8'),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
