import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMocks } from '../mocks/index.js';
import { reportJsonSchema } from '../reporters/json-schema.js';
import { assembleBench } from './bench.js';
import { renderControlPage } from './control-page.js';
import { COMPILED_NAME } from './requirements/catalogue.js';
import { readCatalogueSource } from './requirements/catalogue-source.js';
import { computeCoverage } from './requirements/coverage.js';
import { renderCoverageMarkdown } from './requirements/coverage-markdown.js';

/**
 * Second half of the build: compiles the catalogue beside the compiled code. With `--docs`, also writes the generated
 * pages of docs/reference.
 */
const checkout = join(import.meta.dirname, '..', '..');
const data = join(import.meta.dirname, 'requirements', 'data');
mkdirSync(data, { recursive: true });
const catalogue = readCatalogueSource(join(checkout, 'scenarios', 'requirements', 'data'));
writeFileSync(join(data, COMPILED_NAME), JSON.stringify(catalogue));

if (process.argv.includes('--docs')) {
  const parts = assembleBench();
  const scenarios = (await parts.scenarios()).map((entry) => entry.scenario);
  const docs = join(checkout, 'docs', 'reference');
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, 'control.md'), await controlPage());
  const rows = computeCoverage(parts.catalogue(), scenarios);
  writeFileSync(join(docs, 'coverage.md'), renderCoverageMarkdown(rows, 'fr', parts.catalogue()));
  writeFileSync(join(docs, 'report.schema.json'), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
}

async function controlPage(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'banc-docs-'));
  const mocks = await startMocks({ dir });
  try {
    return renderControlPage(await (await fetch(mocks.control)).json());
  } finally {
    await mocks.close();
    rmSync(dir, { recursive: true });
  }
}
