import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { readRecordDocument } from './actions/reading.js';
import { checkBody, checkProducerStylesheet } from './checks/document-on-screen.js';
import { onScreen } from './record-situations.js';
import { integrateDocuments, openAuthorisedDmp } from './situations.js';
import { depositDocument, replaceDocument } from './third-party.js';
import { holdPatient, refOf } from '../record/index.js';

const PROOF = 'CDA/VISU.02.01.01';

/** Two versions in the record, each presented by its own stylesheet. */
export const versionsViewing = defineScenario({
  requirement: 'CDA/VISU.02',
  id: 'CDA/VISU.02.01',
  title: text(
    'Afficher la dernière version et la précédente, chacune avec sa feuille de style',
    'Display the latest version and the earlier one, each with its own stylesheet',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('visu02-versions')],
  async run(t) {
    const person = patient('visu02-versions');
    await openAuthorisedDmp(t, person, 'ps1');
    const first = await depositDocument(t, person, { name: 'versions', typeCode: '11490-0', stylesheet: true });
    await integrateDocuments(t, person, [first]);
    const second = await replaceDocument(t, person, first);
    await integrateDocuments(t, person, [second]);
    for (const document of [second, first]) {
      const version = String(document.version);
      await t.step(text(`Afficher la version ${version}`, `Display version ${version}`), async () => {
        const target = { patient: refOf(person), document: { title: document.title }, version };
        const read = await t.act(readRecordDocument, target);
        t.check(PROOF, checkBody(read, onScreen(document)), checkProducerStylesheet(read, document.banner));
      });
    }
  },
});
