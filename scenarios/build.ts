import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJsonSchema } from '../reporters/json-schema.js';
import { assembleBench } from './bench.js';
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
  const rows = computeCoverage(parts.catalogue(), scenarios);
  writeFileSync(join(docs, 'coverage.md'), renderCoverageMarkdown(rows, 'fr', parts.catalogue()));
  writeFileSync(join(docs, 'report.schema.json'), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
}
