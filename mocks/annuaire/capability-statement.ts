import { AS_DEFINITION, HL7_DEFINITION } from '../wire/annuaire-systems.js';
import type { AnnuaireModes } from './modes.js';
import { type ParameterType, RESOURCE_TYPES, type ResourceType, type SearchParameter } from './search-parameters.js';

/** Date of the published statement (annuaire.md §1.1). */
const STATEMENT_DATE = '2025-08-11';
const SEARCH_PARAMETERS = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/SearchParameter/as-sp-';

const MEANINGS: Readonly<Record<ParameterType, string>> = {
  token: 'Recherche par code ou identifiant.',
  string: 'Recherche de texte.',
  date: 'Recherche par date.',
  reference: 'Recherche par référence.',
  uri: 'Recherche par profil.',
};

/**
 * `/metadata`: as production gives it, without `date`, `kind` and `rest.mode`, hence not valid FHIR; or valid, by the
 * mode `capabilityStatement` (annuaire.md §1.1).
 */
export function capabilityStatement(modes: AnnuaireModes): string {
  const valid = modes.capabilityStatement === 'valid';
  return JSON.stringify({
    resourceType: 'CapabilityStatement',
    status: 'active',
    ...(valid ? { date: STATEMENT_DATE, kind: 'instance', implementation: { description: 'Annuaire simulé' } } : {}),
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [{ ...(valid ? { mode: 'server' } : {}), resource: RESOURCE_TYPES.map(declarationOf) }],
  });
}

function declarationOf({ type, profiles, parameters, include, revinclude }: ResourceType): Record<string, unknown> {
  return {
    type,
    // Two profiles have no common one but that of FHIR.
    profile: profiles.length === 1 ? `${AS_DEFINITION}${profiles[0] ?? ''}` : `${HL7_DEFINITION}${type}`,
    interaction: [{ code: 'search-type' }, { code: 'read' }],
    ...(include.length === 0 ? {} : { searchInclude: ['*', ...include] }),
    ...(revinclude.length === 0 ? {} : { searchRevInclude: revinclude }),
    searchParam: parameters.map((parameter) => parameterOf(type, parameter)),
  };
}

function parameterOf(type: string, { name, type: kind, announced }: SearchParameter): Record<string, unknown> {
  const definition = name.startsWith('_')
    ? `http://hl7.org/fhir/SearchParameter/Resource-${name.slice(1)}`
    : `${SEARCH_PARAMETERS}${type.toLowerCase()}-${name}`;
  return { name, definition, type: kind, documentation: [MEANINGS[kind], announced ?? ''].join(' ').trim() };
}
