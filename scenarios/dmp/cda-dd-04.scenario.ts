import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { integrateDmpDocument, listDmpDocuments } from './actions/consultation.js';
import { checkDuplicateAnnounced, checkNoDuplicate, checkStored } from './checks/integrated-documents.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/DD.04.01.01';

/** A document already in the record is asked for again. */
export const duplicate = defineScenario({
  requirement: 'CDA/DD.04',
  id: 'CDA/DD.04.01',
  title: text(
    'Document déjà présent dans le dossier, intégré à nouveau',
    'Document already in the record, integrated again',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('dd04-duplicate')],
  precondition: text(
    'Le dossier contient un document intégré depuis le DMP, où il est toujours.',
    'The record holds a document integrated from the DMP, where it still is.',
  ),
  async run(t) {
    const person = patient('dd04-duplicate');
    const target = { patient: refOf(person) };
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await depositDocument(t, person, { name: 'doublon', typeCode: '11490-0' });
    await t.step(text('Intégrer le document une première fois', 'Integrate the document a first time'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      await t.act(listDmpDocuments, { ...target, filters: {} });
      const first = await t.act(integrateDmpDocument, { ...target, document: { title: document.title } });
      t.check(PROOF, checkStored(first.localDocuments, document.title));
    });
    await t.step(text('Demander à nouveau son intégration', 'Ask for its integration again'), async () => {
      await t.act(listDmpDocuments, { ...target, filters: {} });
      const again = await t.act(integrateDmpDocument, { ...target, document: { title: document.title } });
      t.check(PROOF, checkDuplicateAnnounced(again), checkNoDuplicate(again.localDocuments, document.title));
    });
  },
});
