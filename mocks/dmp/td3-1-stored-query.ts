import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { extrinsicObject } from '../wire/ebrim-write.js';
import { isSamePatient, parseCx } from '../wire/hl7-types.js';
import type { RegistryError } from '../wire/registry-errors.js';
import {
  buildAdhocQueryResponse,
  queryValues,
  QUERY_PROBLEM_CODES,
  readAdhocQueryRequest,
  type AdhocQuery,
} from '../wire/stored-query.js';
import type { Vihf } from '../wire/vihf.js';
import type { Xml } from '../wire/xml-builder.js';
import { invalidTimes, toleratedStatuses } from './document-filters.js';
import type { RegistryEntry } from './registry-model.js';
import { rightOf } from './rights-matrix.js';
import { evaluateStoredQuery, type QueryResult, type RegistryView } from './stored-query-evaluation.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import {
  accessTo,
  columnWithoutRecord,
  consultationRefusal,
  isOwnDocument,
  isVisible,
  isVisibleWhateverStatus,
  readerOf,
} from './visibility.js';

const PATIENT_PARAMETERS = [
  '$XDSDocumentEntryPatientId',
  '$XDSSubmissionSetPatientId',
  '$XDSFolderPatientId',
  '$patientId',
] as const;

/** A row never changes, so its XML is written once. */
const writtenEntries = new WeakMap<RegistryEntry, Xml>();

/**
 * TD3.1, ITI-18 (dmp.md §7). TD3.1b is GetDocuments by uniqueId answered with ObjectRef; everything else is TD3.1a.
 * Refusals come as a RegistryErrorList, in this order: the query itself, rights of the VIHF's mode, patient, record,
 * authorisation.
 */
export function receiveStoredQuery({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const query = readAdhocQueryRequest(body);
  const reference = isReferenceSearch(query);
  const uniqueIds = queryValues(query, '$XDSDocumentEntryUniqueId');
  const ins = parseCx(vihf.resourceId ?? '').id;
  const name = query.query ?? 'requête inconnue';
  return {
    transaction: reference ? 'td3-1b' : 'td3-1a',
    keys: {
      ...commonKeys(vihf, ins),
      ...(query.query ? { query: query.query } : {}),
      ...(uniqueIds.length === 1 ? { document: uniqueIds[0] ?? '' } : {}),
    },
    label: `TD3.1${reference ? 'b' : ''} ${name} patient ${ins}`,
    tolerated: [...query.tolerated, ...toleratedStatuses(query), ...toleratedReturnType(query)],
    answer: () => answer(query, vihf, reference, context),
    fail,
  };
}

function answer(query: AdhocQuery, vihf: Vihf, reference: boolean, context: DmpContext): TransactionAnswer {
  const problems = queryErrors(query);
  if (problems.length > 0) return fail(problems);

  const patient = parseCx(vihf.resourceId ?? '');
  const record = context.state.records.find(patient.id);
  const reader = readerOf(vihf);
  const access = record && accessTo(record, context.state.records.authorization(record, reader.nationalId), reader);
  const column = access?.column ?? columnWithoutRecord(reader);
  const right = rightOf(reference ? 'td3-1-reference' : 'td3-1-search', column);
  if (right === 'no') {
    return fail([
      registryError(
        'DMPAccessDeniedByRightsService',
        `La recherche de métadonnées n’est pas permise dans le mode ${reader.mode} (colonne ${column} de la matrice)`,
      ),
    ]);
  }
  if (!isPatientOfQuery(query, vihf.resourceId ?? '')) {
    return fail([registryError('XDSPatientIdDoesNotMatch', 'L’INS de la requête n’est pas celui du VIHF')]);
  }
  if (!record || !access || record.patient.insOid !== patient.oid) {
    return fail([registryError('XDSUnknownPatientId', `Patient inconnu du DMP : ${patient.id}`)]);
  }

  const view: RegistryView = {
    ins: patient.id,
    isVisible: (latest) => isVisible(latest, access, context.options),
    isVisibleWhateverStatus: (latest) => isVisibleWhateverStatus(latest, access, context.options),
  };
  const refusal = consultationRefusal(access);
  if (refusal && !(reference && refusal.code === 'DMPAuthorizationNotFound')) return fail([refusal]);
  const found = evaluateStoredQuery(query, context.state, view);
  if (refusal && right !== 'reference-only') {
    // Finding one's own documents serves to delete or replace them, which needs no authorisation (dmp.md §§9, 13.1).
    const own = found.entries.filter((entry) => isOwnDocument(entry, reader));
    return own.length > 0 ? succeed(query, { ...found, entries: own }) : fail([refusal]);
  }
  if (!reference) context.state.records.noteConsultation(record, reader.nationalId);
  return succeed(query, found);
}

function succeed(query: AdhocQuery, found: QueryResult): TransactionAnswer {
  const { entries, submissionSets, associations } = found;
  const documents = entries.map(({ metadata }) => metadata);
  const objectRefs = [...submissionSets, ...entries].map(({ entryUUID }) => entryUUID);
  const objects =
    query.returnType === 'ObjectRef'
      ? { objectRefs: [...objectRefs, ...associations.map(({ id }) => id)] }
      : { submissionSets, documents, associations };
  const written = new Map(entries.map((entry) => [entry.metadata, entry]));
  return {
    action: DMP_ACTIONS['iti-18'].response,
    bodyXml: buildAdhocQueryResponse({ objects }, (document) => {
      const entry = written.get(document);
      return entry ? entryXml(entry) : extrinsicObject(document);
    }),
    outcome: outcomeOf(found),
  };
}

function fail(errors: RegistryError[]): TransactionAnswer {
  return {
    action: DMP_ACTIONS['iti-18'].response,
    bodyXml: buildAdhocQueryResponse({ errors }),
    outcome: refusedOutcome(errors),
  };
}

function queryErrors(query: AdhocQuery): RegistryError[] {
  const problems = query.problems.map(({ kind, detail }) => registryError(QUERY_PROBLEM_CODES[kind], detail));
  const times = invalidTimes(query).map((name) => registryError('XDSRegistryError', `${name} : date inexistante`));
  return [...problems, ...times];
}

function isReferenceSearch(query: AdhocQuery): boolean {
  return (
    query.query === 'GetDocuments' &&
    query.returnType === 'ObjectRef' &&
    query.slots.some(({ name }) => name === '$XDSDocumentEntryUniqueId')
  );
}

/** The patient parameter is optional: without it the query is about the VIHF's patient (RG_3010). */
function isPatientOfQuery(query: AdhocQuery, resourceId: string): boolean {
  return PATIENT_PARAMETERS.every((name) =>
    queryValues(query, name).every((patientId) => isSamePatient(patientId, resourceId)),
  );
}

/** ObjectRef gets references, anything else whole objects. */
function toleratedReturnType({ returnType }: AdhocQuery): string[] {
  if (returnType === 'LeafClass' || returnType === 'ObjectRef') return [];
  return [`returnType « ${returnType} » traité comme LeafClass`];
}

function entryXml(entry: RegistryEntry): Xml {
  const known = writtenEntries.get(entry);
  if (known) return known;
  const xml = extrinsicObject(entry.metadata);
  writtenEntries.set(entry, xml);
  return xml;
}

function outcomeOf({ entries, submissionSets, associations }: QueryResult): string {
  const parts = [
    submissionSets.length > 0 && `${submissionSets.length} lot(s)`,
    associations.length > 0 && `${associations.length} association(s)`,
    `${entries.length} document${entries.length > 1 ? 's' : ''}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
