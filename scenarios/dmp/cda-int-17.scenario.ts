import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { listRecordDocuments } from './actions/reading.js';
import { checkCdaDates, checkCdaOrder } from './checks/record-documents.js';
import { parisDay, receiveDocument } from './record-situations.js';
import { openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/INT.17.01.01';
const RECENT_DAYS = 5;
const OLD_DAYS = 90;

/** The oldest document is imported last: only the dates of the CDAs give the right order. */
export const cdaSortInformation = defineScenario({
  requirement: 'CDA/INT.17',
  id: 'CDA/INT.17.01',
  title: text('L’information de tri vient du CDA', 'Sort information comes from the CDA'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int17-default')],
  async run(t) {
    const person = patient('int17-default');
    await t.step(
      text('Importer le plus récent, puis le plus ancien', 'Import the newest, then the oldest'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        const middle = await receiveDocument(t, person, {
          name: 'milieu',
          typeCode: '11490-0',
          submittedDaysAgo: RECENT_DAYS,
        });
        const old = await receiveDocument(t, person, {
          name: 'ancien',
          typeCode: '11502-2',
          author: 'lab1',
          submittedDaysAgo: OLD_DAYS,
        });
        const fresh = await receiveDocument(t, person, { name: 'recent', typeCode: '18748-4', author: 'radiologist1' });
        const { documents } = await t.act(listRecordDocuments, { patient: refOf(person), sortedBy: 'creation-date' });
        const days = new Map([
          [middle.title, parisDay(RECENT_DAYS)],
          [old.title, parisDay(OLD_DAYS)],
          [fresh.title, parisDay(0)],
        ]);
        t.check(
          PROOF,
          checkCdaDates(documents, days),
          checkCdaOrder(documents, [old.title, middle.title, fresh.title]),
        );
      },
    );
  },
});
