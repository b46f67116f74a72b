import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { parseCx } from '../wire/hl7-types.js';
import { DMP_REPOSITORY } from '../wire/oids.js';
import { RESPONSE_STATUS, type RegistryError } from '../wire/registry-errors.js';
import {
  buildRetrieveResponse,
  readRetrieveRequest,
  type DocumentRequest,
  type RetrievedDocument,
} from '../wire/retrieve-document-set.js';
import type { Vihf } from '../wire/vihf.js';
import { rightOf } from './rights-matrix.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { accessTo, columnWithoutRecord, consultationRefusal, isVisible, readerOf, type Access } from './visibility.js';

/**
 * TD3.2, ITI-43 (dmp.md §8): MTOM even for errors. A document that does not exist, is deleted, hidden from the reader
 * or another patient's is answered the same way, so that nothing can be guessed.
 */
export function receiveRetrieve({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const requests = readRetrieveRequest(body);
  const ins = parseCx(vihf.resourceId ?? '').id;
  const [only, ...others] = requests;
  return {
    transaction: 'td3-2',
    keys: {
      ...commonKeys(vihf, ins),
      ...(only && others.length === 0 ? { document: only.documentUniqueId } : {}),
    },
    label: `TD3.2 patient ${ins}`,
    tolerated: [],
    answer: () => answer(requests, vihf, context),
    fail,
  };
}

function answer(requests: readonly DocumentRequest[], vihf: Vihf, context: DmpContext): TransactionAnswer {
  const patient = parseCx(vihf.resourceId ?? '');
  const record = context.state.records.find(patient.id);
  const reader = readerOf(vihf);
  const access = record && accessTo(record, context.state.records.authorization(record, reader.nationalId), reader);
  const column = access?.column ?? columnWithoutRecord(reader);
  if (rightOf('td3-2', column) === 'no') {
    return fail([
      registryError(
        'DMPAccessDeniedByRightsService',
        `La consultation n’est pas permise dans le mode ${reader.mode} (colonne ${column} de la matrice)`,
      ),
    ]);
  }
  if (!record || !access || record.patient.insOid !== patient.oid) {
    return fail([registryError('XDSUnknownPatientId', `Patient inconnu du DMP : ${patient.id}`)]);
  }
  const refusal = consultationRefusal(access);
  if (refusal) return fail([refusal]);

  const documents: RetrievedDocument[] = [];
  const errors: RegistryError[] = [];
  for (const request of requests) {
    const found = retrieve(request, access, context);
    if ('code' in found) errors.push(found);
    else documents.push(found);
  }
  if (documents.length === 0) return fail(errors);
  context.state.records.noteConsultation(record, reader.nationalId);
  return partial(documents, errors);
}

function retrieve(request: DocumentRequest, access: Access, context: DmpContext): RetrievedDocument | RegistryError {
  const { repositoryUniqueId, documentUniqueId } = request;
  if (repositoryUniqueId !== DMP_REPOSITORY) {
    return registryError('XDSUnknownRepositoryId', `repositoryUniqueId=${repositoryUniqueId}`);
  }
  const latest = context.state.versionsOfDocument(documentUniqueId).at(-1);
  if (latest?.ins !== access.record.patient.ins || !isVisible(latest, access, context.options)) {
    return registryError('XDSDocumentUniqueIdError', `uniqueId=${documentUniqueId}`);
  }
  return { ...request, mimeType: latest.metadata.mimeType, content: latest.content };
}

/** Some documents found: what is missing comes as warnings of a PartialSuccess. */
function partial(documents: RetrievedDocument[], missing: RegistryError[]): TransactionAnswer {
  const count = `${documents.length} document${documents.length > 1 ? 's' : ''}`;
  return {
    action: DMP_ACTIONS['iti-43'].response,
    ...buildRetrieveResponse({
      documents,
      errors: missing.map((error) => ({ ...error, severity: 'warning' as const })),
      status: missing.length > 0 ? RESPONSE_STATUS.partialSuccess : RESPONSE_STATUS.success,
    }),
    outcome: missing.length > 0 ? `${count}, ${missing.length} introuvable(s)` : count,
  };
}

function fail(errors: RegistryError[]): TransactionAnswer {
  return {
    action: DMP_ACTIONS['iti-43'].response,
    ...buildRetrieveResponse({ documents: [], errors }),
    outcome: refusedOutcome(errors),
  };
}
