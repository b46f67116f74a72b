import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { listRecordDocuments } from './actions/reading.js';
import { checkSorted } from './checks/record-documents.js';
import { produce } from './feeding-situations.js';
import { receiveDocument } from './record-situations.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/INT.04.01.01';

/** A produced document and two imported ones, sorted by date then by type. */
export const sorting = defineScenario({
  requirement: 'CDA/INT.04',
  id: 'CDA/INT.04.01',
  title: text(
    'Trier par date de création et par type des documents produits et importés',
    'Sort produced and imported documents by creation date and by type',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int04-sort')],
  async run(t) {
    const person = patient('int04-sort');
    await openAuthorisedDmp(t, person, 'ps1');
    const { old, middle, produced } = await t.step(
      text('Produire un document, en importer deux', 'Produce a document, import two'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        const produced = await produce(t, person, { name: 'produit', typeCode: '34112-3', send: false });
        await openRecord(t, person);
        // The orders of arrival, of dates and of types all differ, even read backwards.
        const middle = await receiveDocument(t, person, { name: 'milieu', typeCode: '11490-0', submittedDaysAgo: 10 });
        const old = await receiveDocument(t, person, { name: 'ancien', typeCode: '60591-5', submittedDaysAgo: 40 });
        return { old, middle, produced };
      },
    );
    for (const [sortedBy, titles] of [
      ['creation-date', [old.title, middle.title, produced.title]],
      ['type', [middle.title, produced.title, old.title]],
    ] as const) {
      const by = sortedBy === 'type' ? text('type', 'type') : text('date de création', 'creation date');
      await t.step(text(`Trier par ${by.fr}`, `Sort by ${by.en}`), async () => {
        const { documents } = await t.act(listRecordDocuments, { patient: refOf(person), sortedBy });
        t.check(PROOF, checkSorted(documents, sortedBy, titles));
      });
    }
  },
});
