import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { readRecordDocument } from './actions/reading.js';
import { checkBody, checkProducerStylesheet } from './checks/document-on-screen.js';
import { onScreen, receiveDocument } from './record-situations.js';
import { openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/INT.16.01.01';

/** Sections no content model knows are rendered by the producer's stylesheet too. */
export const addedSections = defineScenario({
  requirement: 'CDA/INT.16',
  id: 'CDA/INT.16.01',
  title: text(
    'Sections ajoutées, restituées par la feuille de style du producteur',
    'Added sections, rendered by the producer’s stylesheet',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int16-sections')],
  async run(t) {
    const person = patient('int16-sections');
    await t.step(text('Importer et afficher le document', 'Import and display the document'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      const deposit = { name: 'sections', typeCode: '11490-0', stylesheet: true, addedSection: true };
      const document = await receiveDocument(t, person, deposit);
      const target = { patient: refOf(person), document: { title: document.title }, version: '1' };
      const read = await t.act(readRecordDocument, target);
      t.check(PROOF, checkBody(read, onScreen(document)), checkProducerStylesheet(read, document.banner));
    });
  },
});
