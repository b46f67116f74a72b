import { readPatientAnswer, readPatientQuery } from '../../mocks/wire/patient-registry-read.js';
import { readRegistryResponse } from '../../mocks/wire/registry-errors.js';
import { readRetrieveRequest, readRetrieveResponse } from '../../mocks/wire/retrieve-document-set.js';
import {
  readListAuthorizations,
  readListAuthorizationsResponse,
  readSetAuthorization,
  readSetAuthorizationResponse,
} from '../../mocks/wire/si-dmp-habilitations.js';
import { readPatientList, readPatientListResponse } from '../../mocks/wire/si-dmp-patients.js';
import { readAdhocQueryRequest, readAdhocQueryResponse } from '../../mocks/wire/stored-query.js';
import { readUpdateDocumentSet } from '../../mocks/wire/update-document-set.js';
import type { XmlNodeData } from '../../mocks/wire/xml.js';
import { text } from '../harness/index.js';
import {
  type BodyReading,
  queryReading,
  registryReading,
  retrieveReading,
  rimWarnings,
} from './checks/captured-body.js';
import { updateReading } from './checks/captured-update.js';
import type { CapturedMessage } from './captured-message.js';

type ReadBody = (body: XmlNodeData, parts: CapturedMessage['parts']) => BodyReading;

/** How each body of the DMP but a lot is read; any of them throws a BancError when it cannot be. */
const READERS: Readonly<Record<string, ReadBody>> = {
  AdhocQueryRequest: (body) => queryReading(readAdhocQueryRequest(body)),
  AdhocQueryResponse: (body) => {
    const { status, errors } = readAdhocQueryResponse(body);
    return registryReading('AdhocQueryResponse', status, errors);
  },
  RetrieveDocumentSetRequest: (body) => retrieveReading(readRetrieveRequest(body)),
  RetrieveDocumentSetResponse: (body, parts) => {
    const { status, errors } = readRetrieveResponse(body, parts);
    return registryReading('RetrieveDocumentSetResponse', status, errors);
  },
  RegistryResponse: (body) => {
    const { status, errors } = readRegistryResponse(body);
    return registryReading('RegistryResponse', status, errors);
  },
  SubmitObjectsRequest: (body) => {
    const reading = updateReading(readUpdateDocumentSet(body));
    return { ...reading, warnings: [...(reading.warnings ?? []), ...rimWarnings(body)] };
  },
  PRPA_IN201307UV02: (body) => {
    const { patient } = readPatientQuery(body);
    return {
      summary: `PRPA_IN201307UV02 ${patient.extension ?? ''}`,
      problems: patient.extension ? [] : [text('patientIdentifier absent', 'patientIdentifier missing')],
    };
  },
  PRPA_IN201308UV02: (body) => ({ summary: `PRPA_IN201308UV02 ${readPatientAnswer(body).responseCode}` }),
  setAuthorization: (body) => ({ summary: `setAuthorization ${readSetAuthorization(body).action}` }),
  setAuthorizationResponse: (body) => ({
    summary: `setAuthorizationResponse ${readSetAuthorizationResponse(body).status}`,
  }),
  listAuthorizationByPatient: (body) => ({
    summary: `listAuthorizationByPatient ${readListAuthorizations(body) ?? ''}`,
  }),
  listAuthorizationByPatientResponse: (body) => ({
    summary: `listAuthorizationByPatientResponse ${readListAuthorizationsResponse(body).status}`,
  }),
  patientList: (body) => {
    readPatientList(body);
    return { summary: 'patientList' };
  },
  patientListResponse: (body) => {
    readPatientListResponse(body);
    return { summary: 'patientListResponse' };
  },
};

/**
 * Reads a body; undefined when the bench knows no such body (the envelope's check tells it).
 * @throws BancError BANC_MESSAGE_INVALID or BANC_MIME_INVALID when it is not what its name says.
 */
export function readCapturedBody(body: XmlNodeData, parts: CapturedMessage['parts']): BodyReading | undefined {
  return Object.hasOwn(READERS, body.local) ? READERS[body.local]?.(body, parts) : undefined;
}
