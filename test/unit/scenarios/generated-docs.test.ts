import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assembleBench } from '../../../scenarios/bench.js';
import { computeCoverage } from '../../../scenarios/requirements/coverage.js';
import { renderCoverageMarkdown } from '../../../scenarios/requirements/coverage-markdown.js';

const DOCS = resolve(import.meta.dirname, '../../../docs/reference');

describe('generated pages are up to date (npm run docs)', () => {
  test('docs/reference/coverage.md', async () => {
    const parts = assembleBench();
    const scenarios = (await parts.scenarios()).map((entry) => entry.scenario);
    const page = renderCoverageMarkdown(computeCoverage(parts.catalogue(), scenarios), 'fr', parts.catalogue());
    expect(readFileSync(resolve(DOCS, 'coverage.md'), 'utf8')).toBe(page);
  });
});
