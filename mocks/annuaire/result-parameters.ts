import { type AskedParameter, valuesOf } from './asked-parameters.js';
import type { AnnuaireModes } from './modes.js';
import { SearchError, unknownParameter } from './search-error.js';
import { RELATIONS, type ResourceType } from './search-parameters.js';
import type { Relation } from './store/directory-store.js';

/** How what is found is given back (annuaire.md §1.3). */
export interface ResultParameters {
  /** Matches on a page. */
  count: number;
  /** What `_total` asked, if anything. */
  total?: 'accurate' | 'none' | 'estimate';
  /** Members asked by `_elements`; none = all. */
  elements: string[];
  /** Relations followed from the matches. */
  include: Relation[];
  /** Relations followed to the matches. */
  revinclude: Relation[];
}

/** Page size when none is asked. */
export const DEFAULT_COUNT = 50;
/** Highest `_count` the server understands (annuaire.md §1.3). */
const MAX_COUNT = 50_000_000;
/** Largest page served; the gateway gives 502 on more (20 000 seen to fail, 10 000 documented; annuaire.md §1.3). */
export const MAX_PAGE = 10_000;

const BAD_COUNT = 'The _count parameter must be in the FHIR format with an integer value : "_count=30"';
const BAD_TOTAL = 'Bad value for the _total parameter. Allowed values are : accurate, none, estimate';
const IGNORED = new Set(['_pretty', '_format']);

/** A page so large that the gateway gives up: 502. */
export class LargePage extends Error {}

/** Parameters that say how to answer; they are no criteria. */
export function isResultParameter(name: string): boolean {
  return IGNORED.has(name) || ['_count', '_total', '_elements', '_include', '_revinclude'].includes(name);
}

/** Reads them all; repeated ones add up, or the last one counts. Throws SearchError, LargePage. */
export function readResultParameters(
  asked: readonly AskedParameter[],
  resource: ResourceType,
  modes: AnnuaireModes,
): ResultParameters {
  const result: ResultParameters = { count: DEFAULT_COUNT, elements: [], include: [], revinclude: [] };
  for (const parameter of asked) {
    const { name, value } = parameter;
    if (value === '') continue;
    if (name === '_count') result.count = pageSize(value, modes);
    else if (name === '_total') result.total = totalOf(value);
    else if (name === '_elements') result.elements.push(...valuesOf(parameter).map((element) => element.trim()));
    else if (name === '_include') {
      for (const one of valuesOf(parameter)) include(one, resource, modes, result);
    } else if (name === '_revinclude') {
      for (const one of valuesOf(parameter)) result.revinclude.push(relationOf(one, resource));
    }
  }
  return { ...result, include: [...new Set(result.include)], revinclude: [...new Set(result.revinclude)] };
}

function pageSize(value: string, modes: AnnuaireModes): number {
  const count = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(count <= MAX_COUNT)) throw new SearchError(BAD_COUNT, { reason: `_count illisible ou démesuré : ${value}` });
  if (count <= MAX_PAGE) return count;
  if (modes.largePage === 'cut') return MAX_PAGE;
  throw new LargePage();
}

function totalOf(value: string): 'accurate' | 'none' | 'estimate' {
  if (value === 'accurate' || value === 'none' || value === 'estimate') return value;
  throw new SearchError(BAD_TOTAL, { reason: `_total inconnu : ${value}` });
}

function include(value: string, resource: ResourceType, modes: AnnuaireModes, result: ResultParameters): void {
  const foreign = modes.foreignInclude === 'accepted';
  if (value === '*') {
    result.include.push(...resource.include);
    if (foreign) result.revinclude.push(...resource.revinclude);
    return;
  }
  const relation = relationOf(value, resource);
  if (RELATIONS[relation].from === resource.type) result.include.push(relation);
  else if (foreign) result.revinclude.push(relation);
  else throw unknownParameter(value, resource.type);
}

/** A relation by its name; a third part (`:Organization`) says nothing more. `*` is none for `_revinclude`. */
function relationOf(value: string, resource: ResourceType): Relation {
  const [type, parameter] = value.split(':');
  const name = `${type ?? ''}:${parameter ?? ''}`;
  if (!Object.hasOwn(RELATIONS, name)) throw unknownParameter(value, resource.type);
  return name as Relation;
}
