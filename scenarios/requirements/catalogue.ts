import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalogueSource } from './catalogue-source.js';
import type { CatalogueData, CatalogueProof, CatalogueScenario, Requirement } from './schema.js';

export type { CatalogueData, CatalogueProof, CatalogueScenario, Requirement } from './schema.js';

/** The compiled form of the data folder, written by the build beside the YAML files. */
export const COMPILED_NAME = 'catalogue.json';

/** A scenario and the requirement that prints it. */
export interface PrintedScenario {
  requirement: Requirement;
  scenario: CatalogueScenario;
}

/** A proof, its scenario and the requirement that prints it. */
export interface PrintedProof extends PrintedScenario {
  proof: CatalogueProof;
}

/** The catalogue, with look-ups. Scenario and proof ids are not unique: the plural look-ups give every row. */
export interface Catalogue extends CatalogueData {
  /** Requirements then rules. */
  readonly rows: readonly Requirement[];
  /** By exact id, rules included. */
  requirement(id: string): Requirement | undefined;
  /** The first scenario of that id, or the one of a given requirement. */
  scenario(id: string, requirement?: string): CatalogueScenario | undefined;
  /** Every requirement that prints a scenario of that id (`HOP/va1.02.01` has four). */
  scenarios(id: string): readonly PrintedScenario[];
  /** Every place a `N° preuve` is printed (`DMP/UX.15.01.01` has two). */
  proofs(id: string): readonly PrintedProof[];
}

const DATA = path.join(import.meta.dirname, 'data');
const loaded = new Map<string, Catalogue>();

/**
 * The catalogue, from its compiled form when the build made one, else from the YAML files. Read once per process.
 * @param dir absolute path of the data folder; ours when left out.
 * @throws BancError BANC_CONFIG_INVALID when a YAML file is not valid.
 */
export function loadCatalogue(dir: string = DATA): Catalogue {
  const known = loaded.get(dir);
  if (known) return known;
  const compiled = path.join(dir, COMPILED_NAME);
  const data = existsSync(compiled)
    ? (JSON.parse(readFileSync(compiled, 'utf8')) as CatalogueData)
    : readCatalogueSource(dir);
  const catalogue = indexCatalogue(data);
  loaded.set(dir, catalogue);
  return catalogue;
}

/** Adds the look-ups to catalogue data. */
export function indexCatalogue(data: CatalogueData): Catalogue {
  const rows = [...data.requirements, ...data.rules];
  const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
  const scenarios = groupById(
    rows.flatMap((requirement) => requirement.scenarios.map((scenario) => ({ requirement, scenario }))),
    ({ scenario }) => scenario.id,
  );
  const proofs = groupById(
    [...scenarios.values()]
      .flat()
      .flatMap((printed) => printed.scenario.proofs.map((proof) => ({ ...printed, proof }))),
    ({ proof }) => proof.id,
  );
  return {
    ...data,
    rows,
    requirement: (id) => byId.get(id),
    scenario: (id, requirement) =>
      scenarios.get(id)?.find((printed) => requirement === undefined || printed.requirement.id === requirement)
        ?.scenario,
    scenarios: (id) => scenarios.get(id) ?? [],
    proofs: (id) => proofs.get(id) ?? [],
  };
}

function groupById<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(idOf(item));
    if (group) group.push(item);
    else groups.set(idOf(item), [item]);
  }
  return groups;
}
