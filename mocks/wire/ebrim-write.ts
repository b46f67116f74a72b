import type { Association, Author, DocumentEntry, RegistryObjects, SubmissionSet } from './ebrim-objects.js';
import {
  DOCUMENT_IDENTIFIERS,
  DOCUMENT_SCHEMES,
  OBJECT_TYPE_ASSOCIATION,
  OBJECT_TYPE_STABLE_DOCUMENT,
  REFERENCE_ID_LIST_SLOT,
  SUBMISSION_SET_IDENTIFIERS,
  SUBMISSION_SET_NODE,
  SUBMISSION_SET_SCHEMES,
} from './ebrim-schemes.js';
import type { Code } from './hl7-types.js';
import { declare } from './namespaces.js';
import { el } from './xml-builder.js';
import type { Xml } from './xml-builder.js';

/**
 * Writes a `rim:RegistryObjectList` (prefix `rim` declared on it) in the DMP's dialect: slots in alphabetical order,
 * Name, Description, VersionInfo, classifications, external identifiers; authorInstitution before authorPerson;
 * `xml:lang="FR"`, `charset="UTF8"` (dmp.md §7.3). Ids of classifications and identifiers derive from the object's id,
 * so that the same object is always written the same way. `writeDocument` may hand out XML it wrote before.
 */
export function registryObjectList(
  objects: RegistryObjects,
  writeDocument: (entry: DocumentEntry) => Xml = extrinsicObject,
): Xml {
  return el(
    'rim:RegistryObjectList',
    declare('rim'),
    objects.submissionSets.map(registryPackage),
    objects.documents.map((entry) => writeDocument(entry)),
    objects.associations.map(association),
    objects.objectRefs.map((id) => el('rim:ObjectRef', { id })),
  );
}

/** Writes a `rim:ExtrinsicObject`; the prefix `rim` must be declared around it. */
export function extrinsicObject(entry: DocumentEntry): Xml {
  const child = childWriter(entry.entryUUID);
  return el(
    'rim:ExtrinsicObject',
    {
      id: entry.entryUUID,
      lid: entry.logicalId,
      isOpaque: entry.isOpaque,
      mimeType: entry.mimeType,
      objectType: entry.objectType ?? OBJECT_TYPE_STABLE_DOCUMENT,
      status: entry.status,
    },
    slots({
      creationTime: entry.creationTime,
      hash: entry.hash,
      languageCode: entry.languageCode,
      legalAuthenticator: entry.legalAuthenticator,
      repositoryUniqueId: entry.repositoryUniqueId,
      serviceStartTime: entry.serviceStartTime,
      serviceStopTime: entry.serviceStopTime,
      size: entry.size,
      sourcePatientId: entry.sourcePatientId,
      sourcePatientInfo: entry.sourcePatientInfo,
      [REFERENCE_ID_LIST_SLOT]: entry.referenceIdList,
      ...entry.otherSlots,
    }),
    localized('rim:Name', entry.title),
    localized('rim:Description', entry.comments),
    entry.version !== undefined && el('rim:VersionInfo', { versionName: entry.version }),
    entry.authors.map((author) => child.author(DOCUMENT_SCHEMES.author, author)),
    child.code(DOCUMENT_SCHEMES.class, entry.classCode),
    entry.confidentialityCodes.map((code) => child.code(DOCUMENT_SCHEMES.confidentiality, code)),
    entry.eventCodes.map((code) => child.code(DOCUMENT_SCHEMES.event, code)),
    child.code(DOCUMENT_SCHEMES.format, entry.formatCode),
    child.code(DOCUMENT_SCHEMES.facility, entry.healthcareFacilityTypeCode),
    child.code(DOCUMENT_SCHEMES.practiceSetting, entry.practiceSettingCode),
    child.code(DOCUMENT_SCHEMES.type, entry.typeCode),
    child.identifier(DOCUMENT_IDENTIFIERS.patientId, 'XDSDocumentEntry.patientId', entry.patientId),
    child.identifier(DOCUMENT_IDENTIFIERS.uniqueId, 'XDSDocumentEntry.uniqueId', entry.uniqueId),
  );
}

