import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScenarioEntry } from './harness/bench-parts.js';
import type { Scenario } from './harness/scenario.js';

const THEMES = ['dmp', 'mssante', 'annuaire', 'psc', 'ssi', 'hl7', 'pfi', 'identity', 'documents', 'stat'];

/** Every scenario of every theme, in the order of their files, then of the names they export. */
export async function loadScenarios(): Promise<ScenarioEntry[]> {
  const entries: ScenarioEntry[] = [];
  const extension = extname(import.meta.filename);
  for (const theme of THEMES) {
    const dir = join(import.meta.dirname, theme);
    for (const name of readdirSync(dir)
      .filter((file) => file.endsWith(`.scenario${extension}`))
      .toSorted()) {
      const file = join(dir, name);
      const module = (await import(pathToFileURL(file).href)) as Record<string, Scenario>;
      // The order node gives exports, which other loaders (vitest's) do not keep.
      const exported = Object.entries(module).toSorted(([a], [b]) => (a < b ? -1 : 1));
      entries.push(...exported.map(([, scenario]) => ({ scenario, file })));
    }
  }
  return entries;
}
