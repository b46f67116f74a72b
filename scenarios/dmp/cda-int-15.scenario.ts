import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { readRecordDocument } from './actions/reading.js';
import { checkBody, checkHeader, checkProducerStylesheet } from './checks/document-on-screen.js';
import { onScreen, receiveDocument } from './record-situations.js';
import { openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/INT.15.01.01';

/** What is imported is stored whole: header, body, stylesheet. */
export const importedDocuments = defineScenario({
  requirement: 'CDA/INT.15',
  id: 'CDA/INT.15.01',
  title: text(
    'Importer un N1, un N3 avec feuille de style, un N3 sans : tout est conservé',
    'Import a N1, a N3 with a stylesheet, a N3 without: everything is kept',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int15-import')],
  async run(t) {
    const person = patient('int15-import');
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    for (const deposit of [
      { name: 'n1', typeCode: '11490-0', level: 'N1' },
      { name: 'n3-avec-feuille', typeCode: '11502-2', author: 'lab1', stylesheet: true },
      { name: 'n3-sans-feuille', typeCode: '18748-4', author: 'radiologist1', addedSection: true },
    ] as const) {
      await t.step(text(`Importer et ouvrir : ${deposit.name}`, `Import and open: ${deposit.name}`), async () => {
        const document = await receiveDocument(t, person, deposit);
        const read = await t.act(readRecordDocument, {
          patient: refOf(person),
          document: { title: document.title },
          version: '1',
        });
        t.check(PROOF, checkHeader(read, onScreen(document)), checkBody(read, onScreen(document)));
        if (document.banner !== '') t.check(PROOF, checkProducerStylesheet(read, document.banner));
      });
    }
  },
});
