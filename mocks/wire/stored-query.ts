import { noObjects } from './ebrim-objects.js';
import type { DocumentEntry, RegistryObjects } from './ebrim-objects.js';
import { readRegistryObjects, slotValues } from './ebrim-read.js';
import { registryObjectList, slot } from './ebrim-write.js';
import { BancError } from './errors.js';
import { formatQueryCode } from './hl7-types.js';
import type { Code } from './hl7-types.js';
import { declare, NS } from './namespaces.js';
import { present } from './present.js';
import { readRegistryErrors, registryErrorList, statusFor } from './registry-errors.js';
import type { IheErrorCode, RegistryError } from './registry-errors.js';
import { QUERY_IDS, QUERY_PARAMETERS, queryName } from './stored-query-definitions.js';
import type { ParameterDefinition, ParameterKind, QueryName } from './stored-query-definitions.js';
import { formatQueryValue, parseQueryCode, parseQueryValue } from './stored-query-values.js';
import { child, children } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el } from './xml-builder.js';
import type { Xml } from './xml-builder.js';

/** One slot of a query: its values are alternatives (OR). */
export interface QuerySlot {
  /** With its dollar: `$XDSDocumentEntryTypeCode`. */
  name: string;
  /** Unquoted. */
  values: string[];
  /** The same as codes, for code parameters. */
  codes: Code[];
}

/** A breach of the query's rules. */
export interface QueryProblem {
  kind: 'unknown-query' | 'syntax' | 'missing-parameter' | 'parameter-number';
  /** Slot concerned. */
  parameter?: string;
  /** In French, for codeContext. */
  detail: string;
}

/** IHE error code of each kind of problem (dmp.md §7.1). */
export const QUERY_PROBLEM_CODES: Record<QueryProblem['kind'], IheErrorCode> = {
  'unknown-query': 'XDSUnknownStoredQuery',
  syntax: 'XDSRegistryError',
  'missing-parameter': 'XDSStoredQueryMissingParam',
  'parameter-number': 'XDSStoredQueryParamNumber',
};

/** A stored query as received. */
export interface AdhocQuery {
  /** `urn:uuid:…` as received. */
  queryId: string;
  /** Absent when the id is unknown. */
  query?: QueryName;
  /** `LeafClass` or `ObjectRef`; any string is kept, '' when absent. */
  returnType: string;
  /** Slots in the order received; a repeated name means AND. */
  slots: QuerySlot[];
  problems: QueryProblem[];
  /** In French. */
  tolerated: string[];
}

/** All values of a parameter, over its repetitions; empty when absent. */
export function queryValues(query: AdhocQuery, parameter: string): string[] {
  return query.slots.filter(({ name }) => name === parameter).flatMap(({ values }) => values);
}

/**
 * Reads a `query:AdhocQueryRequest`. What breaks the rules is told in `problems`, not thrown.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readAdhocQueryRequest(body: XmlNodeData): AdhocQuery {
  if (body.local !== 'AdhocQueryRequest' || body.ns !== NS.query) {
    throw new BancError('BANC_MESSAGE_INVALID', `Expected query:AdhocQueryRequest, got {${body.ns}}${body.local}.`);
  }
  const adhoc = child(body, NS.rim, 'AdhocQuery');
  const queryId = adhoc?.attributes['id'] ?? '';
  const query = queryName(queryId);
  const parameters: Record<string, ParameterDefinition | undefined> = query ? QUERY_PARAMETERS[query] : {};
  const problems: QueryProblem[] = query
    ? []
    : [{ kind: 'unknown-query', detail: `requête enregistrée inconnue : « ${queryId} »` }];
  const tolerated: string[] = [];

  const slots = children(adhoc, NS.rim, 'Slot').map((node): QuerySlot => {
    const name = node.attributes['name'] ?? '';
    const kind = parameters[name]?.kind;
    if (query && !kind) tolerated.push(`Paramètre ${name} inconnu de ${query} : ignoré`);
    const values = slotValues(node).flatMap((text) => {
      const parsed = parseQueryValue(text, kind ?? guessKind(text));
      if (parsed.error) problems.push({ kind: 'syntax', parameter: name, detail: `${name} : ${parsed.error}` });
      if (parsed.tolerated) tolerated.push(`${name} : ${parsed.tolerated}`);
      return parsed.values;
    });
    return { name, values, codes: kind === 'codes' ? values.map(parseQueryCode) : [] };
  });

  if (query) problems.push(...countProblems(slots, QUERY_PARAMETERS[query]));
  const returnType = child(body, NS.query, 'ResponseOption')?.attributes['returnType'] ?? '';
  return { queryId, ...present({ query }), returnType, slots, problems, tolerated };
}

/** A parameter to send; codes are written `code^^scheme`. Repeat the name for an AND. */
export interface QueryParameter {
  name: string;
  values: readonly (string | Pick<Code, 'code' | 'scheme'>)[];
}

