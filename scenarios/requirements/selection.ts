import { BancError } from '../../mocks/wire/errors.js';
import type { Catalogue, Requirement } from './catalogue.js';

/** What a scenario of the bench must say to be selected: the bench may have scenarios the catalogue does not print. */
export interface SelectableScenario {
  requirement: string;
  id: string;
  proofs: readonly string[];
}

/** What a list of ids names. Each list is in catalogue order, without repetition. */
export interface Selection {
  /** Requirements and rules named, or owning a scenario or proof named. */
  requirements: string[];
  /** Scenarios named, of a requirement named, or owning a proof named. */
  scenarios: string[];
  /** Proofs named, or of a scenario or requirement named. */
  proofs: string[];
}

/**
 * Turns what a person types into ids of the catalogue. Accepts requirement, scenario and proof ids, socle (`SC.…`) and
 * wave-1 (`DPI.INS.05`) ids, a leading corridor prefix, spaces for dots (`CDA/DD 05`), any case, and `*` for any text.
 * @param own scenarios of the bench, so that those the catalogue does not print are found too.
 * @throws BancError BANC_UNKNOWN_ID when one of them names nothing; the message gives the nearest ids.
 */
export function resolveSelection(
  ids: readonly string[],
  catalogue: Catalogue,
  own: readonly SelectableScenario[] = [],
): Selection {
  const named = nameEverything(catalogue, own);
  const requirements = new Set<string>();
  const scenarios = new Set<string>();
  const proofs = new Set<string>();
  for (const asked of ids) {
    const hits = find(asked, named);
    if (hits.length === 0) throw unknownId(asked, named);
    for (const hit of hits) {
      requirements.add(hit.requirement);
      for (const id of hit.scenarios) scenarios.add(id);
      for (const id of hit.proofs) proofs.add(id);
    }
  }
  return { requirements: [...requirements], scenarios: [...scenarios], proofs: [...proofs] };
}

/** An id a person may type, and what it stands for. */
interface Named {
  id: string;
  requirement: string;
  scenarios: string[];
  proofs: string[];
}

function nameEverything(catalogue: Catalogue, own: readonly SelectableScenario[]): Named[] {
  const rows = catalogue.rows.flatMap((row) => {
    const scenarios = withOwn(row, own);
    const whole = {
      requirement: row.id,
      scenarios: scenarios.map(({ id }) => id),
      proofs: scenarios.flatMap((s) => s.proofs),
    };
    const other = [row.socleId, row.vague1Id].filter((id) => id !== undefined);
    return [
      ...[row.id, ...other].map((id) => ({ id, ...whole })),
      ...scenarios.flatMap((scenario) => nameScenario(row.id, scenario)),
    ];
  });
  const foreign = own.filter((scenario) => !catalogue.requirement(scenario.requirement));
  return [
    ...rows,
    ...foreign.flatMap((scenario) => [
      {
        id: scenario.requirement,
        requirement: scenario.requirement,
        scenarios: [scenario.id],
        proofs: [...scenario.proofs],
      },
      ...nameScenario(scenario.requirement, scenario),
    ]),
  ];
}

function withOwn(row: Requirement, own: readonly SelectableScenario[]): { id: string; proofs: readonly string[] }[] {
  const printed = row.scenarios.map(({ id, proofs }) => ({ id, proofs: proofs.map((proof) => proof.id) }));
  const added = own.filter(
    (scenario) => scenario.requirement === row.id && !printed.some(({ id }) => id === scenario.id),
  );
  return [...printed, ...added];
}

function nameScenario(requirement: string, scenario: { id: string; proofs: readonly string[] }): Named[] {
  const inside = { requirement, scenarios: [scenario.id] };
  return [
    { id: scenario.id, ...inside, proofs: [...scenario.proofs] },
    ...scenario.proofs.map((id) => ({ id, ...inside, proofs: [id] })),
  ];
}

function find(asked: string, named: readonly Named[]): Named[] {
  const matches = spellings(asked).map(matcher);
  return named.filter(({ id }) => matches.some((match) => match(id)));
}

/** The id as typed with spaces made dots, then without its corridor prefix (only a leading one: `SC.PSC.11`). */
function spellings(asked: string): string[] {
  const dotted = asked.trim().replaceAll(/\s+/g, '.');
  const bare = dotted.replace(/^(?:SC|CH|AMBU|[A-Z]{3})\.(?=[A-Z]|\*[^*])/i, '');
  return bare === dotted ? [dotted] : [dotted, bare];
}

/** Exact match but for case and spaces, or a glob when the pattern has a `*`. */
function matcher(pattern: string): (id: string) => boolean {
  const source = pattern.split(/\*+/).map(escapeForRegExp).join('.*');
  const expression = new RegExp(`^${source}$`, 'i');
  return (id) => expression.test(id.replaceAll(' ', '.'));
}

function escapeForRegExp(literal: string): string {
  return literal.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function unknownId(asked: string, named: readonly Named[]): BancError {
  const wanted = (spellings(asked).at(-1) ?? asked).toUpperCase();
  const near = [...new Set(named.map(({ id }) => id))]
    .map((id) => ({ id, far: distance(wanted, id.toUpperCase()) }))
    .sort((left, right) => left.far - right.far)
    .slice(0, 3)
    .map(({ id }) => id);
  return new BancError(
    'BANC_UNKNOWN_ID',
    `« ${asked} » ne désigne aucune exigence, aucun scénario ni aucune preuve. Identifiants les plus proches : ${near.join(', ')}. « banc list » les donne tous.`,
  );
}

/** Edits from one text to the other; a short form such as `IAM.80` is next to any id it ends. */
function distance(asked: string, id: string): number {
  if (id.endsWith(asked)) return 0.5;
  let row = Array.from({ length: id.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(asked).entries()) {
    const next = [line + 1];
    for (const [column, other] of Array.from(id).entries()) {
      next.push(
        Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, (row[column] ?? 0) + (letter === other ? 0 : 1)),
      );
    }
    row = next;
  }
  return row.at(-1) ?? id.length;
}
