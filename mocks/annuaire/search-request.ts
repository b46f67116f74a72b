import { AS_DEFINITION } from '../wire/annuaire-systems.js';
import { type AskedParameter, isRelated, valuesOf } from './asked-parameters.js';
import { chainedPredicate, hasPredicate } from './chained-search.js';
import type { AnnuaireModes } from './modes.js';
import { isResultParameter, readResultParameters, type ResultParameters } from './result-parameters.js';
import { SearchError, unknownParameter } from './search-error.js';
import { type ResourceName, resourceType, type ResourceType, type SearchParameter } from './search-parameters.js';
import {
  datePredicate,
  deltaWindow,
  NOTHING,
  referencePredicate,
  stringPredicate,
  tokenPredicate,
} from './search-values.js';
import type { SearchScope } from './search-scope.js';
import type { Predicate } from './store/directory-query.js';

/** A search that is understood. */
export interface SearchRequest extends ResultParameters {
  resource: ResourceType;
  query: Predicate[];
  /** One of its criteria is a chain: only the first page of such a search is good in production. */
  chained: boolean;
  /** A criterion compares text: the slow ones of production. */
  onText: boolean;
  /** French, for the journal. */
  tolerated: string[];
}

const KNOWN_MODIFIERS: Readonly<Record<SearchParameter['type'], readonly string[]>> = {
  string: ['contains', 'exact'],
  token: ['not'],
  date: [],
  reference: [],
  uri: [],
};

/** Reads a search of a type (annuaire.md §§1.2–1.4). Throws SearchError with the diagnostics of the service, LargePage. */
export function readSearch(type: string, asked: readonly AskedParameter[], scope: SearchScope): SearchRequest {
  const resource = resourceType(type);
  if (!resource) throw unknownType(type, asked);
  const tolerated: string[] = [];
  const query: Predicate[] = [];
  let chained = false;
  let onText = false;
  const criteria = asked.filter(({ name }) => !isResultParameter(name));
  for (const parameter of criteria) {
    const related = isRelated(parameter.name);
    if (valuesOf(parameter).length === 0) {
      if (!related) parameterOf(resource, parameter.name, scope.modes);
      tolerated.push(`Paramètre ${parameter.name} vide : ignoré, comme le service`);
      continue;
    }
    if (related) {
      query.push(relatedPredicate(resource, parameter, scope));
      chained ||= !parameter.name.startsWith('_has:');
      continue;
    }
    const declared = parameterOf(resource, parameter.name, scope.modes);
    const { modifier } = parameter;
    if (modifier !== undefined && !KNOWN_MODIFIERS[declared.type].includes(modifier)) {
      tolerated.push(`Modificateur :${modifier} de ${parameter.name} ignoré, comme le service`);
    }
    onText ||= declared.type === 'string';
    query.push(...criterion(declared, parameter, scope));
  }
  if (scope.modes.deltaWindow === '30-days' && query.some(({ field }) => field === '_lastUpdated')) {
    query.push(deltaWindow(scope.now));
  }
  return { resource, query, chained, onText, tolerated, ...readResultParameters(asked, resource, scope.modes) };
}

/** A parameter of a type, under the modes. Throws SearchError when it has none of that name. */
function parameterOf(resource: ResourceType, name: string, modes: AnnuaireModes): SearchParameter {
  const { type, parameters } = resource;
  if (name === 'address-line' && modes.addressLine === 'refused') throw unknownParameter(name, type);
  if (name === '_profile' && type === 'HealthcareService' && modes.profileParameter === 'refused') {
    throw new SearchError('Search type not supported', { reason: '_profile refusé (mode profileParameter)' });
  }
  if (name === 'number-smartcard' || name === 'type-smartcard') return smartcardParameter(name, type, modes);
  const found = parameters.find((parameter) => parameter.name === name);
  if (!found) throw unknownParameter(name, type);
  const alias = name === 'name' && type === 'Organization' && modes.organizationName === 'name-and-alias';
  return alias ? { ...found, name: 'name-and-alias' } : found;
}

function smartcardParameter(name: string, type: ResourceName, modes: AnnuaireModes): SearchParameter {
  const holder = modes.smartcardParameters === 'practitioner' ? 'Practitioner' : 'PractitionerRole';
  if (type !== holder) throw unknownParameter(name, type);
  return { name, type: name === 'number-smartcard' ? 'string' : 'token' };
}

/** The predicates of one criterion on the resource itself. */
function criterion(declared: SearchParameter, asked: AskedParameter, scope: SearchScope): Predicate[] {
  const { name } = declared;
  switch (declared.type) {
    case 'string':
      return stringCriterion(name, asked, scope);
    case 'token': {
      // Cards hang on professionals; a role has none to be found by.
      if (name === 'type-smartcard' && scope.modes.smartcardParameters === 'practitioner-role') return [NOTHING];
      const predicate = tokenPredicate(name, asked, scope.modes);
      return predicate === undefined ? [] : [predicate];
    }
    case 'reference':
      return [referencePredicate(name, asked)];
    case 'date':
      return [datePredicate(name, asked, scope.now, scope.modes)];
    case 'uri':
      return [profilePredicate(asked)];
  }
}

function stringCriterion(name: string, asked: AskedParameter, { modes }: SearchScope): Predicate[] {
  if (name === 'address-line' && modes.addressLine === 'empty') return [NOTHING];
  if (name === 'number-smartcard' && modes.smartcardParameters === 'practitioner-role') return [NOTHING];
  return [stringPredicate(name, asked)];
}

/** `_profile` of HealthcareService: canonicals of its two profiles, a version behind `|` allowed. */
function profilePredicate(asked: AskedParameter): Predicate {
  const start = `${AS_DEFINITION}as-dp-healthcareservice-`;
  const values = valuesOf(asked).map((value) => {
    const [canonical = ''] = value.split('|');
    return { code: canonical.startsWith(start) ? canonical.slice(start.length) : canonical };
  });
  return { kind: 'token', field: '_profile', values };
}

/** A criterion on another resource, when the modes have them. */
function relatedPredicate(resource: ResourceType, asked: AskedParameter, scope: SearchScope): Predicate {
  const search = (type: ResourceName, parameter: AskedParameter): Predicate[] => {
    const target = resourceType(type);
    if (!target) throw unknownParameter(parameter.name, type);
    return criterion(parameterOf(target, parameter.name, scope.modes), parameter, scope);
  };
  if (asked.name.startsWith('_has:')) {
    if (scope.modes.has === 'off') throw hasRefusal(resource, asked);
    return hasPredicate(resource, asked, scope, search);
  }
  if (scope.modes.chaining === 'off') throw unknownParameter(asked.name, resource.type);
  return chainedPredicate(resource, asked, scope, search);
}

/** Production complains of the last name of the chain (annuaire.md §1.3, issue 351). */
function hasRefusal(resource: ResourceType, asked: AskedParameter): SearchError {
  const last = asked.name.split(/[:.]/).at(-1) ?? asked.name;
  return unknownParameter(last, resource.type);
}

function unknownType(type: string, asked: readonly AskedParameter[]): SearchError {
  const [first] = asked;
  if (first) return unknownParameter(first.name, type);
  return unsupportedType(type);
}

/** The error of a type the API does not serve: 404 for a `read`, else as any search. */
export function unsupportedType(type: string, status?: number): SearchError {
  const known = 'Device, HealthcareService, Organization, Practitioner, PractitionerRole';
  return new SearchError(
    `Can't process the request. Resource type not supported. Server knows how to handle: [${known}]`,
    { reason: `type de ressource inconnu : ${type}`, ...(status === undefined ? {} : { status }) },
  );
}
