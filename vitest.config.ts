import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.js';

const MATRIX = 'test/defects/**/*.test.ts';
/** Judges the products started with nothing, for the matrix to compare with. */
const CONFORM = 'test/defects/conform.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Pages and messages are young garbage: with more room for it, a matrix takes a fifteenth less processor time.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/setup/closing-line.ts', './test/setup/conform-files.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['node_modules', 'dist', 'runs', MATRIX],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'conform', include: [CONFORM], sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: { name: 'matrix', include: [MATRIX], exclude: ['node_modules', CONFORM], sequence: { groupOrder: 1 } },
      },
    ],
  },
});
