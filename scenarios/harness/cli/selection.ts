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
  /** Requirements left aside because they apply under a profile the product does not declare. */
  undeclared: { requirement: string; profile: string }[];
}

/**
 * The scenarios that ids name, for an actor and the profiles it declares (none given = all). No id = all of them, with
 * no row told as uncovered.
 * @throws BancError BANC_UNKNOWN_ID for an id the catalogue does not know; BANC_CONFIG_INVALID for a profile it does
 * not; BANC_USAGE when nothing covers what was asked.
 */
export async function selectScenarios(
  ids: readonly string[],
  { actor, profiles }: { actor: 'dpi' | 'pfi'; profiles?: readonly string[] | undefined },
  parts: BenchParts,
  ownFiles: readonly string[],
): Promise<Selection> {
  const all = [...(await parts.scenarios()), ...(await loadOwnScenarios(ownFiles))];
  const catalogue = parts.catalogue();
  const conditions = new Map(catalogue.rows.map(({ id, conditionalProfile }) => [id, conditionalProfile]));
  rejectUnknownProfiles(profiles ?? [], conditions.values());
  const ofActor = all.filter(({ scenario }) => scenario.actor === actor || scenario.actor === 'both');
  const known = all.map((entry) => entry.scenario);
  const named = ids.length === 0 ? undefined : resolveSelection(ids, catalogue, known);
  const asked = ofActor.filter(
    ({ scenario }) =>
      !named || (named.scenarios.includes(scenario.id) && named.requirements.includes(scenario.requirement)),
  );
  const lacking = (requirement: string): string | undefined => {
    const condition = conditions.get(requirement);
    return condition === undefined || !profiles || profiles.includes(condition) ? undefined : condition;
  };
  const entries = asked.filter(({ scenario }) => lacking(scenario.requirement) === undefined);
  const undeclared = [...new Set(asked.map(({ scenario }) => scenario.requirement))].flatMap((requirement) => {
    const profile = lacking(requirement);
    return profile === undefined ? [] : [{ requirement, profile }];
  });
  if (entries.length === 0) {
    throw new BancError(
      'BANC_USAGE',
      undeclared.length > 0
        ? `Rien à jouer : ${undeclared.map(({ requirement, profile }) => `${requirement} demande le profil « ${profile} »`).join(', ')} ; déclarez-le dans sut.profiles.`
        : `Aucun scénario ne couvre encore ${ids.join(', ')} pour un ${actor.toUpperCase()} ; « banc list » dit pourquoi.`,
    );
  }
  const uncovered = named
    ? computeCoverage(catalogue, known).filter(
        (row) =>
          !row.covered && named.requirements.includes(row.requirement) && concerns(row, actor) && !isServed(row, asked),
      )
    : [];
  return { entries, uncovered, undeclared };
}

function rejectUnknownProfiles(profiles: readonly string[], conditions: Iterable<string | undefined>): void {
  const known = ['Général', ...new Set([...conditions].filter((profile) => profile !== undefined))];
  const unknown = profiles.filter((profile) => !known.includes(profile));
  if (unknown.length === 0) return;
  throw new BancError(
    'BANC_CONFIG_INVALID',
    `sut.profiles : profil inconnu ${unknown.join(', ')} ; le catalogue connaît ${known.join(', ')}.`,
  );
}

/** Whether what is played serves a row whole: what the bench lacks is then for the other actor. */
function isServed({ requirement, scenario, proofs }: CoverageRow, asked: readonly ScenarioEntry[]): boolean {
  const played = asked.filter((entry) => entry.scenario.requirement === requirement);
  const served = played.flatMap((entry) => entry.scenario.proofs);
  return scenario !== undefined && played.length > 0 && proofs.every((proof) => served.includes(proof));
}

function concerns(row: CoverageRow, actor: 'dpi' | 'pfi'): boolean {
  return row.profiles.some((profile) => profile.toLowerCase() === actor);
}
