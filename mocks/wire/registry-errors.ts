import { declare, NS } from './namespaces.js';
import { child, children } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el } from './xml-builder.js';
import type { Xml } from './xml-builder.js';

/** Status of a registry answer (ebRS; PartialSuccess is IHE's). */
export const RESPONSE_STATUS = {
  success: 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success',
  failure: 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure',
  partialSuccess: 'urn:ihe:iti:2007:ResponseStatusType:PartialSuccess',
} as const;

const SEVERITY = 'urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:';

/** Error codes of the DMP, spelled as observed (dmp.md §11). */
export const DMP_ERRORS = [
  'DMPOk',
  'DMPFound',
  'DMPClosed',
  'DMPAuthorizationNotFound',
  'DMPAccessForbidden',
  'DMPAccessDeniedByRightsService',
  'DMPAuthenticationError',
  'DMPInvalidCertificate',
  'DMPInvalidRequest',
  'DMPTooManyResult',
  'DMPIdentityCertificationFailure',
  'DMPPatientAccessAlreadyExists',
  'DMPPatientAccessOTPAlreadyExists',
  'DMPErrorLPS',
] as const;

/** Error codes of IHE that a registry or repository may answer (dmp.md §11). */
export const IHE_ERRORS = [
  'XDSMissingDocument',
  'XDSMissingDocumentMetadata',
  'XDSRegistryNotAvailable',
  'XDSRegistryError',
  'XDSRepositoryError',
  'XDSRegistryDuplicateUniqueIdInMessage',
  'XDSRepositoryDuplicateUniqueIdInMessage',
  'XDSDuplicateUniqueIdInRegistry',
  'XDSNonIdenticalHash',
  'XDSNonIdenticalSize',
  'XDSRegistryBusy',
  'XDSRepositoryBusy',
  'XDSRegistryOutOfResources',
  'XDSRepositoryOutOfResources',
  'XDSRegistryMetadataError',
  'XDSRepositoryMetadataError',
  'XDSTooManyResults',
  'XDSExtraMetadataNotSaved',
  'XDSUnknownPatientId',
  'XDSPatientIdDoesNotMatch',
  'XDSUnknownStoredQuery',
  'XDSStoredQueryMissingParam',
  'XDSStoredQueryParamNumber',
  'XDSRegistryDeprecatedDocumentError',
  'XDSUnknownRepositoryId',
  'XDSDocumentUniqueIdError',
  'XDSResultNotSinglePatient',
  'XDSMetadataUpdateError',
  'XDSMetadataUpdateOperationError',
  'XDSMetadataVersionError',
  'XDSPatientIDReconciliationError',
  'XDSReplaceFailed',
  'UnresolvedReferenceException',
  'ReferencesExistException',
  'XDSObjectTypeError',
  'XDSMetadataIdentifierError',
  'UnmodifiableMetadataError',
  'LocalPolicyRestrictionError',
  'InvalidDocumentContent',
] as const;

/** A code of {@link DMP_ERRORS}. */
export type DmpErrorCode = (typeof DMP_ERRORS)[number];
/** A code of {@link IHE_ERRORS}. */
export type IheErrorCode = (typeof IHE_ERRORS)[number];

/** One `rs:RegistryError`. */
export interface RegistryError {
  /** A code of {@link DMP_ERRORS} or {@link IHE_ERRORS}; any string is kept when reading. */
  code: string;
  /** codeContext: what the user of the DPI must be told. */
  context: string;
  severity: 'error' | 'warning';
  location?: string;
}

/** Answer of ITI-41 and ITI-57, and the part of ITI-43's answer about success. */
export interface RegistryResponse {
  /** One of {@link RESPONSE_STATUS}; any string is kept when reading. */
  status: string;
  errors: RegistryError[];
}

/** Status that goes with errors: warnings alone are a Success; errors a Failure, or PartialSuccess besides results. */
export function statusFor(errors: RegistryError[], somethingReturned = false): string {
  if (errors.every((error) => error.severity === 'warning')) return RESPONSE_STATUS.success;
  return somethingReturned ? RESPONSE_STATUS.partialSuccess : RESPONSE_STATUS.failure;
}

/** Writes `rs:RegistryErrorList`, undefined when there is no error. The `rs` prefix must be declared around it. */
export function registryErrorList(errors: RegistryError[]): Xml | undefined {
  if (errors.length === 0) return undefined;
  const highest = errors.some((error) => error.severity === 'error') ? 'Error' : 'Warning';
  return el(
    'rs:RegistryErrorList',
    { highestSeverity: SEVERITY + highest },
    errors.map((error) =>
      el('rs:RegistryError', {
        errorCode: error.code,
        codeContext: error.context,
        severity: SEVERITY + (error.severity === 'error' ? 'Error' : 'Warning'),
        location: error.location ?? '',
      }),
    ),
  );
}

/** Reads the `rs:RegistryErrorList` under an element. */
export function readRegistryErrors(parent: XmlNodeData | undefined): RegistryError[] {
  return children(child(parent, NS.rs, 'RegistryErrorList'), NS.rs, 'RegistryError').map(({ attributes }) => ({
    code: attributes['errorCode'] ?? '',
    context: attributes['codeContext'] ?? '',
    // rs.xsd: severity defaults to Error.
    severity: attributes['severity']?.endsWith('Warning') ? 'warning' : 'error',
    ...(attributes['location'] ? { location: attributes['location'] } : {}),
  }));
}

/** Writes `rs:RegistryResponse`, the Body of ITI-41 and ITI-57 answers. */
export function buildRegistryResponse(errors: RegistryError[] = [], status = statusFor(errors)): string {
  return registryResponse(errors, status, declare('rs')).text;
}

/** The same as an element to put inside another that may already declare `rs`. */
export function registryResponse(errors: RegistryError[], status: string, namespaces: Record<string, string>): Xml {
  return el('rs:RegistryResponse', { ...namespaces, status }, registryErrorList(errors));
}

/** Reads an `rs:RegistryResponse` element. */
export function readRegistryResponse(response: XmlNodeData): RegistryResponse {
  return { status: response.attributes['status'] ?? '', errors: readRegistryErrors(response) };
}
