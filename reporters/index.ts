/**
 * Public door of the reporters: the report's schema and every way to write it.
 * @packageDocumentation
 */
import { allureReporter } from './allure.js';
import { htmlReporter } from './html/html-reporter.js';
import { jsonReporter } from './json.js';
import { junitReporter } from './junit.js';
import type { Reporter } from './model.js';

export { type ConsoleOptions, renderConsoleSummary } from './console.js';
export { renderFileSummary } from './file-console.js';
export { parseReport } from './json.js';
export { reportJsonSchema } from './json-schema.js';
export { reportSchema, type Report, type Reporter, type ReporterContext } from './model.js';

/** Every reporter by the name `--reporter` takes. */
export const REPORTERS: Record<string, Reporter> = Object.fromEntries(
  [jsonReporter, htmlReporter, junitReporter, allureReporter].map((reporter) => [reporter.name, reporter]),
);
