import { BancError } from './errors.js';
import { readAnnuaireResource } from './fhir-annuaire-resources.js';
import type { AnnuaireResource } from './fhir-annuaire-types.js';
import { itemsOf, type JsonObject, objectOf, textOf } from './fhir-json.js';
import { repairJson } from './json-repair.js';

export type {
  AnnuaireAddress,
  AnnuaireDevice,
  AnnuaireHealthcareService,
  AnnuaireIdentifier,
  AnnuaireMailbox,
  AnnuaireOrganization,
  AnnuairePractitioner,
  AnnuairePractitionerRole,
  AnnuaireResource,
} from './fhir-annuaire-types.js';

/** An answer of the Annuaire Santé, read. */
export interface AnnuaireAnswer {
  /** `Bundle`, the type of a resource alone, or `OperationOutcome`. */
  resourceType: string;
  /** Matches in all, when the Bundle tells it. */
  total?: number;
  /** Absolute URL of the next page; absent on the last one. */
  next?: string;
  /** Matches and inclusions, in the order they came: nothing in the Bundle tells them apart but their type (annuaire.md §1.5). */
  resources: AnnuaireResource[];
  /** Types that were there and are none of the annuaire's. */
  ignored: string[];
  /** `diagnostics` (or the text) of each issue of an OperationOutcome. */
  diagnostics: string[];
}

/** How far a reader goes. */
export interface ReadingOptions {
  /** Also reads JSON with a comma too many or whose end is missing, as the official samples. Never for live answers. */
  repair?: boolean;
}

/**
 * Reads an answer of the API: Bundle, resource alone, entry or list of these. Unknown members, codes and types are no
 * obstacle; numbers written as strings, single values written as lists and `null` neither (annuaire.md §§2, 14).
 * Throws BANC_MESSAGE_INVALID when it is not JSON, or no FHIR at all.
 */
export function readAnnuaireAnswer(source: string, options: ReadingOptions = {}): AnnuaireAnswer {
  const root = parse(options.repair === true ? repairJson(source).text : source);
  const answer: AnnuaireAnswer = { resourceType: '', resources: [], ignored: [], diagnostics: [] };
  for (const one of Array.isArray(root) ? root : [root]) readInto(answer, objectOf(one));
  if (answer.resourceType === '')
    throw new BancError('BANC_MESSAGE_INVALID', 'Réponse sans resourceType : pas du FHIR.');
  return answer;
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    throw new BancError('BANC_MESSAGE_INVALID', 'Réponse de l’annuaire illisible : ce n’est pas du JSON entier.', {
      cause: error,
    });
  }
}

function readInto(answer: AnnuaireAnswer, object: JsonObject): void {
  // An entry of a Bundle, alone.
  const resource = object.resource === undefined ? object : objectOf(object.resource);
  const type = textOf(resource.resourceType) ?? '';
  answer.resourceType ||= type;
  if (type === 'Bundle') {
    readBundle(answer, resource);
    return;
  }
  if (type === 'OperationOutcome') {
    answer.diagnostics.push(...itemsOf(resource.issue).map(diagnosticsOf));
    return;
  }
  const read = readAnnuaireResource(resource);
  if (read) answer.resources.push(read);
  else if (type !== '') answer.ignored.push(type);
}

function readBundle(answer: AnnuaireAnswer, bundle: JsonObject): void {
  if (typeof bundle.total === 'number') answer.total = bundle.total;
  const next = itemsOf(bundle.link).find(({ relation }) => relation === 'next');
  const url = textOf(next?.url);
  if (url !== undefined) answer.next = url;
  for (const entry of itemsOf(bundle.entry)) readInto(answer, entry);
}

function diagnosticsOf(issue: JsonObject): string {
  return textOf(issue.diagnostics) ?? textOf(objectOf(issue.details).text) ?? textOf(issue.code) ?? '';
}
