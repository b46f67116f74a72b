import type { Reporter, TestModule } from 'vitest/node';

/** Ends a test run with the plain line CI reads: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const one of module.children.allTests()) {
        const { state } = one.result();
        if (state !== 'pending') counts[state] += 1;
      }
      // A file that does not load has no test to count, and is a failure all the same.
      if (module.errors().length > 0) counts.failed += 1;
    }
    process.on('exit', () => {
      process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    });
  }
}
