import type {
  DirectoryDevice,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
} from '../../../fixtures/directory/records.js';
import { ANNUAIRE_IDENTIFIERS, type Coding, NOS, SPECIAL_VALUES } from '../../wire/annuaire-systems.js';
import {
  professionalIdentifiers,
  professionalQualifications,
  publishedMailboxes,
  roleCodings,
  structureIdentifiers,
  structureSource,
  structureTypes,
  type TypedIdentifier,
} from '../record-codings.js';
import type { DirectoryKind, RecordOf } from './directory-store.js';

/** What a field of one kind of record is made of. */
export type SearchField<R> =
  | { kind: 'string'; texts: (record: R) => readonly string[] }
  | {
      kind: 'token';
      tokens: (record: R) => readonly Coding[];
      /** Nearly every record has a value of its own. */
      numbers?: true;
    }
  | {
      kind: 'reference';
      to: DirectoryKind;
      row: (record: R) => number | undefined;
      /** Id referred to when no record has it. */
      danglingId?: (record: R) => string | undefined;
    }
  | { kind: 'date'; instant: (record: R) => number }
  /** A text in any of these string fields. */
  | { kind: 'any-of'; fields: readonly string[] };

/**
 * Fields by name: those of the API's parameters (annuaire.md §1.2), parts of a name, and what modes of the mock search.
 * A record out of activity is found by what is left of it (annuaire.md §§2.1–2.4): identifiers, name of a structure,
 * references of a role.
 */
export type SearchFields<R> = Readonly<Record<string, SearchField<R>>>;

const INFORMATION_SYSTEMS = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/CodeSystem/as-cs-type-systeme-information';
const DEVICE_STATUS = 'http://hl7.org/fhir/device-status';
const NOTHING: readonly never[] = [];

/** The text of a record in activity, if it has it. */
function text<R extends { active: boolean }>(of: (record: R) => string | undefined): SearchField<R> {
  return {
    kind: 'string',
    texts: (record) => {
      const found = record.active ? of(record) : undefined;
      return found === undefined ? NOTHING : [found];
    },
  };
}

/** The codes of a record in activity. */
function codes<R extends { active: boolean }>(of: (record: R) => readonly Coding[]): SearchField<R> {
  return { kind: 'token', tokens: (record) => (record.active ? of(record) : NOTHING) };
}

function numbers<R>(of: (record: R) => readonly TypedIdentifier[]): SearchField<R> {
  return {
    kind: 'token',
    numbers: true,
    tokens: (record) => of(record).map(({ system, value }) => ({ system, code: value })),
  };
}

function numberTypes<R>(of: (record: R) => readonly TypedIdentifier[]): SearchField<R> {
  const { type: system } = ANNUAIRE_IDENTIFIERS;
  return { kind: 'token', tokens: (record) => of(record).map(({ type = '' }) => ({ system, code: type })) };
}

function arhgos<R>(of: (record: R) => string | undefined): SearchField<R> {
  return numbers((record) => {
    const value = of(record);
    return value === undefined ? [] : [{ system: ANNUAIRE_IDENTIFIERS.arhgos, value }];
  });
}

function common<R extends { id: string; lastUpdated: number }>(source: (record: R) => string): SearchFields<R> {
  return {
    _id: { kind: 'token', tokens: ({ id }) => [{ code: id }], numbers: true },
    _lastUpdated: { kind: 'date', instant: ({ lastUpdated }) => lastUpdated },
    'data-information-system': {
      kind: 'token',
      tokens: (record) => [{ system: INFORMATION_SYSTEMS, code: source(record) }],
    },
    // Records keep no registration authority: nothing is found by it.
    'data-registration-authority': { kind: 'token', tokens: () => NOTHING },
  };
}

function activeField<R extends { active: boolean }>(): SearchField<R> {
  return { kind: 'token', tokens: ({ active }) => [{ system: SPECIAL_VALUES, code: String(active) }] };
}

function mailboxes<R extends { active: boolean; mailboxes: readonly DirectoryMailbox[] }>(): SearchField<R> {
  return {
    kind: 'string',
    texts: (record) =>
      record.active && record.mailboxes.length > 0 ? publishedMailboxes(record).map(({ address }) => address) : NOTHING,
  };
}

