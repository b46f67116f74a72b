import type { Association, Author, DocumentEntry, RegistryObjects, SubmissionSet } from './ebrim-objects.js';
import {
  DOCUMENT_IDENTIFIERS,
  DOCUMENT_SCHEMES,
  REFERENCE_ID_LIST_SLOT,
  SUBMISSION_SET_IDENTIFIERS,
  SUBMISSION_SET_NODE,
  SUBMISSION_SET_SCHEMES,
} from './ebrim-schemes.js';
import type { Code } from './hl7-types.js';
import { NS } from './namespaces.js';
import { present } from './present.js';
import { child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';

/**
 * Reads the objects of a `rim:RegistryObjectList`, by scheme UUID and slot name, whatever the order. What is missing
 * reads as '' (required attributes) or is absent; judging it is the caller's business. A RegistryPackage that is not
 * classified as a submission set is left out; the classification may also stand beside it in the list (ebRIM allows).
 */
export function readRegistryObjects(list: XmlNodeData | undefined): RegistryObjects {
  const besides = children(list, NS.rim, 'Classification')
    .filter((node) => node.attributes['classificationNode'] === SUBMISSION_SET_NODE)
    .map((node) => node.attributes['classifiedObject']);
  return {
    submissionSets: children(list, NS.rim, 'RegistryPackage')
      .filter((node) => isSubmissionSet(node) || besides.includes(node.attributes['id']))
      .map(readSubmissionSet),
    documents: children(list, NS.rim, 'ExtrinsicObject').map(readDocumentEntry),
    associations: children(list, NS.rim, 'Association').map(readAssociation),
    objectRefs: children(list, NS.rim, 'ObjectRef').map((node) => node.attributes['id'] ?? ''),
  };
}

/** Reads a `rim:ExtrinsicObject`. */
export function readDocumentEntry(node: XmlNodeData): DocumentEntry {
  const slots = readSlots(node);
  const one = (name: string): string | undefined => takeOne(slots, name);
  const codes = (scheme: string): Code[] => readCodes(node, scheme);
  return {
    entryUUID: node.attributes['id'] ?? '',
    mimeType: node.attributes['mimeType'] ?? '',
    uniqueId: readIdentifier(node, DOCUMENT_IDENTIFIERS.uniqueId),
    patientId: readIdentifier(node, DOCUMENT_IDENTIFIERS.patientId),
    authors: readAuthors(node, DOCUMENT_SCHEMES.author),
    confidentialityCodes: codes(DOCUMENT_SCHEMES.confidentiality),
    eventCodes: codes(DOCUMENT_SCHEMES.event),
    sourcePatientInfo: take(slots, 'sourcePatientInfo'),
    referenceIdList: take(slots, REFERENCE_ID_LIST_SLOT),
    ...present({
      logicalId: node.attributes['lid'],
      status: node.attributes['status'],
      objectType: node.attributes['objectType'],
      isOpaque: node.attributes['isOpaque'],
      version: child(node, NS.rim, 'VersionInfo')?.attributes['versionName'],
      title: localized(node, 'Name'),
      comments: localized(node, 'Description'),
      creationTime: one('creationTime'),
      serviceStartTime: one('serviceStartTime'),
      serviceStopTime: one('serviceStopTime'),
      languageCode: one('languageCode'),
      legalAuthenticator: one('legalAuthenticator'),
      hash: one('hash'),
      size: one('size'),
      repositoryUniqueId: one('repositoryUniqueId'),
      sourcePatientId: one('sourcePatientId'),
    }),
    ...present({
      classCode: codes(DOCUMENT_SCHEMES.class)[0],
      typeCode: codes(DOCUMENT_SCHEMES.type)[0],
      formatCode: codes(DOCUMENT_SCHEMES.format)[0],
      healthcareFacilityTypeCode: codes(DOCUMENT_SCHEMES.facility)[0],
      practiceSettingCode: codes(DOCUMENT_SCHEMES.practiceSetting)[0],
    }),
    otherSlots: Object.fromEntries(slots),
  };
}

/** Reads a `rim:RegistryPackage` as a submission set. */
export function readSubmissionSet(node: XmlNodeData): SubmissionSet {
  const slots = readSlots(node);
  const submissionTime = takeOne(slots, 'submissionTime');
  return {
    entryUUID: node.attributes['id'] ?? '',
    uniqueId: readIdentifier(node, SUBMISSION_SET_IDENTIFIERS.uniqueId),
    sourceId: readIdentifier(node, SUBMISSION_SET_IDENTIFIERS.sourceId),
    patientId: readIdentifier(node, SUBMISSION_SET_IDENTIFIERS.patientId),
    authors: readAuthors(node, SUBMISSION_SET_SCHEMES.author),
    ...present({
      logicalId: node.attributes['lid'],
      status: node.attributes['status'],
      title: localized(node, 'Name'),
      comments: localized(node, 'Description'),
      submissionTime,
    }),
    ...present({ contentTypeCode: readCodes(node, SUBMISSION_SET_SCHEMES.contentType)[0] }),
    otherSlots: Object.fromEntries(slots),
  };
}

/** Reads a `rim:Association`. */
export function readAssociation(node: XmlNodeData): Association {
  return {
    id: node.attributes['id'] ?? '',
    type: node.attributes['associationType'] ?? '',
    source: node.attributes['sourceObject'] ?? '',
    target: node.attributes['targetObject'] ?? '',
    ...present({ logicalId: node.attributes['lid'], status: node.attributes['status'] }),
    slots: Object.fromEntries(readSlots(node)),
  };
}

/** Slots of an object: name → values. A slot that is repeated gives its values together. */
export function readSlots(node: XmlNodeData | undefined): Map<string, string[]> {
  const slots = new Map<string, string[]>();
  for (const slot of children(node, NS.rim, 'Slot')) {
    const name = slot.attributes['name'] ?? '';
    slots.set(name, [...(slots.get(name) ?? []), ...slotValues(slot)]);
  }
  return slots;
}

/** Values of one `rim:Slot`, trimmed. */
export function slotValues(slot: XmlNodeData): string[] {
  return children(child(slot, NS.rim, 'ValueList'), NS.rim, 'Value').map((value) => textOf(value) ?? '');
}

function isSubmissionSet(node: XmlNodeData): boolean {
  return children(node, NS.rim, 'Classification').some(
    (classification) => classification.attributes['classificationNode'] === SUBMISSION_SET_NODE,
  );
}

function take(slots: Map<string, string[]>, name: string): string[] {
  const values = slots.get(name) ?? [];
  slots.delete(name);
  return values;
}

function takeOne(slots: Map<string, string[]>, name: string): string | undefined {
  return take(slots, name)[0];
}

function classifications(node: XmlNodeData, scheme: string): XmlNodeData[] {
  return children(node, NS.rim, 'Classification').filter(
    (classification) => classification.attributes['classificationScheme'] === scheme,
  );
}

function readCodes(node: XmlNodeData, scheme: string): Code[] {
  return classifications(node, scheme).map((classification) => ({
    code: classification.attributes['nodeRepresentation'] ?? '',
    scheme: readSlots(classification).get('codingScheme')?.[0] ?? '',
    label: localized(classification, 'Name') ?? '',
  }));
}

function readAuthors(node: XmlNodeData, scheme: string): Author[] {
  return classifications(node, scheme).map((classification) => {
    const slots = readSlots(classification);
    return {
      institutions: take(slots, 'authorInstitution'),
      roles: take(slots, 'authorRole'),
      specialties: take(slots, 'authorSpecialty'),
      ...present({ person: takeOne(slots, 'authorPerson') }),
    };
  });
}

function readIdentifier(node: XmlNodeData, scheme: string): string {
  const identifier = children(node, NS.rim, 'ExternalIdentifier').find(
    (candidate) => candidate.attributes['identificationScheme'] === scheme,
  );
  return identifier?.attributes['value'] ?? '';
}

function localized(node: XmlNodeData, local: string): string | undefined {
  return child(child(node, NS.rim, local), NS.rim, 'LocalizedString')?.attributes['value'];
}
