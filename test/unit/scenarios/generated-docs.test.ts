import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startMocks } from '../../../mocks/index.js';
import { assembleBench } from '../../../scenarios/bench.js';
import { renderControlPage } from '../../../scenarios/control-page.js';
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

  test('docs/reference/control.md', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'banc-docs-'));
    const mocks = await startMocks({ dir });
    try {
      const listing: unknown = await (await fetch(mocks.control)).json();
      // The page is written through the same function; only the commands themselves can have moved on.
      expect(readFileSync(resolve(DOCS, 'control.md'), 'utf8')).toBe(renderControlPage(listing));
    } finally {
      await mocks.close();
      await rm(dir, { recursive: true });
    }
  });
});
