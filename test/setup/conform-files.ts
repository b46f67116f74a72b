import { rm } from 'node:fs/promises';
import type { Reporter } from 'vitest/node';
import { conformFile } from '../defects/conform-file.js';

/** Removes what the matrix kept for the files of this test run. */
export default class ConformFiles implements Reporter {
  async onTestRunEnd(): Promise<void> {
    for (const product of ['the reference DPI', 'the reference PFI']) {
      await rm(conformFile(process.pid, product), { force: true });
    }
  }
}
