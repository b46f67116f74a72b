import type { AskedParameter } from './asked-parameters.js';
import { SearchError, unknownParameter } from './search-error.js';
import { RELATIONS, type ResourceName, resourceType, type ResourceType } from './search-parameters.js';
import type { SearchScope } from './search-scope.js';
import type { Predicate } from './store/directory-query.js';
import type { Relation } from './store/directory-store.js';

/** Most records a criterion on another resource may find: beyond, the service takes over 30 s (annuaire.md §12). */
const MAX_RELATED = 20_000;

/** Reads a criterion on a type. */
type ReadCriterion = (type: ResourceName, asked: AskedParameter) => Predicate[];

/** A chain that would take the service longer than its time limit: 504. */
export class SlowSearch extends Error {}

/**
 * `organization.identifier=…` on PractitionerRole, `organization:Organization.name:contains=…`: the references to what
 * the rest of the name finds. One link only (annuaire.md §1.3).
 */
export function chainedPredicate(
  resource: ResourceType,
  asked: AskedParameter,
  scope: SearchScope,
  criterion: ReadCriterion,
): Predicate {
  const [link = '', rest = '', ...more] = asked.name.split('.');
  const [parameter = ''] = link.split(':');
  const relation = relationsOf(resource).find((name) => RELATIONS[name].parameter === parameter);
  if (relation === undefined || more.length > 0) throw unknownParameter(asked.name, resource.type);
  const { to } = RELATIONS[relation];
  const ids = idsFound(to, criterion(to, renamed(asked, rest)), scope);
  return { kind: 'reference', field: parameter, ids };
}

/** `_has:PractitionerRole:practitioner:role=…` on Practitioner: those that what is found refers to. */
export function hasPredicate(
  resource: ResourceType,
  asked: AskedParameter,
  scope: SearchScope,
  criterion: ReadCriterion,
): Predicate {
  const [, from = '', parameter = '', ...name] = asked.name.split(':');
  const relation = `${from}:${parameter}`;
  if (!Object.hasOwn(RELATIONS, relation) || RELATIONS[relation as Relation].to !== resource.type) {
    throw unknownParameter(asked.name, resource.type);
  }
  const { from: source } = RELATIONS[relation as Relation];
  const { store, atRevision } = scope;
  const rows = rowsFound(source, criterion(source, renamed(asked, name.join(':'))), scope);
  const found = new Set<string>();
  for (const row of rows) {
    const target = store.referenced(relation as Relation, row, atRevision);
    const id = target === undefined ? undefined : store.record(resource.kind, target, atRevision)?.record.id;
    if (id !== undefined) found.add(id);
  }
  return { kind: 'token', field: '_id', values: [...found].map((code) => ({ code })) };
}

function relationsOf({ type }: ResourceType): Relation[] {
  return (Object.keys(RELATIONS) as Relation[]).filter((name) => RELATIONS[name].from === type);
}

/** The same value under the name of the other type's parameter. */
function renamed(asked: AskedParameter, whole: string): AskedParameter {
  const { modifier: _own, ...rest } = asked;
  const [name = '', modifier] = whole.split(':');
  if (name.includes('.')) throw new SearchError('Bad parameter value.', { reason: 'chaînage de plus d’un lien' });
  return { ...rest, name, ...(modifier === undefined ? {} : { modifier }) };
}

function rowsFound(type: ResourceName, query: Predicate[], { store, atRevision }: SearchScope): number[] {
  const kind = resourceType(type)?.kind;
  if (!kind) throw new RangeError(`no resource type ${type}`);
  const page = { limit: MAX_RELATED, ...(atRevision === undefined ? {} : { atRevision }) };
  const { rows, more } = store.search(kind, query, page);
  if (more) throw new SlowSearch();
  return rows;
}

function idsFound(type: ResourceName, query: Predicate[], scope: SearchScope): string[] {
  const kind = resourceType(type)?.kind;
  if (!kind) throw new RangeError(`no resource type ${type}`);
  return rowsFound(type, query, scope).flatMap(
    (row) => scope.store.record(kind, row, scope.atRevision)?.record.id ?? [],
  );
}
