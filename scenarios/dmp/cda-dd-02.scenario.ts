import { patient } from '../../fixtures/roster.js';
import { readCdaDocument } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { defineScenario, fileBytes, text } from '../harness/index.js';
import { exportFormats } from './actions/feeding.js';
import { checkSameContent, checkSameHeader, unreadableFormat } from './checks/single-source.js';
import { newDocument, produce } from './feeding-situations.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/DD.02.01.01';

/** N1, N3 and PDF of one act say the same. */
export const oneSource = defineScenario({
  requirement: 'CDA/DD.02',
  id: 'CDA/DD.02.01',
  title: text(
    'Le N1, le N3 et le PDF/A-1 d’un même acte ont le même contenu',
    'The N1, the N3 and the PDF/A-1 of one act have the same content',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('formats-source')],
  async run(t) {
    const person = patient('formats-source');
    const production = { name: 'source', typeCode: '57833-6', send: false };
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await t.step(text('Rédiger un document', 'Write a document'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      return produce(t, person, production);
    });
    await t.step(text('L’exporter dans ses trois formats', 'Export it in its three formats'), async () => {
      const files = await t.act(exportFormats, { patient: refOf(person), document: { title: document.title } });
      const lines = newDocument(t, person, production).text.split('\n');
      try {
        const formats = {
          n1: readCdaDocument(fileBytes(files.n1)),
          n3: readCdaDocument(fileBytes(files.n3)),
          pdf: fileBytes(files.pdf),
        };
        t.check(PROOF, checkSameHeader(formats), checkSameContent(formats, lines));
      } catch (error) {
        if (!(error instanceof BancError)) throw error;
        t.check(PROOF, unreadableFormat(error.message));
      }
    });
  },
});
