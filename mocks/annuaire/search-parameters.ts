import type { DirectoryKind, Relation } from './store/directory-store.js';

/** Type of a search parameter (FHIR R4 §3.1.1.4). */
export type ParameterType = 'token' | 'string' | 'date' | 'reference' | 'uri';

/** A search parameter of a resource type. */
export interface SearchParameter {
  name: string;
  type: ParameterType;
  /** Modifiers and prefixes its text announces in `/metadata`; what the service does is another matter (annuaire.md §1.4). */
  announced?: string;
}

/** A resource type of the directory, as the API declares it. */
export interface ResourceType {
  type: ResourceName;
  kind: DirectoryKind;
  /** Last segment of the profile's canonical. */
  profiles: readonly string[];
  parameters: readonly SearchParameter[];
  include: readonly Relation[];
  revinclude: readonly Relation[];
}

/** Types the API serves (annuaire.md §1). */
export type ResourceName = 'Practitioner' | 'PractitionerRole' | 'Organization' | 'HealthcareService' | 'Device';

const TEXT = 'Modificateurs : contains, exact, text.';
const token = (name: string): SearchParameter => ({ name, type: 'token' });
const string = (name: string, announced?: string): SearchParameter =>
  announced === undefined ? { name, type: 'string' } : { name, type: 'string', announced };
const reference = (name: string): SearchParameter => ({ name, type: 'reference' });
const LAST_UPDATED: SearchParameter = { name: '_lastUpdated', type: 'date', announced: 'Préfixes : gt, ge, eq.' };
const MAILBOX = string('mailbox-mss', 'Modificateurs : contains, exact.');
const COMMON = [token('_id'), LAST_UPDATED, token('data-information-system'), token('data-registration-authority')];

/** Every type with its search parameters and inclusions (annuaire.md §1.1). */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  {
    type: 'Device',
    kind: 'device',
    profiles: ['as-dp-device'],
    parameters: [
      ...COMMON,
      token('identifier'),
      string('manufacturer'),
      string('model'),
      reference('organization'),
      token('status'),
      token('type'),
    ],
    include: ['Device:organization'],
    revinclude: [],
  },
  {
    type: 'HealthcareService',
    kind: 'healthcareService',
    profiles: ['as-dp-healthcareservice-healthcare-activity', 'as-dp-healthcareservice-social-equipment'],
    parameters: [
      ...COMMON,
      { name: '_profile', type: 'uri' },
      token('active'),
      token('characteristic'),
      token('identifier'),
      reference('organization'),
      token('service-category'),
      token('service-type'),
    ],
    include: ['HealthcareService:organization'],
    revinclude: [],
  },
  {
    type: 'Organization',
    kind: 'organization',
    profiles: ['as-dp-organization'],
    parameters: [
      ...COMMON,
      token('active'),
      string('address'),
      string('address-city'),
      string('address-line'),
      string('address-postalcode'),
      token('identifier'),
      token('identifier-type'),
      MAILBOX,
      string('name', TEXT),
      reference('partof'),
      string('pharmacy-licence'),
      token('type'),
    ],
    include: ['Organization:partof'],
    revinclude: ['Device:organization', 'HealthcareService:organization', 'PractitionerRole:organization'],
  },
  {
    type: 'Practitioner',
    kind: 'practitioner',
    profiles: ['as-dp-practitioner'],
    parameters: [
      ...COMMON,
      token('active'),
      string('family', TEXT),
      string('given', TEXT),
      token('identifier'),
      token('identifier-type'),
      MAILBOX,
      string('name', TEXT),
      string('number-smartcard'),
      token('qualification-code'),
      token('type-smartcard'),
    ],
    include: [],
    revinclude: ['PractitionerRole:practitioner'],
  },
  {
    type: 'PractitionerRole',
    kind: 'practitionerRole',
    profiles: ['as-dp-practitionerrole'],
    parameters: [
      ...COMMON,
      token('active'),
      token('identifier'),
      MAILBOX,
      reference('organization'),
      reference('practitioner'),
      token('role'),
    ],
    include: ['PractitionerRole:organization', 'PractitionerRole:practitioner'],
    revinclude: [],
  },
];

const BY_NAME = new Map<string, ResourceType>(RESOURCE_TYPES.map((declared) => [declared.type, declared]));
const BY_KIND = new Map<DirectoryKind, ResourceType>(RESOURCE_TYPES.map((declared) => [declared.kind, declared]));

/** The type of this name, if the API serves it. Names are case sensitive. */
export function resourceType(name: string): ResourceType | undefined {
  return BY_NAME.get(name);
}

/** The type of the records of a kind. */
export function typeOfKind(kind: DirectoryKind): ResourceType {
  const found = BY_KIND.get(kind);
  if (!found) throw new RangeError(`no resource type for ${kind}`);
  return found;
}

/** What each relation joins: the type that refers, the parameter that carries it, and the type referred to. */
export const RELATIONS: Readonly<Record<Relation, { from: ResourceName; parameter: string; to: ResourceName }>> = {
  'Device:organization': { from: 'Device', parameter: 'organization', to: 'Organization' },
  'HealthcareService:organization': { from: 'HealthcareService', parameter: 'organization', to: 'Organization' },
  'Organization:partof': { from: 'Organization', parameter: 'partof', to: 'Organization' },
  'PractitionerRole:organization': { from: 'PractitionerRole', parameter: 'organization', to: 'Organization' },
  'PractitionerRole:practitioner': { from: 'PractitionerRole', parameter: 'practitioner', to: 'Practitioner' },
};
