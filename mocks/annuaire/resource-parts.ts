import type { DirectoryMailbox } from '../../fixtures/directory/records.js';
import { ANNUAIRE_IDENTIFIERS, AS_DEFINITION, type Coding, FR_CORE_DEFINITION, NOS } from '../wire/annuaire-systems.js';
import type { AnnuaireModes } from './modes.js';
import { parisInstant } from './paris-time.js';
import type { TypedIdentifier } from './record-codings.js';
import type { DirectoryKind } from './store/directory-store.js';

/** A FHIR resource, members in the order they are written. */
export interface FhirResource {
  resourceType: string;
  id: string;
  [member: string]: unknown;
}

/** How resources are written. */
export interface Rendering {
  modes: AnnuaireModes;
  /** FHIR id of the record of a row; undefined when it is not in the directory. */
  idOf(kind: DirectoryKind, row: number): string | undefined;
  /** `read` writes `versionId` as a string, a Bundle as a number from the second version on (annuaire.md §2). */
  inBundle: boolean;
}

/** What `meta` says of a resource. */
export interface MetaFacts {
  versionId: number;
  lastUpdated: number;
  /** Last segments of the canonicals, the French core one first. */
  frCore?: string;
  profile: string;
  /** Code of as-ext-data-trace. */
  source: string;
}

/** An extension of the annuaire's guide: `{url, value…}`. */
export function asExtension(name: string, value: Record<string, unknown>): Record<string, unknown> {
  return { url: `${AS_DEFINITION}${name}`, ...value };
}

/** An extension made of others, without those that have no value. */
export function asComplexExtension(
  name: string,
  parts: readonly (Record<string, unknown> | undefined)[],
): Record<string, unknown> {
  return asExtension(name, { extension: parts.filter((part) => part !== undefined) });
}

/** A member, or none when its list is empty. */
export function listed(name: string, values: readonly unknown[]): Record<string, unknown> {
  return values.length === 0 ? {} : { [name]: values };
}

/** `meta` (annuaire.md §2). */
export function metaOf(facts: MetaFacts, { modes, inBundle }: Rendering): Record<string, unknown> {
  const { versionId, lastUpdated, frCore, profile, source } = facts;
  const versioned = modes.profileVersion === 'with';
  return {
    versionId: modes.versionId === 'mixed' && inBundle && versionId > 1 ? versionId : String(versionId),
    lastUpdated: parisInstant(lastUpdated),
    source: modes.metaSource === 'live' ? 'https://annuaire.sante.fr' : 'https://annuaire.esante.gouv.fr',
    profile: [
      ...(frCore === undefined ? [] : [`${FR_CORE_DEFINITION}${frCore}${versioned ? '|2.2.0' : ''}`]),
      `${AS_DEFINITION}${profile}${versioned ? '|1.2.0-snapshot-2' : ''}`,
    ],
    extension: [asComplexExtension('as-ext-data-trace', [{ url: 'systeme-information', valueCode: source }])],
  };
}

/** An identifier; those of a type are `official`. */
export function identifierOf({ type, system, value }: TypedIdentifier): Record<string, unknown> {
  if (type === undefined) return { system, value };
  return {
    use: 'official',
    type: { coding: [{ system: ANNUAIRE_IDENTIFIERS.type, code: type }] },
    system,
    value,
  };
}

/** A CodeableConcept of these codings. */
export function concept(...coding: Coding[]): { coding: Coding[] } {
  return { coding };
}

/** The telecom of a MSSanté box (annuaire.md §2.1); `onPerson` boxes have no liste rouge element (§2.5). */
export function mailboxTelecom(
  { address, type, description, service }: DirectoryMailbox,
  { modes }: Rendering,
  onPerson: boolean,
): Record<string, unknown> {
  return {
    extension: [
      {
        url: `${FR_CORE_DEFINITION}fr-core-contact-point-email-type`,
        valueCoding: { system: NOS.R256, code: 'MSSANTE' },
      },
      asComplexExtension('as-ext-mailbox-mss-metadata', [
        { url: 'type', valueCodeableConcept: concept({ system: NOS.R257, code: type }) },
        description === undefined ? undefined : { url: 'description', valueString: description },
        service === undefined ? undefined : { url: 'service', valueString: service },
        onPerson ? undefined : { url: 'listeRouge', valueBoolean: false },
        modes.digitization === 'present' ? { url: 'digitization', valueBoolean: true } : undefined,
      ]),
    ],
    system: 'email',
    value: address,
  };
}

/** The extension as-ext-authorization, if it is known, of activities and equipment (annuaire.md §2.4). */
export function authorizationOf(record: {
  authorizedOn: string;
  periodStart: string;
  periodEnd?: string;
}): Record<string, unknown>[] {
  const { authorizedOn, periodStart: start, periodEnd: end } = record;
  // Unknown of what was loaded without it.
  if (authorizedOn === '') return [];
  return [
    asComplexExtension('as-ext-authorization', [
      { url: 'dateAuthorization', valueDate: authorizedOn },
      { url: 'periodAuthorization', valuePeriod: end === undefined ? { start } : { start, end } },
      { url: 'deletedAuthorization', valueBoolean: false },
    ]),
  ];
}
