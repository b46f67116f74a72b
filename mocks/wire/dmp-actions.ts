/**
 * `wsa:Action` of the DMP's transactions, request and answer (dmp.md §4). Trap: the hyphen of ITI-57's
 * answer, which IHE does not have.
 */
export const DMP_ACTIONS = {
  'iti-18': {
    request: 'urn:ihe:iti:2007:RegistryStoredQuery',
    response: 'urn:ihe:iti:2007:RegistryStoredQueryResponse',
  },
  'iti-43': {
    request: 'urn:ihe:iti:2007:RetrieveDocumentSet',
    response: 'urn:ihe:iti:2007:RetrieveDocumentSetResponse',
  },
  'iti-41': {
    request: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
    response: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse',
  },
  'iti-57': {
    request: 'urn:ihe:iti:2010:UpdateDocumentSet',
    response: 'urn:ihe:iti:2010:UpdateDocumentSet-Response',
  },
  'td0-2': { request: 'urn:hl7-org:v3:PRPA_IN201307UV02', response: 'urn:hl7-org:v3:PRPA_IN201308UV02' },
  'td0-3': {
    request: 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization',
    response: 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorizationResponse',
  },
  'td0-4': {
    request: 'urn:si-dmp-patients:PatientSpecificEndPoint:patientList',
    response: 'urn:si-dmp-patients:PatientSpecificEndPoint:patientListResponse',
  },
  'td0-5': { request: 'urn:hl7-org:v3:PRPA_IN201305UV02', response: 'urn:hl7-org:v3:PRPA_IN201306UV02' },
  'td1-6': {
    request: 'urn:si-dmp-habilitations:HabilitationsEndPoint:listAuthorizationByPatient',
    response: 'urn:si-dmp-habilitations:HabilitationsEndPoint:listAuthorizationByPatientResponse',
  },
} as const;

/** A transaction of {@link DMP_ACTIONS}. */
export type DmpTransaction = keyof typeof DMP_ACTIONS;

/** Actions of IHE transactions the DMP does not offer, to recognise and refuse (dmp.md Annex A6). */
export const REFUSED_ACTIONS = {
  'iti-42': 'urn:ihe:iti:2007:RegisterDocumentSet-b',
  'iti-62': 'urn:ihe:iti:2010:DeleteDocumentSet',
  'iti-86': 'urn:ihe:iti:2017:RemoveDocuments',
  'iti-92': 'urn:ihe:iti:2018:RestrictedUpdateDocumentSet',
} as const;
