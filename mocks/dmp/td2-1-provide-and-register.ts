import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { parseCx } from '../wire/hl7-types.js';
import { readProvideAndRegister, type ProvidedLot } from '../wire/provide-and-register.js';
import { buildRegistryResponse, type RegistryError } from '../wire/registry-errors.js';
import type { Vihf } from '../wire/vihf.js';
import { isReplacement } from './lot-replacements.js';
import { type AcceptedLot, judgeLot, toleratedInLot } from './lot-rules.js';
import { rightOf } from './rights-matrix.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { columnWithoutRecord, isSignatureEntry, readerOf, recordRefusal } from './visibility.js';

/**
 * TD2.1 (`td2-1a` new, `td2-1b` replacing) and TD2.2 (by a CPE), ITI-41 (dmp.md §9). Feeding needs no authorisation;
 * the matrix of AIR forbids it. A lot is registered whole or not at all, and the answer gives no entryUUID.
 */
export function receiveProvide({ body, vihf, parts }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const lot = readProvideAndRegister(body, parts);
  const ins = parseCx(vihf.resourceId ?? '').id;
  const documents = lot.submission.documents.filter((entry) => !isSignatureEntry(entry));
  const [only, ...others] = documents;
  const replaces = lot.submission.associations.some(isReplacement);
  const cpe = columnWithoutRecord(readerOf(vihf)) === 'CPE';
  const transaction = cpe ? 'td2-2' : replaces ? 'td2-1b' : 'td2-1a';
  return {
    transaction,
    keys: { ...commonKeys(vihf, ins), ...(only && others.length === 0 ? { document: only.uniqueId } : {}) },
    label: `${cpe ? 'TD2.2' : 'TD2.1'} ${replaces ? 'remplacement' : 'alimentation'} patient ${ins}`,
    tolerated: [...lot.tolerated, ...toleratedInLot(lot)],
    answer: () => answer(lot, vihf, context),
    fail,
  };
}

function answer(lot: ProvidedLot, vihf: Vihf, context: DmpContext): TransactionAnswer {
  const { state } = context;
  const reader = readerOf(vihf);
  const column = columnWithoutRecord(reader);
  if (rightOf(column === 'CPE' ? 'td2-2' : 'td2-1', column, reader.mode) === 'no') {
    return fail([
      registryError(
        'DMPAccessDeniedByRightsService',
        `L’alimentation n’est pas permise dans le mode ${reader.mode} (colonne ${column} de la matrice)`,
      ),
    ]);
  }
  const patient = parseCx(vihf.resourceId ?? '');
  const record = state.records.find(patient.id);
  if (record?.patient.insOid !== patient.oid) {
    return fail([registryError('XDSUnknownPatientId', `Patient inconnu du DMP : ${patient.id}`)]);
  }
  const refused = recordRefusal(record);
  if (refused) return fail([refused]);
  if (record.feedingOpposed) {
    return fail([registryError(context.options.feedingOpposedCode, 'Le patient s’oppose à l’alimentation de son DMP')]);
  }
  const judged = judgeLot(lot, vihf.resourceId ?? '', reader, context);
  if (Array.isArray(judged)) return fail(judged);
  register(judged, lot, patient.id, context);
  const count = judged.documents.length;
  return reply([], `${count} document${count > 1 ? 's' : ''}`);
}

function register({ documents, signatures }: AcceptedLot, lot: ProvidedLot, ins: string, { state }: DmpContext): void {
  const submissionSetId = state.addSubmissionSet(ins, lot.submission.submissionSet).entryUUID;
  for (const { entry, content, target } of documents) {
    const document = { metadata: entry, content, submissionSetId };
    if (target) state.replace(target, document);
    else state.add(ins, document);
  }
  for (const { entry, content } of signatures) {
    state.addSignature(state.add(ins, { metadata: entry, content, submissionSetId }));
  }
}

function fail(errors: RegistryError[]): TransactionAnswer {
  return reply(errors, refusedOutcome(errors));
}

function reply(errors: RegistryError[], outcome: string): TransactionAnswer {
  return { action: DMP_ACTIONS['iti-41'].response, bodyXml: buildRegistryResponse(errors), outcome };
}