/** Writes a `query:AdhocQueryRequest`; the syntax of each value follows from the query's definition. */
export function buildAdhocQueryRequest(request: {
  query: QueryName;
  returnType?: 'LeafClass' | 'ObjectRef';
  parameters: readonly QueryParameter[];
}): string {
  const definitions: Record<string, ParameterDefinition | undefined> = QUERY_PARAMETERS[request.query];
  return el(
    'query:AdhocQueryRequest',
    declare('query', 'rim'),
    el('query:ResponseOption', { returnComposedObjects: 'true', returnType: request.returnType ?? 'LeafClass' }),
    el(
      'rim:AdhocQuery',
      { id: QUERY_IDS[request.query] },
      request.parameters.map(({ name, values }) => {
        const texts = values.map((value) => (typeof value === 'string' ? value : formatQueryCode(value)));
        return slot(name, [formatQueryValue(texts, definitions[name]?.kind ?? 'strings')]);
      }),
    ),
  ).text;
}

/** An answer to a stored query. */
export interface AdhocQueryResponse {
  /** One of RESPONSE_STATUS; any string is kept when reading. */
  status: string;
  objects: RegistryObjects;
  errors: RegistryError[];
  /** Absent when not given. */
  totalResultCount?: number;
}

/**
 * Writes a `query:AdhocQueryResponse`: objects (LeafClass) or `objectRefs`, errors if any; the empty
 * RegistryObjectList stays on errors, as the schema requires (dmp.md §7.3). `writeDocument` as in registryObjectList.
 */
export function buildAdhocQueryResponse(
  answer: { objects?: Partial<RegistryObjects>; errors?: RegistryError[]; status?: string } = {},
  writeDocument?: (entry: DocumentEntry) => Xml,
): string {
  const objects = { ...noObjects(), ...answer.objects };
  const errors = answer.errors ?? [];
  const count = countObjects(objects);
  const status = answer.status ?? statusFor(errors, count > 0);
  return el(
    'query:AdhocQueryResponse',
    { ...declare('query', 'rim', 'rs'), status, startIndex: 0, totalResultCount: count },
    registryErrorList(errors),
    registryObjectList(objects, writeDocument),
  ).text;
}

/**
 * Reads a `query:AdhocQueryResponse`.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readAdhocQueryResponse(body: XmlNodeData): AdhocQueryResponse {
  if (body.local !== 'AdhocQueryResponse' || body.ns !== NS.query) {
    throw new BancError('BANC_MESSAGE_INVALID', `Expected query:AdhocQueryResponse, got {${body.ns}}${body.local}.`);
  }
  const total = body.attributes['totalResultCount'];
  return {
    status: body.attributes['status'] ?? '',
    objects: readRegistryObjects(child(body, NS.rim, 'RegistryObjectList')),
    errors: readRegistryErrors(body),
    ...present({ totalResultCount: total === undefined ? undefined : Number(total) }),
  };
}

function countObjects(objects: RegistryObjects): number {
  return (
    objects.documents.length + objects.submissionSets.length + objects.associations.length + objects.objectRefs.length
  );
}

/** A parameter we do not know is read for the record only, in whatever syntax it has. */
function guessKind(text: string): ParameterKind {
  const value = text.trim();
  if (value.startsWith('(')) return 'strings';
  return value.startsWith("'") ? 'string' : 'number';
}

function countProblems(slots: QuerySlot[], parameters: Record<string, ParameterDefinition>): QueryProblem[] {
  const count = (name: string): number => slots.filter((candidate) => candidate.name === name).length;
  const entries = Object.entries(parameters);
  const problems: QueryProblem[] = [];
  for (const [name, definition] of entries) {
    if (definition.required && count(name) === 0) {
      problems.push({ kind: 'missing-parameter', parameter: name, detail: `paramètre obligatoire absent : ${name}` });
    }
    if (!definition.repeatable && count(name) > 1) {
      problems.push({ kind: 'parameter-number', parameter: name, detail: `paramètre répété : ${name}` });
    }
  }
  for (const group of new Set(entries.flatMap(([, definition]) => definition.oneOf ?? []))) {
    const names = entries.filter(([, definition]) => definition.oneOf === group).map(([name]) => name);
    const given = names.filter((name) => count(name) > 0);
    if (given.length !== 1) {
      problems.push({
        kind: 'parameter-number',
        detail: `exactement un paramètre attendu parmi ${names.join(', ')} : ${given.length} reçu(s)`,
      });
    }
  }
  return problems;
}
