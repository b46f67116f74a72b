import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { listRecordDocuments } from './actions/reading.js';
import { checkOrigins } from './checks/record-documents.js';
import { receiveDocument } from './record-situations.js';
import { integrateDocuments, openAuthorisedDmp } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf } from '../record/index.js';

const PROOF = 'CDA/INT.08.01.01';

/** One document integrated from the DMP, one received by MSSanté. */
export const origins = defineScenario({
  requirement: 'CDA/INT.08',
  id: 'CDA/INT.08.01',
  title: text('Origine de chaque document intégré, sans clic', 'Origin of each integrated document, without a click'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int08-origin')],
  async run(t) {
    const person = patient('int08-origin');
    await openAuthorisedDmp(t, person, 'ps1');
    const fromDmp = await depositDocument(t, person, { name: 'du-dmp', typeCode: '11490-0' });
    await integrateDocuments(t, person, [fromDmp]);
    await t.step(text('Importer un document, afficher la liste', 'Import a document, show the list'), async () => {
      const received = await receiveDocument(t, person, { name: 'de-mssante', typeCode: '11502-2', author: 'lab1' });
      const { documents } = await t.act(listRecordDocuments, { patient: refOf(person), sortedBy: 'creation-date' });
      t.check(PROOF, checkOrigins(documents, fromDmp.title, received.title));
    });
  },
});
