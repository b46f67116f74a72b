import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { readRecordDocument } from './actions/reading.js';
import { checkBody, checkHeader, checkProducerStylesheet } from './checks/document-on-screen.js';
import { onScreen, receiveDocument } from './record-situations.js';
import { openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/VISU.01.01.01';

/** Header and body of a N1, then of a N3 with the stylesheet of its producer. */
export const viewing = defineScenario({
  requirement: 'CDA/VISU.01',
  id: 'CDA/VISU.01.01',
  title: text('Afficher en-tête et corps d’un N1 puis d’un N3', 'Display header and body of a N1, then of a N3'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('visu01-view')],
  async run(t) {
    const person = patient('visu01-view');
    for (const deposit of [
      { name: 'vue-n1', typeCode: '11490-0', level: 'N1' },
      { name: 'vue-n3', typeCode: '11502-2', author: 'lab1', stylesheet: true },
    ] as const) {
      await t.step(text(`Afficher : ${deposit.name}`, `Display: ${deposit.name}`), async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        const document = await receiveDocument(t, person, deposit);
        const target = { patient: refOf(person), document: { title: document.title }, version: '1' };
        const read = await t.act(readRecordDocument, target);
        t.check(PROOF, checkHeader(read, onScreen(document)), checkBody(read, onScreen(document)));
        if (document.banner !== '') t.check(PROOF, checkProducerStylesheet(read, document.banner));
      });
    }
  },
});
