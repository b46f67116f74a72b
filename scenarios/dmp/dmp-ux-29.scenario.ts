import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { readDmpDocument } from './actions/reading.js';
import { checkBody, checkProducerStylesheet } from './checks/document-on-screen.js';
import { onScreen } from './record-situations.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/INT.09.01.01';

/** A structured document with its own stylesheet, and one without. */
export const producerStylesheet = defineScenario({
  requirement: 'DMP/UX.29',
  id: 'DMP/INT.09.01',
  title: text(
    'Visualiser un N3 sans feuille de style, puis un N3 avec la sienne',
    'View a N3 without a stylesheet, then a N3 with its own',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('int09-stylesheet')],
  async run(t) {
    const person = patient('int09-stylesheet');
    const target = { patient: refOf(person) };
    await openAuthorisedDmp(t, person, 'ps1');
    const plain = await depositDocument(t, person, { name: 'sans-feuille', typeCode: '11490-0', addedSection: true });
    const styled = await depositDocument(t, person, { name: 'avec-feuille', typeCode: '11490-0', stylesheet: true });
    await t.step(text('Visualiser un N3 sans feuille de style', 'View a N3 without a stylesheet'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      const read = await t.act(readDmpDocument, { ...target, document: { title: plain.title } });
      t.check(PROOF, checkBody(read, onScreen(plain)));
    });
    await t.step(text('Visualiser un N3 avec sa feuille de style', 'View a N3 with its own stylesheet'), async () => {
      const read = await t.act(readDmpDocument, { ...target, document: { title: styled.title } });
      t.check(PROOF, checkProducerStylesheet(read, styled.banner));
    });
  },
});
