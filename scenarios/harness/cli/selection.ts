import { BancError } from '../../../mocks/wire/errors.js';
import { resolveSelection } from '../../requirements/selection.js';
import type { BenchParts, ScenarioEntry } from '../bench-parts.js';

/**
 * The scenarios that ids name, for an actor. No id = all of them.
 * @throws BancError BANC_UNKNOWN_ID for an id the catalogue does not know; BANC_USAGE when nothing covers what was asked.
 */
export async function selectScenarios(
  ids: readonly string[],
  actor: 'dpi' | 'pfi',
  parts: BenchParts,
): Promise<ScenarioEntry[]> {
  const all = await parts.scenarios();
  const entries = all.filter((entry) => entry.scenario.actor === actor);
  if (ids.length === 0) return entries;
  const own = entries.map((entry) => entry.scenario);
  const wanted = new Set(resolveSelection(ids, parts.catalogue(), own).scenarios);
  const selected = entries.filter((entry) => wanted.has(entry.scenario.id));
  if (selected.length === 0) {
    throw new BancError(
      'BANC_USAGE',
      `Aucun scénario ne couvre encore ${ids.join(', ')} pour un ${actor.toUpperCase()} ; « banc list » dit pourquoi.`,
    );
  }
  return selected;
}
