import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { searchDmpDocuments } from './actions/reading.js';
import { checkCriteriaInOneQuery, checkSearchResults } from './checks/multi-criteria.js';
import { parisIsoDay, queriesOf } from './record-situations.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.27.01.01';

/** A search on two criteria: each of the other documents misses one of them. */
export const multiCriteriaSearch = defineScenario({
  requirement: 'DMP/UX.27',
  id: 'DMP/UX.27.01',
  title: text('Recherche dans le DMP sur deux critères combinés', 'Search of the DMP on two combined criteria'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux27-search')],
  precondition: text(
    'Trois documents : l’un répond aux deux critères, chacun des deux autres à un seul.',
    'Three documents: one meets both criteria, each of the two others meets one only.',
  ),
  async run(t) {
    const person = patient('ux27-search');
    await openAuthorisedDmp(t, person, 'ps1');
    const both = await depositDocument(t, person, { name: 'deux-criteres', typeCode: '11490-0' });
    const old = await depositDocument(t, person, { name: 'ancien', typeCode: '11490-0', submittedDaysAgo: 60 });
    const other = await depositDocument(t, person, { name: 'autre-type', typeCode: '11502-2', author: 'lab1' });
    const criteria = { typeCode: both.typeCode, createdFrom: parisIsoDay(10) };
    await t.step(text('Choisir un patient', 'Pick a patient'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    await t.step(text('Rechercher sur le type et la date', 'Search on the type and the date'), async () => {
      const since = await t.mark();
      const { titles } = await t.act(searchDmpDocuments, { patient: refOf(person), criteria });
      const searches = await t.exchanges({
        service: 'dmp',
        transaction: 'td3-1a',
        keys: { patient: person.ins },
        since,
      });
      t.attachExchanges(PROOF, searches);
      t.check(
        PROOF,
        checkCriteriaInOneQuery(await queriesOf(t, searches), criteria),
        checkSearchResults(titles, [both.title], [old.title, other.title]),
      );
    });
  },
});
