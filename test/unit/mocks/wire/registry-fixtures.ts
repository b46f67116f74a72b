import { ASSOCIATION_TYPES, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import type { Association, DocumentEntry, SubmissionSet } from '../../../../mocks/wire/ebrim-objects.js';
import { OBJECT_TYPE_STABLE_DOCUMENT } from '../../../../mocks/wire/ebrim-schemes.js';

const AUTHOR = {
  person: '810999999906^ESSAI^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
  institutions: ['CH DES ESSAIS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750000002'],
  roles: ['Médecin'],
  specialties: ['G15_10/SM26^Médecin - Médecine générale (SM)^1.2.250.1.213.1.1.4.5'],
};
const PATIENT = '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH^^20260101';

/** A document with every field filled. */
export const DOCUMENT: DocumentEntry = {
  entryUUID: 'urn:uuid:11111111-aaaa-4bbb-8ccc-000000000001',
  logicalId: 'urn:uuid:11111111-aaaa-4bbb-8ccc-000000000001',
  version: '1',
  status: STATUS.approved,
  objectType: OBJECT_TYPE_STABLE_DOCUMENT,
  isOpaque: 'false',
  mimeType: 'text/xml',
  uniqueId: '1.2.250.1.999.20.7.1',
  patientId: PATIENT,
  sourcePatientId: 'IPP1^^^&1.2.250.1.999.20&ISO^PI',
  sourcePatientInfo: ['PID-5|ESSAI-UN^CAMILLE^^^^^L', 'PID-7|19990101', 'PID-8|F'],
  title: 'Compte rendu de consultation',
  comments: 'Contrôle à un an',
  creationTime: '20260115093000',
  serviceStartTime: '20260115080000',
  serviceStopTime: '20260115090000',
  languageCode: 'fr-FR',
  legalAuthenticator: AUTHOR.person,
  authors: [AUTHOR, { institutions: [], roles: [], specialties: [], person: 'AUTRE' }],
  classCode: { code: '10', scheme: '1.2.250.1.213.1.1.4.1', label: 'Compte rendu' },
  typeCode: { code: '11488-4', scheme: '2.16.840.1.113883.6.1', label: 'CR de consultation' },
  formatCode: {
    code: 'urn:ihe:iti:xds-sd:text:2008',
    scheme: '1.3.6.1.4.1.19376.1.2.3',
    label: 'Document à corps non structuré en texte brut',
  },
  healthcareFacilityTypeCode: { code: 'SA01', scheme: '1.2.250.1.71.4.2.4', label: 'Etablissement public de santé' },
  practiceSettingCode: { code: 'ETABLISSEMENT', scheme: '1.2.250.1.213.1.1.4.9', label: 'Etablissement de santé' },
  confidentialityCodes: [
    { code: 'N', scheme: '2.16.840.1.113883.5.25', label: 'Normal' },
    { code: 'INVISIBLE_PATIENT', scheme: '1.2.250.1.213.1.1.4.13', label: 'Non visible par le patient' },
  ],
  eventCodes: [{ code: 'H33', scheme: '2.16.840.1.113883.6.3', label: 'Affection oculaire' }],
  hash: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  size: '2768',
  repositoryUniqueId: '1.2.250.1.213.4.1.1.1.2',
  referenceIdList: ['A1^^^&1.2.250.1.999&ISO^urn:ihe:iti:xds:2013:accession'],
  otherSlots: { 'urn:x:local': ['1', '2'] },
};

/** A submission set with every field filled. */
export const SUBMISSION_SET: SubmissionSet = {
  entryUUID: 'urn:uuid:22222222-aaaa-4bbb-8ccc-000000000001',
  logicalId: 'urn:uuid:22222222-aaaa-4bbb-8ccc-000000000001',
  status: STATUS.approved,
  uniqueId: '1.2.250.1.999.20.3.1',
  sourceId: '1.2.250.1.999.20',
  patientId: PATIENT,
  submissionTime: '20260115093100',
  contentTypeCode: { code: '07', scheme: '1.2.250.1.213.2.2', label: 'Consultation' },
  authors: [AUTHOR],
  title: 'Compte rendu',
  comments: 'Envoi',
  otherSlots: {},
};

/** The set's link to the document. */
export const ASSOCIATION: Association = {
  id: 'urn:uuid:33333333-aaaa-4bbb-8ccc-000000000001',
  logicalId: 'urn:uuid:33333333-aaaa-4bbb-8ccc-000000000001',
  status: STATUS.approved,
  type: ASSOCIATION_TYPES.hasMember,
  source: SUBMISSION_SET.entryUUID,
  target: DOCUMENT.entryUUID,
  slots: { PreviousVersion: ['1'], SubmissionSetStatus: ['Original'] },
};
