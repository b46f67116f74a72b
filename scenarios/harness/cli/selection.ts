import { BancError } from '../../../mocks/wire/errors.js';
import { computeCoverage, type CoverageRow } from '../../requirements/coverage.js';
import { resolveSelection } from '../../requirements/selection.js';
import type { BenchParts, ScenarioEntry } from '../bench-parts.js';
import { importModule } from '../config.js';
import type { Scenario } from '../scenario.js';

/**
 * The vendor's own scenario files of the configuration, as entries beside the bench's.
 * @throws BancError BANC_CONFIG_INVALID when a file does not load or exports no scenario.
 */
export async function loadOwnScenarios(files: readonly string[]): Promise<ScenarioEntry[]> {
  const entries: ScenarioEntry[] = [];
  for (const file of files) {
    let exported: unknown[];
    try {
      exported = Object.values(await importModule<Record<string, unknown>>(file));
    } catch (error) {
      throw new BancError('BANC_CONFIG_INVALID', `${file} ne se charge pas : ${(error as Error).message}`, {
        cause: error,
      });
    }
    const scenarios = exported.filter(isScenario);
    if (scenarios.length === 0) {
      throw new BancError(
        'BANC_CONFIG_INVALID',
        `${file} n'exporte aucun scénario (export const x = defineScenario({…})).`,
      );
    }
    entries.push(...scenarios.map((scenario) => ({ scenario, file })));
  }
  return entries;
}

function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && 'run' in value && 'proofs' in value && 'requirement' in value;
}

/** What a run plays of what was asked for, and what it leaves out. */
export interface Selection {
  entries: ScenarioEntry[];
  /** Rows of the catalogue that were named, for the actor, and that no scenario covers: nothing goes missing. */
  uncovered: CoverageRow[];
}

/**
 * The scenarios that ids name, for an actor. No id = all of them, with no row told as uncovered.
 * @throws BancError BANC_UNKNOWN_ID for an id the catalogue does not know; BANC_USAGE when nothing covers what was asked.
 */
export async function selectScenarios(
  ids: readonly string[],
  actor: 'dpi' | 'pfi',
  parts: BenchParts,
  ownFiles: readonly string[],
): Promise<Selection> {
  const all = [...(await parts.scenarios()), ...(await loadOwnScenarios(ownFiles))];
  const ofActor = all.filter((entry) => entry.scenario.actor === actor);
  if (ids.length === 0) return { entries: ofActor, uncovered: [] };
  const known = all.map((entry) => entry.scenario);
  const catalogue = parts.catalogue();
  const named = resolveSelection(ids, catalogue, known);
  const entries = ofActor.filter(
    ({ scenario }) => named.scenarios.includes(scenario.id) && named.requirements.includes(scenario.requirement),
  );
  if (entries.length === 0) {
    throw new BancError(
      'BANC_USAGE',
      `Aucun scénario ne couvre encore ${ids.join(', ')} pour un ${actor.toUpperCase()} ; « banc list » dit pourquoi.`,
    );
  }
  const uncovered = computeCoverage(catalogue, known).filter(
    (row) => !row.covered && named.requirements.includes(row.requirement) && concerns(row, actor),
  );
  return { entries, uncovered };
}

function concerns(row: CoverageRow, actor: 'dpi' | 'pfi'): boolean {
  return row.profiles.some((profile) => profile.toLowerCase() === actor);
}
