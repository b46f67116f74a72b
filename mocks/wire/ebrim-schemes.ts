/** UUIDs of ebRIM classification schemes, identification schemes and object types (dmp.md §§9, 12.1; IHE ITI TF-3). */

/** objectType of a stable document. */
export const OBJECT_TYPE_STABLE_DOCUMENT = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1';
/** objectType of an association. */
export const OBJECT_TYPE_ASSOCIATION = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Association';
/** objectType of a registry package. */
export const OBJECT_TYPE_PACKAGE = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:RegistryPackage';
/** classificationNode that makes a RegistryPackage a submission set. */
export const SUBMISSION_SET_NODE = 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd';

/** classificationScheme of DocumentEntry attributes. */
export const DOCUMENT_SCHEMES = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  class: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  event: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practiceSetting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
} as const;

/** identificationScheme of DocumentEntry identifiers. */
export const DOCUMENT_IDENTIFIERS = {
  patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;

/** classificationScheme of SubmissionSet attributes. */
export const SUBMISSION_SET_SCHEMES = {
  author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentType: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
} as const;

/** identificationScheme of SubmissionSet identifiers. */
export const SUBMISSION_SET_IDENTIFIERS = {
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
  uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const;

/** Slot of the referenceIdList. */
export const REFERENCE_ID_LIST_SLOT = 'urn:ihe:iti:xds:2013:referenceIdList';
