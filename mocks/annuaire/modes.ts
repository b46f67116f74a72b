import { z } from 'zod';
import { BancError } from '../wire/errors.js';

/**
 * What public sources leave uncertain about the production service, or tell differently (annuaire.md §§1.3, 14): each is
 * a mode of the mock. The first value is the default. docs/reference/annuaire-modes.md gives the reason of each.
 */
export const ANNUAIRE_MODES = {
  /** `organization.identifier=…`: what a first page answers and what its `next` gives. */
  chaining: ['first-page-only', 'off', 'full'],
  /** `_has:PractitionerRole:practitioner:role=…`. */
  has: ['off', 'full'],
  /** Status of a search that is not understood. */
  badSearchStatus: ['500', '400'],
  /** Members of `/metadata`: those of production (not valid FHIR), or a valid statement. */
  capabilityStatement: ['live', 'valid'],
  /** `meta.versionId` in a Bundle: string `"1"` then numbers, or always a string. */
  versionId: ['mixed', 'string'],
  /** `Bundle.total` when `_total` is not asked for. */
  total: ['always', 'not-on-text', 'never'],
  /** A comma list after `:not`. */
  notList: ['none-of', 'any-not'],
  /** Time zone of dates without an offset. */
  dateZone: ['UTC', 'Europe/Paris'],
  /** `address-line`. */
  addressLine: ['refused', 'searchable', 'empty'],
  /** Whether `address.line` is written beside the parts of `_line`. */
  addressText: ['parts-only', 'with-line'],
  /** Content-Type of a POST with a charset. */
  postCharset: ['accepted', 'refused'],
  /** Parameters in the URL of a POST. */
  postQuery: ['merged', 'ignored'],
  /** Resource that has `number-smartcard` and `type-smartcard`. */
  smartcardParameters: ['practitioner', 'practitioner-role'],
  /** What `Organization?name=` looks at. */
  organizationName: ['name', 'name-and-alias'],
  /** Body of what the gateway answers by itself (401, 429, 502, 504). */
  gatewayErrors: ['json', 'text', 'operation-outcome'],
  /** Header `Retry-After` of a 429. */
  retryAfter: ['absent', 'present'],
  /** `meta.source`. */
  metaSource: ['live', 'ig'],
  /** Versions behind the canonicals of `meta.profile`. */
  profileVersion: ['without', 'with'],
  /** Extension `digitization` of mailboxes. */
  digitization: ['present', 'absent'],
  /** `GET /Practitioner/<id>`. */
  read: ['on', 'off'],
  /** `_include` of another type than the one searched, `_include=*` of what refers to it. */
  foreignInclude: ['refused', 'accepted'],
  /** Content of a deactivated record, and so the criteria that find it. */
  inactiveContent: ['reduced', 'whole'],
  /** `_count` above 10 000. */
  largePage: ['bad-gateway', 'cut'],
  /** `_lastUpdated` further back than 30 days. */
  deltaWindow: ['30-days', 'unlimited'],
  /** `_profile`. */
  profileParameter: ['on', 'refused'],
  /** Last page when its matches fill it exactly. */
  fullLastPage: ['no-next', 'empty-next'],
  /** `api-key` in the URL instead of the header. */
  keyInUrl: ['accepted', 'refused'],
} as const;

/** Name of a mode. */
export type AnnuaireMode = keyof typeof ANNUAIRE_MODES;

/** Value of every mode. */
export type AnnuaireModes = { -readonly [Name in AnnuaireMode]: (typeof ANNUAIRE_MODES)[Name][number] };

/** The defaults: what production is known to do, or the documentation says, in 2026. */
export function defaultModes(): AnnuaireModes {
  return Object.fromEntries(Object.entries(ANNUAIRE_MODES).map(([name, [value]]) => [name, value])) as AnnuaireModes;
}

/** Input of `set-mode`: any modes, each with one of its values. */
export const modesInput = z.strictObject(
  Object.fromEntries(Object.entries(ANNUAIRE_MODES).map(([name, values]) => [name, z.enum(values).optional()])),
) as unknown as z.ZodType<Partial<AnnuaireModes>>;

/** The modes with one of them changed, by the names a fault carries. Throws BANC_CONTROL when there is no such value. */
export function withMode(modes: AnnuaireModes, name: string, value: string): AnnuaireModes {
  const parsed = modesInput.safeParse({ [name]: value });
  if (!parsed.success) {
    throw new BancError('BANC_CONTROL', `Mode inconnu : ${name} = ${value}. ${z.prettifyError(parsed.error)}`);
  }
  return { ...modes, ...parsed.data };
}
