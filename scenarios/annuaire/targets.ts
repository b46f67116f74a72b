import type { TrapCriteria } from '../../fixtures/directory/traps.js';
import type { Directory } from '../../fixtures/directory/records.js';
import { CRITERIA, type Criterion, type SearchCriteria } from './actions/criteria.js';
import { type Coded, professionOf, specialtyOf } from './nomenclature.js';
import { folded, type Line, linesIn } from './oracle.js';

/** Results a user can read through: more is a search too wide to judge. */
const READABLE = 40;
/** Lines looked at to choose from: a large directory has what is needed among its first ones. */
const SAMPLE = 20_000;

/** A search by one criterion, and what else the same professional answers, for products that ask for more. */
export interface SingleTarget {
  name: Criterion;
  criteria: SearchCriteria;
  complement: SearchCriteria;
}

/**
 * For each criterion, a value few professionals have: chosen in the records themselves, so that any directory, imported
 * ones too, can be searched. Values need no accent: those are another scenario's.
 */
export function singleTargets(directory: Directory): SingleTarget[] {
  const counts = countValues(directory);
  const lines = [...firstOf(linesIn(directory), SAMPLE)];
  return CRITERIA.flatMap((name) => {
    const few = lines.filter((line) => isRare(counts[name], valuesOf(line, name)) && isPlain(criterionOf(line, name)));
    const line = few.find(({ personalBoxes }) => personalBoxes.length > 0) ?? few[0];
    return line ? [{ name, criteria: criterionOf(line, name), complement: complementOf(line, name) }] : [];
  });
}

/** The criteria of a trap, with the labels of its codes. */
export function asSearched(criteria: TrapCriteria): SearchCriteria {
  const { professionCode, specialtyCode, ...rest } = criteria;
  const profession = professionOf(professionCode);
  const specialty = specialtyOf(specialtyCode);
  return { ...rest, ...(profession ? { profession } : {}), ...(specialty ? { specialty } : {}) };
}

type Counts = Record<Criterion, Map<string, number>>;

function countValues(directory: Directory): Counts {
  const counts = Object.fromEntries(CRITERIA.map((name) => [name, new Map<string, number>()])) as Counts;
  for (const line of linesIn(directory)) {
    for (const name of CRITERIA) {
      for (const value of valuesOf(line, name)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  return counts;
}

function* firstOf<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let given = 0;
  for (const item of items) {
    if (given === count) return;
    given += 1;
    yield item;
  }
}

function isRare(counts: ReadonlyMap<string, number>, values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => (counts.get(value) ?? 0) <= READABLE);
}

function isPlain(criteria: SearchCriteria): boolean {
  const values = Object.values(criteria);
  return values.length > 0 && values.every((value) => typeof value !== 'string' || /^[ -~]+$/.test(value));
}

/** Values of a line under a criterion, as they are compared. */
function valuesOf(line: Line, name: Criterion): string[] {
  const codes = line.professional.specialties.map(({ code }) => code);
  if (name === 'specialty') return codes;
  return [criterionOf(line, name)[name]].flatMap((value) =>
    value === undefined ? [] : [typeof value === 'string' ? folded(value) : value.code],
  );
}

/** A criterion with the value of a line, typed as the directory has it; nothing when it has none. */
function criterionOf({ professional, structure, personalBoxes }: Line, name: Criterion): SearchCriteria {
  const place = structure?.active === true ? structure : undefined;
  const values: Record<Criterion, string | Coded | undefined> = {
    rpps: professional.rpps,
    familyName: professional.familyName,
    givenName: professional.givenNames[0],
    profession: professionOf(professional.professionCode),
    specialty: specialtyOf(professional.specialties[0]?.code),
    structure: place?.name,
    postalCode: place?.address?.postalCode,
    // What the service searches by: the town as published.
    city: place?.address?.city,
    mailbox: personalBoxes[0],
  };
  const value = values[name];
  return value === undefined || value === '' ? {} : { [name]: value };
}

function complementOf(line: Line, name: Criterion): SearchCriteria {
  return name === 'familyName' ? criterionOf(line, 'givenName') : criterionOf(line, 'familyName');
}
