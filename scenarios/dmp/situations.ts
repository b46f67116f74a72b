import type { Patient } from '../../fixtures/people.js';
import { type ScenarioContext, type Tenant, text } from '../harness/index.js';
import {
  integrateDmpDocument,
  listDmpDocuments,
  openPatientRecord,
  type RecordObservation,
} from './actions/consultation.js';
import type { DepositedDocument } from './third-party.js';
import { nationalId, refOf, signInAs } from '../record/index.js';

/** The screens' settings shared by all patients; scenarios that change or read them hold this. */
export const NEW_DOCUMENTS_SETTING: Tenant = { name: 'setting:new-documents' };

/** The patient's DMP is open and the professional may read it, whatever an earlier run left. */
export async function openAuthorisedDmp(
  t: ScenarioContext,
  person: Patient,
  ...professionals: string[]
): Promise<void> {
  await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
  for (const key of professionals) {
    await t.control('dmp', 'set-authorization', { ins: person.ins, professional: nationalId(key), state: 'valid' });
  }
}

/**
 * Deletes what earlier runs left in the patient's DMP. For scenarios that count documents: what was fed before would be
 * counted too.
 */
export async function emptyDmp(t: ScenarioContext, person: Patient): Promise<void> {
  const { documents } = await t.control<{ documents: { uniqueId: string; status: string }[] }>('dmp', 'get-record', {
    ins: person.ins,
  });
  const left = documents.filter((document) => document.status === 'Approved');
  for (const { uniqueId } of left) await t.control('dmp', 'delete-document', { uniqueId });
}

/** Opens the record of a patient. */
export function openRecord(t: ScenarioContext, person: Patient): Promise<RecordObservation> {
  return t.act(openPatientRecord, { patient: refOf(person) });
}

/**
 * Precondition of every scenario about integrated documents: signs in, opens the record, asks for the DMP list and
 * integrates the documents. What the screen then shows is judged by the caller.
 */
export async function integrateDocuments(
  t: ScenarioContext,
  person: Patient,
  documents: readonly DepositedDocument[],
): Promise<void> {
  await t.step(
    text('Intégrer au dossier les documents du DMP', 'Integrate the DMP documents into the record'),
    async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      for (const document of documents) {
        await t.act(listDmpDocuments, { patient: refOf(person), filters: {} });
        await t.act(integrateDmpDocument, { patient: refOf(person), document: { title: document.title } });
      }
    },
  );
}
