import { createHash } from 'node:crypto';
import { ASSOCIATION_TYPES, type Association, type DocumentEntry } from '../wire/ebrim-objects.js';
import { isSamePatient, parseCx, parseXcn, parseXon } from '../wire/hl7-types.js';
import type { ProvidedLot } from '../wire/provide-and-register.js';
import type { RegistryError } from '../wire/registry-errors.js';
import { REPLACES_AS_IN_KIT } from '../wire/submit-objects.js';
import type { RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';
import { registryError } from './transaction.js';
import { isSignatureEntry, type Reader } from './visibility.js';

/** A lot that may be registered: its documents, and what each of them replaces. */
export interface AcceptedLot {
  documents: { entry: DocumentEntry; content: Buffer; target?: RegistryEntry }[];
  signatures: { entry: DocumentEntry; content: Buffer }[];
}

/** Attributes a DocumentEntry must have when it is submitted (dmp.md §12.2); a signature document needs fewer. */
const REQUIRED: readonly (keyof DocumentEntry)[] = [
  'mimeType',
  'uniqueId',
  'patientId',
  'title',
  'creationTime',
  'serviceStartTime',
  'languageCode',
  'classCode',
  'typeCode',
  'formatCode',
  'healthcareFacilityTypeCode',
  'practiceSettingCode',
];

/**
 * Applies the rules of TD2.1 to a lot (dmp.md §§9, 12). Returns the errors, or what may be registered: nothing is
 * registered of a lot that has one error. `patientId` is the CX of the VIHF's patient. Codes the sources do not tie to a rule are the nearest of IHE's.
 */
export function judgeLot(
  lot: ProvidedLot,
  patientId: string,
  reader: Reader,
  state: RegistryState,
): AcceptedLot | RegistryError[] {
  const { documents } = lot.submission;
  const ins = parseCx(patientId).id;
  const accepted: AcceptedLot = { documents: [], signatures: [] };
  const errors = [...identityErrors(lot, patientId), ...authorErrors(lot, reader), ...duplicateErrors(documents)];
  if (documents.length === 0) errors.push(registryError('XDSRepositoryMetadataError', 'Lot sans document'));
  for (const id of lot.contents.keys()) {
    if (!documents.some((entry) => entry.entryUUID === id)) {
      errors.push(registryError('XDSMissingDocumentMetadata', `Document « ${id} » sans métadonnées`));
    }
  }
  for (const entry of documents) {
    const content = lot.contents.get(entry.entryUUID);
    if (!content) {
      errors.push(registryError('XDSMissingDocument', `Contenu absent pour « ${entry.entryUUID} »`));
      continue;
    }
    errors.push(...metadataErrors(entry, lot.submission), ...knownErrors(entry, content, state));
    if (isSignatureEntry(entry)) accepted.signatures.push({ entry, content });
    else accepted.documents.push({ entry, content, ...target(entry, lot.submission.associations, ins, state, errors) });
  }
  return errors.length > 0 ? errors : accepted;
}

/** What a lot does although the guide says otherwise, in French: read all the same (dmp.md §4, "tolerate but record"). */
export function toleratedInLot({ submission, contents }: ProvidedLot): string[] {
  const { documents, associations, submissionSet } = submission;
  const tolerated: string[] = [];
  const signature = documents.find(isSignatureEntry);
  if (!signature) tolerated.push('Lot sans document de signature');
  else if (
    !associations.some(
      ({ type, source, target }) =>
        isSigns(type) && source === signature.entryUUID && target === submissionSet.entryUUID,
    )
  ) {
    tolerated.push('Document de signature sans association « signs » vers le lot');
  }
  if (associations.some(({ type }) => type === REPLACES_AS_IN_KIT))
    tolerated.push('Association RPLC écrite urn:ihe:iti:2010');
  for (const { entryUUID, hash, size } of documents) {
    const content = contents.get(entryUUID);
    if (!content) continue;
    if (hash !== undefined && hash.toLowerCase() !== sha1(content))
      tolerated.push(`Empreinte annoncée inexacte : ${entryUUID}`);
    if (size !== undefined && size !== String(content.length))
      tolerated.push(`Taille annoncée inexacte : ${entryUUID}`);
  }
  return tolerated;
}

/** Whether this association says that a document replaces another, in either spelling. */
export function isReplacement({ type }: Association): boolean {
  return type === ASSOCIATION_TYPES.replaces || type === REPLACES_AS_IN_KIT;
}

function isSigns(type: string): boolean {
  return type === ASSOCIATION_TYPES.signs;
}

function identityErrors({ submission }: ProvidedLot, patientId: string): RegistryError[] {
  const ids = [submission.submissionSet.patientId, ...submission.documents.map((entry) => entry.patientId)];
  const other = ids.find((id) => !isSamePatient(id, patientId));
  if (other === undefined) return [];
  return [
    registryError('XDSPatientIdDoesNotMatch', `Patient ${other || 'absent'} dans le lot, ${patientId} dans le VIHF`),
  ];
}

function authorErrors({ submission }: ProvidedLot, reader: Reader): RegistryError[] {
  const authors = [...submission.submissionSet.authors, ...submission.documents.flatMap((entry) => entry.authors)];
  const errors: RegistryError[] = [];
  const nameless = authors.find(({ person }) => {
    const { family, given } = parseXcn(person ?? '');
    return person !== undefined && (!family || !given);
  });
  // PDT-INF-617: XCN.2 and XCN.3 are never empty.
  if (nameless)
    errors.push(registryError('XDSRegistryMetadataError', `Auteur sans nom ou prénom : ${nameless.person ?? ''}`));
  const institutions = authors.flatMap((author) => author.institutions.map((xon) => parseXon(xon).id));
  if (reader.mode === 'INDIRECTE' && !institutions.includes(reader.structureId)) {
    errors.push(
      registryError('XDSRepositoryMetadataError', 'Aucun AuthorInstitution ne correspond à l’utilisateur du VIHF'),
    );
  }
  return errors;
}

function duplicateErrors(documents: readonly DocumentEntry[]): RegistryError[] {
  const seen = new Set<string>();
  return documents.flatMap(({ uniqueId }) => {
    if (!seen.has(uniqueId)) {
      seen.add(uniqueId);
      return [];
    }
    return [registryError('XDSRegistryDuplicateUniqueIdInMessage', `uniqueId=${uniqueId}`)];
  });
}

function metadataErrors(
  entry: DocumentEntry,
  { submissionSet, associations }: ProvidedLot['submission'],
): RegistryError[] {
  const required = isSignatureEntry(entry) ? (['mimeType', 'uniqueId', 'patientId'] as const) : REQUIRED;
  const missing = required.filter((name) => entry[name] === undefined || entry[name] === '') as string[];
  if (entry.confidentialityCodes.length === 0) missing.push('confidentialityCode');
  if (entry.authors.length === 0) missing.push('author');
  const errors = missing.map((name) =>
    registryError('XDSRegistryMetadataError', `${entry.entryUUID} : ${name} absent`),
  );
  const member = associations.some(
    ({ type, source, target: to }) =>
      type === ASSOCIATION_TYPES.hasMember && source === submissionSet.entryUUID && to === entry.entryUUID,
  );
  if (!member) {
    errors.push(registryError('XDSRegistryMetadataError', `${entry.entryUUID} : association HasMember absente`));
  }
  return errors;
}

function knownErrors({ uniqueId }: DocumentEntry, content: Buffer, state: RegistryState): RegistryError[] {
  const known = state.versionsOfDocument(uniqueId).at(-1);
  if (!known) return [];
  const code = known.metadata.hash === sha1(content) ? 'XDSDuplicateUniqueIdInRegistry' : 'XDSNonIdenticalHash';
  return [registryError(code, `uniqueId=${uniqueId}`)];
}

function target(
  entry: DocumentEntry,
  associations: readonly Association[],
  ins: string,
  state: RegistryState,
  errors: RegistryError[],
): { target?: RegistryEntry } {
  const replacement = associations.find((one) => isReplacement(one) && one.source === entry.entryUUID);
  if (!replacement) return {};
  const found = state.entry(replacement.target);
  if (found?.ins !== ins) {
    errors.push(registryError('UnresolvedReferenceException', `Document à remplacer inconnu : ${replacement.target}`));
    return {};
  }
  if (found.status !== 'Approved') {
    const context = `Document à remplacer à l’état ${found.status} : ${replacement.target}`;
    errors.push(registryError('XDSRegistryDeprecatedDocumentError', context));
    return {};
  }
  return { target: found };
}

function sha1(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
