import { createHash } from 'node:crypto';
import { ASSOCIATION_TYPES, type DocumentEntry } from '../wire/ebrim-objects.js';
import { isSamePatient, parseCx, parseXcn, parseXon } from '../wire/hl7-types.js';
import type { ProvidedLot } from '../wire/provide-and-register.js';
import type { RegistryError } from '../wire/registry-errors.js';
import { REPLACES_AS_IN_KIT } from '../wire/submit-objects.js';
import { replacementsIn } from './lot-replacements.js';
import type { RegistryEntry } from './registry-model.js';
import { type DmpContext, registryError } from './transaction.js';
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
 * registered of a lot that has one error. `patientId` is the CX of the VIHF's patient. Codes the sources do not tie to a
 * rule are the nearest of IHE's.
 */
export function judgeLot(
  lot: ProvidedLot,
  patientId: string,
  reader: Reader,
  { state, options }: Pick<DmpContext, 'state' | 'options'>,
): AcceptedLot | RegistryError[] {
  const { documents } = lot.submission;
  const ins = parseCx(patientId).id;
  const accepted: AcceptedLot = { documents: [], signatures: [] };
  const errors = [...identityErrors(lot, patientId), ...authorErrors(lot, reader), ...duplicateErrors(documents)];
  if (documents.length === 0) errors.push(registryError('XDSRepositoryMetadataError', 'Lot sans document'));
  const described = new Set(documents.map((entry) => entry.entryUUID));
  for (const id of lot.contents.keys()) {
    if (!described.has(id)) {
      errors.push(registryError('XDSMissingDocumentMetadata', `Document « ${id} » sans métadonnées`));
    }
  }
  const replaceable = new Set(documents.filter((entry) => !isSignatureEntry(entry)).map((entry) => entry.entryUUID));
  const replacements = replacementsIn(lot.submission, replaceable, ins, state);
  errors.push(...replacements.errors);
  const members = membersOf(lot);
  for (const entry of documents) {
    const content = lot.contents.get(entry.entryUUID);
    if (!content || content.length === 0) {
      errors.push(registryError('XDSMissingDocument', `Contenu absent pour « ${entry.entryUUID} »`));
      continue;
    }
    errors.push(...metadataErrors(entry, members));
    const known = state.versionsOfDocument(entry.uniqueId).at(-1);
    const same = known?.metadata.hash === sha1(content);
    if (known && same && known.ins === ins && options.sameDocumentAgain === 'accepted') continue;
    if (known) {
      const code = same ? 'XDSDuplicateUniqueIdInRegistry' : 'XDSNonIdenticalHash';
      errors.push(registryError(code, `uniqueId=${entry.uniqueId}`));
    }
    const target = replacements.targets.get(entry.entryUUID);
    if (isSignatureEntry(entry)) accepted.signatures.push({ entry, content });
    else accepted.documents.push({ entry, content, ...(target ? { target } : {}) });
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

/** A uniqueId, or a symbolic id, must stand once in a lot. */
function duplicateErrors(documents: readonly DocumentEntry[]): RegistryError[] {
  return [
    ...repeated(documents.map(({ uniqueId }) => uniqueId)).map((uniqueId) =>
      registryError('XDSRegistryDuplicateUniqueIdInMessage', `uniqueId=${uniqueId}`),
    ),
    ...repeated(documents.map(({ entryUUID }) => entryUUID)).map((id) =>
      registryError('XDSRegistryMetadataError', `Plusieurs documents « ${id} » dans le lot`),
    ),
  ];
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (seen.has(value)) return true;
    seen.add(value);
    return false;
  });
}

/** Ids of the objects the lot's set has as members. */
function membersOf({ submission: { submissionSet, associations } }: ProvidedLot): ReadonlySet<string> {
  const members = associations.filter(
    ({ type, source }) => type === ASSOCIATION_TYPES.hasMember && source === submissionSet.entryUUID,
  );
  return new Set(members.map(({ target }) => target));
}

function metadataErrors(entry: DocumentEntry, members: ReadonlySet<string>): RegistryError[] {
  const required = isSignatureEntry(entry) ? (['mimeType', 'uniqueId', 'patientId'] as const) : REQUIRED;
  const missing = required.filter((name) => entry[name] === undefined || entry[name] === '') as string[];
  if (entry.confidentialityCodes.length === 0) missing.push('confidentialityCode');
  if (entry.authors.length === 0) missing.push('author');
  const errors = missing.map((name) =>
    registryError('XDSRegistryMetadataError', `${entry.entryUUID} : ${name} absent`),
  );
  if (!members.has(entry.entryUUID)) {
    errors.push(registryError('XDSRegistryMetadataError', `${entry.entryUUID} : association HasMember absente`));
  }
  return errors;
}

function sha1(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