const PRACTITIONER: SearchFields<DirectoryProfessional> = {
  ...common(() => 'RPPS'),
  active: activeField(),
  identifier: numbers(professionalIdentifiers),
  'identifier-type': numberTypes(professionalIdentifiers),
  prefix: text(({ civility }) => civility),
  suffix: text(({ exerciseCivility }) => exerciseCivility),
  family: text(({ familyName }) => familyName),
  given: { kind: 'string', texts: ({ active, givenNames }) => (active ? givenNames : NOTHING) },
  name: { kind: 'any-of', fields: ['prefix', 'suffix', 'family', 'given'] },
  'qualification-code': codes((record) => professionalQualifications(record).flat()),
  'mailbox-mss': mailboxes(),
  'number-smartcard': {
    kind: 'string',
    texts: ({ active, smartcards }) => (active ? smartcards.map(({ number }) => number) : NOTHING),
  },
  'type-smartcard': codes(({ smartcards }) => smartcards.map(({ type }) => ({ code: type }))),
};

const PRACTITIONER_ROLE: SearchFields<DirectoryRole> = {
  ...common(() => 'RPPS'),
  active: activeField(),
  identifier: numbers(({ situationId }) => [{ system: ANNUAIRE_IDENTIFIERS.rpps, value: situationId }]),
  'mailbox-mss': mailboxes(),
  practitioner: { kind: 'reference', to: 'practitioner', row: ({ professional }) => professional },
  organization: {
    kind: 'reference',
    to: 'organization',
    row: ({ structure }) => structure,
    danglingId: ({ danglingStructureId }) => danglingStructureId,
  },
  role: codes(roleCodings),
};

const ORGANIZATION: SearchFields<DirectoryStructure> = {
  ...common(structureSource),
  active: activeField(),
  identifier: numbers(structureIdentifiers),
  'identifier-type': numberTypes(structureIdentifiers),
  name: { kind: 'string', texts: ({ name }) => [name] },
  alias: text(({ alias }) => alias),
  'name-and-alias': { kind: 'any-of', fields: ['name', 'alias'] },
  address: { kind: 'any-of', fields: ['address-city', 'address-postalcode'] },
  'address-city': text(({ address }) => address?.city),
  'address-postalcode': text(({ address }) => address?.postalCode),
  'address-line': text(({ address }) => address?.line),
  'mailbox-mss': mailboxes(),
  partof: { kind: 'reference', to: 'organization', row: ({ active, partOf }) => (active ? partOf : undefined) },
  'pharmacy-licence': text(({ pharmacyLicence }) => pharmacyLicence),
  type: codes(structureTypes),
};

const HEALTHCARE_SERVICE: SearchFields<DirectoryService> = {
  ...common(() => 'FINESS'),
  /** Codes `healthcare-activity` and `social-equipment`: the two profiles. */
  _profile: { kind: 'token', tokens: ({ kind }) => [{ code: kind }] },
  active: activeField(),
  identifier: arhgos((record) => record.arhgos),
  organization: {
    kind: 'reference',
    to: 'organization',
    row: ({ active, structure }) => (active ? structure : undefined),
  },
  'service-category': codes(({ categoryCode }) => (categoryCode ? [{ system: NOS.R275, code: categoryCode }] : [])),
  'service-type': codes(({ kind, typeCode }) => [
    { system: kind === 'healthcare-activity' ? NOS.R274 : NOS.R401, code: typeCode },
  ]),
  characteristic: codes(({ kind, characteristicCode }) => [
    { system: kind === 'healthcare-activity' ? NOS.R276 : NOS.R209, code: characteristicCode },
  ]),
};

const DEVICE: SearchFields<DirectoryDevice> = {
  ...common(() => 'FINESS'),
  identifier: arhgos((record) => record.arhgos),
  status: { kind: 'token', tokens: ({ status }) => [{ system: DEVICE_STATUS, code: status }] },
  manufacturer: {
    kind: 'string',
    texts: ({ status, manufacturer }) =>
      status === 'inactive' || manufacturer === undefined ? NOTHING : [manufacturer],
  },
  // The profile forbids modelNumber: nothing is ever found by it (annuaire.md §1.2).
  model: { kind: 'string', texts: () => NOTHING },
  organization: {
    kind: 'reference',
    to: 'organization',
    row: ({ status, structure }) => (status === 'inactive' ? undefined : structure),
  },
  type: {
    kind: 'token',
    tokens: ({ status, typeCode }) => (status === 'inactive' ? NOTHING : [{ system: NOS.R272, code: typeCode }]),
  },
};

/** The fields of every kind. */
export const SEARCH_FIELDS: { readonly [K in DirectoryKind]: SearchFields<RecordOf[K]> } = {
  practitioner: PRACTITIONER,
  practitionerRole: PRACTITIONER_ROLE,
  organization: ORGANIZATION,
  healthcareService: HEALTHCARE_SERVICE,
  device: DEVICE,
};
