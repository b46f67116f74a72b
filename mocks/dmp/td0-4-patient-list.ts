import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { formatDtm, parseCx, parseDtm } from '../wire/hl7-types.js';
import type { RegistryError } from '../wire/registry-errors.js';
import {
  buildPatientListResponse,
  readPatientList,
  type PatientListEntry,
  type PatientListRequest,
} from '../wire/si-dmp-patients.js';
import type { Vihf } from '../wire/vihf.js';
import type { Authorization, DmpRecord } from './registry-model.js';
import { rightOf } from './rights-matrix.js';
import { patientIdentifiers } from './td0-2-existence.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { accessTo, columnWithoutRecord, isVisible, readerOf } from './visibility.js';

/**
 * TD0.4, list of the DMPs a professional may access (dmp.md §6.3): open, with a valid authorisation, and, when
 * `startDate` is given, authorised or fed since. `psOwnerId` names another professional than the VIHF's.
 */
export function receivePatientList({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const request = readPatientList(body);
  return {
    transaction: 'td0-4',
    keys: commonKeys(vihf, parseCx(vihf.resourceId ?? '').id),
    label: `TD0.4 professionnel ${request.psOwnerId ?? vihf.nameId}`,
    tolerated: [],
    answer: () => answer(request, vihf, context),
    fail,
  };
}

function answer(request: PatientListRequest, vihf: Vihf, context: DmpContext): TransactionAnswer {
  const column = columnWithoutRecord(readerOf(vihf));
  if (rightOf('td0-4', column) === 'no') {
    return fail([
      registryError(
        'DMPAccessDeniedByRightsService',
        `TD0.4 n’est pas permise dans la colonne ${column} de la matrice`,
      ),
    ]);
  }
  const since = request.startDate === undefined ? undefined : parseDtm(request.startDate);
  if (request.startDate !== undefined && !since) {
    return fail([registryError('DMPErrorLPS', `startDate n’est pas une date : ${request.startDate}`)]);
  }
  const dateType = request.dateType ?? 'LASTAUTORIZATION';
  if (dateType !== 'LASTAUTORIZATION' && dateType !== 'LASTDOC') {
    return fail([registryError('DMPErrorLPS', `dateType inconnu : ${dateType}`)]);
  }

  const professional = request.psOwnerId ?? vihf.nameId;
  const patients = context.state.records.all().flatMap((record) => {
    const authorization = context.state.records.authorization(record, professional);
    if (record.status !== 'open' || authorization.state !== 'valid') return [];
    const lastDocument = lastSubmission(record, authorization, vihf, context);
    const date = dateType === 'LASTDOC' ? lastDocument : authorization.startedAt;
    if (since && (!date || date < since)) return [];
    return [listed(record, authorization, lastDocument)];
  });
  return {
    action: DMP_ACTIONS['td0-4'].response,
    bodyXml: buildPatientListResponse({ patients, status: 'DMPOk' }),
    outcome: `${patients.length} DMP`,
  };
}

function listed(
  { patient }: DmpRecord,
  authorization: Authorization,
  lastDocument: Date | undefined,
): PatientListEntry {
  const lastAccess = authorization.lastActionAt;
  return {
    identifiers: patientIdentifiers(patient.ins, patient.insOid).map(({ root, extension }) => ({
      nationalId: extension ?? '',
      nationalIdType: root,
    })),
    lastName: patient.familyName,
    firstName: patient.givenName,
    dateOfBirth: patient.birthDate.replaceAll('-', ''),
    isTreatingPhysician: authorization.role === 'MT',
    message: false,
    ...(lastAccess ? { lastAccessDate: formatDtm(lastAccess) } : {}),
    ...(lastDocument ? { lastUpdateDate: formatDtm(lastDocument), lastAddDate: formatDtm(lastDocument) } : {}),
  };
}

/** When the last document this reader may see was submitted. */
function lastSubmission(
  record: DmpRecord,
  authorization: Authorization,
  vihf: Vihf,
  { state, options }: DmpContext,
): Date | undefined {
  const access = accessTo(record, authorization, readerOf(vihf));
  const times = state
    .entriesOf(record.patient.ins)
    .filter((entry) => state.isLatest(entry) && isVisible(entry, access, options))
    .flatMap((entry) => parseDtm(state.set(entry.submissionSetId)?.set.submissionTime ?? '') ?? []);
  return times.sort((a, b) => a.getTime() - b.getTime()).at(-1);
}

function fail(errors: RegistryError[]): TransactionAnswer {
  const [first] = errors;
  return {
    action: DMP_ACTIONS['td0-4'].response,
    bodyXml: buildPatientListResponse({ patients: [], status: first?.code ?? '', context: first?.context ?? '' }),
    outcome: refusedOutcome(errors),
  };
}
