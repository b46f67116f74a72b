import type { PatientAnswer, PatientQuery } from '../../../../mocks/wire/patient-registry-types.js';

/** A TD0.2 request. */
export const PATIENT_QUERY: PatientQuery = {
  id: { root: '1.2.250.1.999.20.1', extension: '6e2f0000-0000-4000-8000-000000000001' },
  creationTime: '20260203081530',
  sender: { oid: '1.2.250.1.999.20', name: 'DPI d’essai' },
  receiver: { oid: '1.2.250.1.213.4.1.1.1', name: 'DMP' },
  reason: 'TEST_EXST',
  queryId: { root: '1.2.250.1.999.20.2', extension: '87d50000-0000-4000-8000-000000000001' },
  patient: { root: '1.2.250.1.213.1.4.10', extension: '299019999999929' },
};

const NOT_FOUND: PatientAnswer = {
  id: '5b1f0c52-8a53-4a0e-9d6b-0c1f4a6e7d01',
  creationTime: '20260203081531',
  receiver: PATIENT_QUERY.sender,
  sender: PATIENT_QUERY.receiver,
  target: PATIENT_QUERY.id,
  reason: 'TEST_EXST',
  queryId: PATIENT_QUERY.queryId,
  responseCode: 'NF',
  acknowledgement: 'AA',
  errors: [],
};

const OPEN: PatientAnswer = {
  ...NOT_FOUND,
  responseCode: 'OK',
  authorisation: 'VALIDE',
  isTreatingPhysician: true,
  record: {
    identifiers: [{ root: '1.2.250.1.213.1.4.10', extension: '299019999999929' }],
    status: 'active',
    name: { prefix: 'MME', given: ['CAMILLE', 'ALEX'], family: 'ESSAI-UN' },
    telecoms: [{ value: 'mailto:camille@essai.test' }, { value: 'tel:0102030405', use: 'MC' }],
    gender: 'F',
    birthTime: '19990101',
    observations: [
      { code: 'COMPTE_INTERNET_OUVERT', codeSystem: '1.2.250.1.213.4.1.2.9', value: true },
      { code: 'RATTACHEMENT_ENS', codeSystem: '1.2.250.1.213.4.1.2.3', value: false },
    ],
  },
};

/** TD0.2 answers of every kind. */
export const PATIENT_ANSWERS = {
  open: OPEN,
  notFound: NOT_FOUND,
  notAuthorised: { ...OPEN, authorisation: 'INEXISTANTE', isTreatingPhysician: false },
  closed: {
    ...NOT_FOUND,
    responseCode: 'OK',
    isTreatingPhysician: false,
    record: {
      identifiers: [{ root: '1.2.250.1.213.1.4.10', extension: '299019999999929' }],
      status: 'terminated',
      name: { given: ['CAMILLE'], family: 'ESSAI-UN' },
      telecoms: [],
      observations: [],
      closing: { date: '20251104090000', motive: 'FERMETURE_DEMANDE_PATIENT', reason: 'Demande du patient' },
    },
  },
  refused: {
    ...NOT_FOUND,
    responseCode: 'AE',
    acknowledgement: 'AE',
    errors: [{ code: 'DMPAuthorizationNotFound', text: 'Aucune autorisation <active>' }],
  },
} satisfies Record<string, PatientAnswer>;
