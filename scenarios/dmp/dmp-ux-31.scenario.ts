import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { integrateSelection } from './actions/reading.js';
import { checkEachRetrieved, checkSelectionIntegrated } from './checks/record-documents.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.31.01.01';

/** Two documents selected together and integrated. */
export const multipleIntegration = defineScenario({
  requirement: 'DMP/UX.31',
  id: 'DMP/UX.31.01',
  title: text('Sélectionner deux documents du DMP et les intégrer', 'Select two DMP documents and integrate them'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux31-selection')],
  async run(t) {
    const person = patient('ux31-selection');
    await openAuthorisedDmp(t, person, 'ps1');
    const documents = [
      await depositDocument(t, person, { name: 'premier', typeCode: '11490-0' }),
      await depositDocument(t, person, { name: 'second', typeCode: '11502-2', author: 'lab1' }),
    ];
    const titles = documents.map(({ title }) => title);
    await t.step(
      text('Rechercher, sélectionner deux documents, intégrer', 'Search, select two documents, integrate'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        const since = await t.mark();
        const observed = await t.act(integrateSelection, {
          patient: refOf(person),
          documents: titles.map((title) => ({ title })),
        });
        const retrievals = await t.exchanges({
          service: 'dmp',
          transaction: 'td3-2',
          keys: { patient: person.ins },
          since,
        });
        t.attachExchanges(PROOF, retrievals);
        const ids = documents.map(({ uniqueId }) => uniqueId);
        t.check(PROOF, checkSelectionIntegrated(observed, titles), checkEachRetrieved(retrievals, ids));
      },
    );
  },
});
