import type { DocumentEntry } from '../wire/ebrim-objects.js';
import type { RegistryError } from '../wire/registry-errors.js';
import type { Vihf } from '../wire/vihf.js';
import type { DmpOptions } from './dmp-options.js';
import type { Authorization, DmpRecord, RegistryEntry } from './registry-model.js';
import { rightOf, rightsColumn, type RightsColumn } from './rights-matrix.js';

/** Who asks, as the VIHF says. */
export interface Reader {
  /** NameID: PS_IdNat. */
  nationalId: string;
  /** Identifiant_Structure: Struct_IdNat. */
  structureId: string;
  /** `DIRECTE`, `INDIRECTE`, `INDIRECTE_RENFORCEE`. */
  mode: string;
  /** Code of the first role. */
  roleCode: string;
  /** `normal`, `bris_de_glace`, `centre_15`. */
  purpose: string;
}

/** A reader in front of one DMP. */
export interface Access {
  reader: Reader;
  record: DmpRecord;
  authorization: Authorization;
  column: RightsColumn;
}

/** The reader a VIHF describes. A purpose that is absent counts as normal access. */
export function readerOf(vihf: Vihf): Reader {
  return {
    nationalId: vihf.nameId,
    structureId: vihf.structureId ?? '',
    mode: vihf.authenticationMode ?? '',
    roleCode: vihf.roles[0]?.code ?? '',
    purpose: vihf.purposeOfUse?.code ?? 'normal',
  };
}

/** Puts a reader in front of a DMP: which authorisation, which column of the rights matrix. */
export function accessTo(record: DmpRecord, authorization: Authorization, reader: Reader): Access {
  const attendingPhysician = authorization.role === 'MT' && authorization.state === 'valid';
  return { reader, record, authorization, column: rightsColumn({ ...reader, attendingPhysician }) };
}

/** Column of a reader when there is no record: only the status of attending physician is unknown. */
export function columnWithoutRecord(reader: Reader): RightsColumn {
  return rightsColumn({ ...reader, attendingPhysician: false });
}

/**
 * Why this reader may not consult this DMP, undefined when they may. Regulation and break-the-glass need no
 * authorisation; a professional the patient blocked never gets in (dmp.md §§11, 13.1).
 */
export function consultationRefusal({ record, authorization, reader }: Access): RegistryError | undefined {
  const refused = recordRefusal(record);
  if (refused) return refused;
  if (authorization.state === 'forbidden') {
    return refusal('DMPAccessForbidden', 'Le patient a bloqué l’accès de ce professionnel à son DMP');
  }
  if (authorization.state === 'valid' || isEmergency(reader)) return undefined;
  return refusal('DMPAuthorizationNotFound', 'Aucune autorisation active pour ce professionnel');
}

/** Why nothing can be asked of this DMP, undefined when it is open. */
export function recordRefusal({ status, patient }: DmpRecord): RegistryError | undefined {
  if (status === 'none') return refusal('XDSUnknownPatientId', `Aucun DMP pour le patient ${patient.ins}`);
  return status === 'closed' ? refusal('DMPClosed', 'Le DMP de ce patient est fermé') : undefined;
}

/**
 * Whether the reader may see a document, judged on the latest version of its metadata: an older version of a masked
 * document is as hidden as the document. `latest` must be that version.
 */
export function isVisible(latest: RegistryEntry, access: Access, options: DmpOptions): boolean {
  if (latest.status === 'Deleted' && !options.returnDeleted) return false;
  return isVisibleWhateverStatus(latest, access, options);
}

/** {@link isVisible} without looking at deletion: what a reader may know of a document that was deleted. */
export function isVisibleWhateverStatus(latest: RegistryEntry, access: Access, options: DmpOptions): boolean {
  if (isSignatureEntry(latest.metadata)) return false;
  if (!latest.metadata.confidentialityCodes.some(({ code }) => code === 'MASQUE_PS')) return true;
  const right = rightOf('td3-2-masked', access.column);
  if (right === 'yes' || (right === 'if-patient-agreed' && options.emergencySeesMasked)) return true;
  return isOwnDocument(latest, access.reader);
}

/** Whether the reader is an author of the document; in INDIRECTE the structure is the actor, hence counts too. */
export function isOwnDocument(entry: RegistryEntry, reader: Reader): boolean {
  if (entry.authorProfessionals.includes(reader.nationalId)) return true;
  return reader.mode === 'INDIRECTE' && entry.authorStructures.includes(reader.structureId);
}

/** The XAdES signature of a lot, which no search returns (dmp.md §§9, 16.4). */
export function isSignatureEntry({ typeCode, classCode }: DocumentEntry): boolean {
  return typeCode?.code === 'E1762' || classCode?.code === 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';
}

function isEmergency({ purpose }: Reader): boolean {
  return purpose === 'bris_de_glace' || purpose === 'centre_15';
}

function refusal(code: string, context: string): RegistryError {
  return { code, context, severity: 'error' };
}
