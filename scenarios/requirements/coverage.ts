import type { Text } from '../harness/text.js';
import type { Catalogue, Requirement } from './catalogue.js';

/** How a scenario is proved. */
export type Drive = 'automatic' | 'operator' | 'document';

/** What coverage must know of a scenario of the bench. */
export interface CoveringScenario {
  id: string;
  requirement: string;
  actor: 'dpi' | 'pfi' | 'both';
  drive: Drive;
  proofs: readonly string[];
}

/** One requirement × scenario: a row of `banc list --json` once its texts are in one language (design §4). */
export interface CoverageRow {
  requirement: string;
  kind: Requirement['kind'];
  theme: string;
  wave: Requirement['wave'];
  obligation: Requirement['obligation'];
  wording: Requirement['wording'];
  /** True when a source of 2024 or later attests the id with this topic. */
  attested: boolean;
  profiles: string[];
  /** False when no source says which REM prints the row. */
  profilesConfirmed: boolean;
  /** Absent when the catalogue prints no scenario and the bench has none. */
  scenario?: string;
  proofs: string[];
  /** Those of `proofs` that no source prints: the bench numbered them. */
  proofsOfBench: string[];
  title: Text;
  /** How it is driven, or will be when not covered. */
  drive: Drive;
  plannedDrive: Drive;
  /** True when every profile and every proof of the row is served by a scenario of the bench. */
  covered: boolean;
  /** Why not, when it is not. */
  reason?: Text;
}

/**
 * Every row of the catalogue against the scenarios of the bench: one row per requirement × scenario, none missing, in
 * catalogue order. Scenarios of requirements outside the catalogue (a vendor's own) are left out.
 */
export function computeCoverage(catalogue: Catalogue, scenarios: readonly CoveringScenario[]): CoverageRow[] {
  return catalogue.rows.flatMap((row) => {
    const ours = scenarios.filter((scenario) => scenario.requirement === row.id);
    const printed = row.scenarios.map(({ id, proofs }) => ({ id, proofs: proofs.map((proof) => proof.id) }));
    const added = [...new Set(ours.map(({ id }) => id))]
      .filter((id) => !printed.some((scenario) => scenario.id === id))
      .map((id) => ({ id, proofs: unique(ours.filter((own) => own.id === id).flatMap((own) => own.proofs)) }));
    const all = [...printed, ...added];
    // A proof may be served, and a profile proved, by another scenario of the requirement than the printed one.
    const whole: WholeRequirement = {
      served: unique(ours.flatMap((own) => own.proofs)),
      actors: unique(ours.flatMap((own) => (own.actor === 'both' ? ['dpi', 'pfi'] : own.actor))),
    };
    if (all.length === 0) return [describe(catalogue, row, undefined, [], [], whole)];
    return all.map(({ id, proofs }) => describe(catalogue, row, id, proofs, playing(ours, id, proofs), whole));
  });
}

/** Scenarios of the bench that play a printed one: of its id, else those that together serve all its proofs. */
function playing(ours: readonly CoveringScenario[], id: string, proofs: readonly string[]): CoveringScenario[] {
  const same = ours.filter((own) => own.id === id);
  if (same.length > 0) return same;
  const serving = ours.filter((own) => own.proofs.some((proof) => proofs.includes(proof)));
  return proofs.every((proof) => serving.some((own) => own.proofs.includes(proof))) ? serving : [];
}

/** What all the scenarios of a requirement do together. */
interface WholeRequirement {
  /** Proofs served. */
  served: readonly string[];
  /** `dpi`, `pfi`. */
  actors: readonly string[];
}

function describe(
  catalogue: Catalogue,
  row: Requirement,
  scenario: string | undefined,
  proofs: readonly string[],
  ours: readonly CoveringScenario[],
  whole: WholeRequirement,
): CoverageRow {
  const plan = planOf(catalogue, row);
  const reason = whyNotCovered(catalogue, row, scenario, proofs, ours, whole);
  return {
    requirement: row.id,
    kind: row.kind,
    theme: row.theme,
    wave: row.wave,
    obligation: row.obligation,
    wording: row.wording,
    attested: row.confidence.idAndTopicInFinal === 'stated',
    profiles: [...row.profiles],
    profilesConfirmed: row.profilesConfirmed,
    ...(scenario === undefined ? {} : { scenario }),
    proofs: [...proofs],
    proofsOfBench: numberedByBench(row, proofs),
    title: row.title,
    drive: ours[0]?.drive ?? plan.drive,
    plannedDrive: plan.drive,
    covered: reason === undefined,
    ...(reason ? { reason } : {}),
  };
}

function numberedByBench(row: Requirement, proofs: readonly string[]): string[] {
  // A proof printed under one scenario may be served by another one of the bench.
  const printed = row.scenarios.flatMap((one) => one.proofs.filter(({ origin }) => origin === 'source'));
  return proofs.filter((proof) => !printed.some(({ id }) => id === proof));
}

/** What the bench says of a requirement it does not cover: the first entry of plan.yaml that matches. */
function planOf(catalogue: Catalogue, row: Requirement): { drive: Drive; reason: Text } {
  return (
    catalogue.plan.find((entry) => entry.match.some((pattern) => matches(pattern, row.id))) ?? {
      drive: 'operator',
      reason: { fr: 'Aucun plan à ce jour', en: 'No plan so far' },
    }
  );
}

function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

function whyNotCovered(
  catalogue: Catalogue,
  row: Requirement,
  scenario: string | undefined,
  proofs: readonly string[],
  ours: readonly CoveringScenario[],
  whole: WholeRequirement,
): Text | undefined {
  const plan = planOf(catalogue, row).reason;
  if (ours.length === 0) {
    const unprinted: Text[] =
      scenario === undefined
        ? [{ fr: 'le catalogue n’imprime aucun scénario', en: 'the catalogue prints no scenario' }]
        : [];
    return join([plan, ...unprinted, ...madeOutside(catalogue, row, scenario)]);
  }
  const profiles = row.profiles.filter((profile) => !whole.actors.includes(profile.toLowerCase()));
  const unserved = proofs.filter((proof) => !whole.served.includes(proof));
  const gaps: Text[] = [];
  if (profiles.length > 0) {
    gaps.push({
      fr: `Pas encore couvert pour : ${profiles.join(', ')}`,
      en: `Not covered yet for: ${profiles.join(', ')}`,
    });
  }
  if (unserved.length > 0) {
    gaps.push({ fr: `Preuves non servies : ${unserved.join(', ')}`, en: `Proofs not served: ${unserved.join(', ')}` });
  }
  return gaps.length > 0 ? join([...gaps, plan]) : undefined;
}

/** Proofs of kinds only a third party delivers (Gazelle link, certificate …). */
function madeOutside(catalogue: Catalogue, row: Requirement, scenario: string | undefined): Text[] {
  const printed = row.scenarios.find(({ id }) => id === scenario);
  const kinds = unique(printed?.proofs.flatMap((proof) => proof.kinds) ?? []);
  return kinds.map((kind) => catalogue.externalProofs[kind]).filter((said) => said !== undefined);
}

function join(parts: readonly Text[]): Text {
  return { fr: parts.map(({ fr }) => fr).join(' ; '), en: parts.map(({ en }) => en).join('; ') };
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