/** Writes a submission set as `rim:RegistryPackage` (dmp.md §9, Annex A1); `rim` must be declared around it. */
export function registryPackage(set: SubmissionSet): Xml {
  const child = childWriter(set.entryUUID);
  return el(
    'rim:RegistryPackage',
    { id: set.entryUUID, lid: set.logicalId, status: set.status },
    slots({ submissionTime: set.submissionTime, ...set.otherSlots }),
    localized('rim:Name', set.title),
    localized('rim:Description', set.comments),
    set.authors.map((author) => child.author(SUBMISSION_SET_SCHEMES.author, author)),
    child.code(SUBMISSION_SET_SCHEMES.contentType, set.contentTypeCode),
    child.node(SUBMISSION_SET_NODE),
    child.identifier(SUBMISSION_SET_IDENTIFIERS.patientId, 'XDSSubmissionSet.patientId', set.patientId),
    child.identifier(SUBMISSION_SET_IDENTIFIERS.sourceId, 'XDSSubmissionSet.sourceId', set.sourceId),
    child.identifier(SUBMISSION_SET_IDENTIFIERS.uniqueId, 'XDSSubmissionSet.uniqueId', set.uniqueId),
  );
}

/** Writes a `rim:Association`; the prefix `rim` must be declared around it. */
export function association(link: Association): Xml {
  return el(
    'rim:Association',
    {
      id: link.id,
      lid: link.logicalId,
      status: link.status,
      objectType: OBJECT_TYPE_ASSOCIATION,
      associationType: link.type,
      sourceObject: link.source,
      targetObject: link.target,
    },
    slots(link.slots),
  );
}

/** Writes one `rim:Slot`; the prefix `rim` must be declared around it. */
export function slot(name: string, values: readonly string[]): Xml {
  return el(
    'rim:Slot',
    { name },
    el(
      'rim:ValueList',
      {},
      values.map((value) => el('rim:Value', {}, value)),
    ),
  );
}

function slots(values: Record<string, string | string[] | undefined>): Xml[] {
  return Object.keys(values)
    .sort()
    .flatMap((name) => {
      const value = values[name];
      const list = typeof value === 'string' ? [value] : (value ?? []);
      return list.length > 0 ? [slot(name, list)] : [];
    });
}

function localized(name: string, text: string | undefined): Xml | undefined {
  if (text === undefined) return undefined;
  return el(name, {}, el('rim:LocalizedString', { charset: 'UTF8', 'xml:lang': 'FR', value: text }));
}

/** Writes what hangs below an object, numbering it. */
function childWriter(parentId: string): {
  author: (scheme: string, author: Author) => Xml;
  code: (scheme: string, code: Code | undefined) => Xml | undefined;
  node: (classificationNode: string) => Xml;
  identifier: (scheme: string, name: string, value: string) => Xml;
} {
  let count = 0;
  const ids = (): { id: string; classifiedObject: string } => {
    count += 1;
    return { id: derivedId(parentId, count), classifiedObject: parentId };
  };
  return {
    author: (scheme, author) =>
      el(
        'rim:Classification',
        { ...ids(), classificationScheme: scheme, nodeRepresentation: '' },
        slots({
          authorInstitution: author.institutions,
          authorPerson: author.person,
          authorRole: author.roles,
          authorSpecialty: author.specialties,
        }),
      ),
    code: (scheme, code) =>
      code &&
      el(
        'rim:Classification',
        { ...ids(), classificationScheme: scheme, nodeRepresentation: code.code },
        slots({ codingScheme: code.scheme }),
        localized('rim:Name', code.label),
      ),
    node: (classificationNode) => el('rim:Classification', { ...ids(), classificationNode }),
    identifier: (scheme, name, value) => {
      count += 1;
      return el(
        'rim:ExternalIdentifier',
        { id: derivedId(parentId, count), identificationScheme: scheme, registryObject: parentId, value },
        localized('rim:Name', name),
      );
    },
  };
}

/** A UUID made of the object's own and a number, or a symbolic id (`Document01-1`) when the object's is symbolic. */
function derivedId(parentId: string, index: number): string {
  const match = /^urn:uuid:([0-9a-f]{8})(-.*)$/i.exec(parentId);
  if (!match?.[1]) return `${parentId}-${index}`;
  // Knuth's multiplicative constant keeps the ids of one object apart.
  const head = (Number.parseInt(match[1], 16) + index * 2654435761) % 2 ** 32;
  return `urn:uuid:${head.toString(16).padStart(8, '0')}${match[2] ?? ''}`;
}
