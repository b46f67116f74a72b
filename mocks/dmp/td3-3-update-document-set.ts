import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { parseCx } from '../wire/hl7-types.js';
import { buildRegistryResponse, type RegistryError } from '../wire/registry-errors.js';
import type { Submission } from '../wire/submit-objects.js';
import { readUpdateDocumentSet } from '../wire/update-document-set.js';
import type { Vihf } from '../wire/vihf.js';
import type { RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';
import { rightOf, type RightsAction } from './rights-matrix.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { toleratedInUpdate } from './update-dialects.js';
import { type AllowedUpdate, confidentialityChange, isStatusUpdate, judgeUpdates, statusName } from './update-rules.js';
import { accessTo, type Access, readerOf, recordRefusal } from './visibility.js';

const LABELS: Record<string, string> = {
  'td3-3a': 'TD3.3a masquage ou démasquage',
  'td3-3b': 'TD3.3b visibilité',
  'td3-3c': 'TD3.3c suppression',
  'td3-3d': 'TD3.3d archivage ou désarchivage',
};

/**
 * TD3.3a–d, ITI-57 (dmp.md §10): deletion, archiving, masking and visibility. The authorisation on the DMP is not asked
 * for (EX_3.3-1060); the matrix, authorship and the state of the document are. All changes are made, or none.
 */
export function receiveUpdate({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const submission = readUpdateDocumentSet(body);
  const ins = parseCx(vihf.resourceId ?? '').id;
  const transaction = kindOf(submission, context.state);
  const [only, ...others] = uniqueIds(submission, context.state);
  return {
    transaction,
    keys: { ...commonKeys(vihf, ins), ...(only !== undefined && others.length === 0 ? { document: only } : {}) },
    label: `${LABELS[transaction] ?? transaction} patient ${ins}`,
    tolerated: toleratedInUpdate(body, submission, context.state),
    answer: () => answer(submission, vihf, context),
    fail,
  };
}

function answer(submission: Submission, vihf: Vihf, context: DmpContext): TransactionAnswer {
  const { state, options } = context;
  const { id: ins, oid } = parseCx(vihf.resourceId ?? '');
  const record = state.records.find(ins);
  if (record?.patient.insOid !== oid) {
    return fail([registryError('XDSUnknownPatientId', `Patient inconnu du DMP : ${ins}`)]);
  }
  const refused = recordRefusal(record);
  if (refused) return fail([refused]);
  const reader = readerOf(vihf);
  const access = accessTo(record, state.records.authorization(record, reader.nationalId), reader);
  const judged = judgeUpdates(submission, ins, state, options);
  const updates = judged.filter((one) => 'kind' in one);
  const errors = judged.filter((one) => 'code' in one);
  errors.push(...updates.flatMap((update) => rightErrors(update, access)));
  if (
    options.package === '2.9.0' &&
    updates.some((one) => actionsOf(one).includes('td3-3c')) &&
    reader.mode !== 'INDIRECTE'
  ) {
    errors.push(
      registryError('DMPAccessDeniedByRightsService', 'TD3.3c absente du package CNDA 2.9.0 en consultation'),
    );
  }
  if (judged.length === 0) errors.push(registryError('XDSRegistryMetadataError', 'Aucun changement demandé'));
  if (errors.length > 0) return fail(errors);
  const set = state.addSubmissionSet(ins, submission.submissionSet).entryUUID;
  for (const update of updates) apply(update, set, state);
  const count = updates.length;
  return reply([], `${count} changement${count > 1 ? 's' : ''}`);
}

function apply(update: AllowedUpdate, submissionSetId: string, state: RegistryState): void {
  // A status change of the same submission may have changed the row: take it as it is now.
  const current = state.entry(update.current.entryUUID) ?? update.current;
  if (update.kind === 'status') state.changeStatus(current, update.status, submissionSetId);
  else state.updateMetadata(current, update.entry, submissionSetId);
}

function rightErrors(update: AllowedUpdate, access: Access): RegistryError[] {
  const { reader, column } = access;
  const { uniqueId, authorProfessionals, authorStructures } = update.current;
  const forbidden = actionsOf(update).filter((action) => {
    const right = rightOf(action, column, reader.mode);
    if (right === 'own-author') return !authorProfessionals.includes(reader.nationalId);
    if (right === 'own-structure') return !authorStructures.includes(reader.structureId);
    return right !== 'yes';
  });
  // Documents the patient entered are the patient's and the médecin traitant's to archive or delete (PDT-INF-526).
  const ofPatient = update.kind === 'status' && isPatientDocument(update.current) && !column.startsWith('MT');
  if (forbidden.length === 0 && !ofPatient) return [];
  const what = actionsOf(update).join(', ');
  const context = `${what} non permis sur ${uniqueId}${ofPatient ? ', document du patient' : ''} (colonne ${column}, mode ${reader.mode})`;
  return [registryError('DMPAccessDeniedByRightsService', context)];
}

/** Rows of the matrix an update needs; one that changes no confidentiality counts as masking. */
function actionsOf(update: AllowedUpdate): RightsAction[] {
  if (update.kind === 'status') return [update.status === 'Deleted' ? 'td3-3c' : 'td3-3d'];
  const { added, removed } = update.change;
  const actions: RightsAction[] = [];
  if (added.includes('MASQUE_PS')) actions.push('td3-3a-mask');
  if (removed.includes('MASQUE_PS')) actions.push('td3-3a-unmask');
  if (removed.some((code) => code.startsWith('INVISIBLE_'))) actions.push('td3-3b');
  return actions.length > 0 ? actions : ['td3-3a-mask'];
}

/** Class 90: entered by the patient (dmp.md §12.3). */
function isPatientDocument({ metadata }: RegistryEntry): boolean {
  return metadata.classCode?.code === '90';
}

/** The transaction a submission looks like, before it is judged. */
function kindOf({ associations, documents }: Submission, state: RegistryState): string {
  const status = associations.find(isStatusUpdate);
  if (status) return statusName(status.slots['NewStatus']?.[0]) === 'Deleted' ? 'td3-3c' : 'td3-3d';
  const [entry] = documents;
  const current = entry && state.versionsOf(entry.logicalId ?? '').at(-1);
  if (!entry || !current) return 'td3-3a';
  const { added, removed } = confidentialityChange(current, entry);
  const visibility = [...added, ...removed].some((code) => code.startsWith('INVISIBLE_'));
  return visibility && ![...added, ...removed].includes('MASQUE_PS') ? 'td3-3b' : 'td3-3a';
}

function uniqueIds({ associations, documents }: Submission, state: RegistryState): string[] {
  const targets = associations.filter(isStatusUpdate).flatMap(({ target }) => state.entry(target)?.uniqueId ?? []);
  return [...new Set([...targets, ...documents.map((entry) => entry.uniqueId)])];
}

function fail(errors: RegistryError[]): TransactionAnswer {
  return reply(errors, refusedOutcome(errors));
}

function reply(errors: RegistryError[], outcome: string): TransactionAnswer {
  return { action: DMP_ACTIONS['iti-57'].response, bodyXml: buildRegistryResponse(errors), outcome };
}
