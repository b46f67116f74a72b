import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { openImportedDocument } from './actions/results.js';
import { checkDisplayed } from './checks/results.js';
import { integrate, reportWith, wrappedReport } from './result-situations.js';

const PROOF = 'HOP/va1.02.01.01';

/** A structured report and a wrapped one are integrated; another professional reads them later. */
export const structuredReport = defineScenario({
  requirement: 'HOP/va1.09',
  id: 'HOP/va1.02.01',
  title: text(
    'Intégrer et afficher un CDA R2 reçu en IHE_XDM.zip (facultatif)',
    'Integrate and display a CDA R2 received in an IHE_XDM.zip (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-n3')],
  async run(t) {
    const person = patient('doc-n3');
    const reports = [wrappedReport(t, person), reportWith(t, person, 'N', '4.2')];
    await t.step(text('Intégrer un CDA N1, puis un CDA N3', 'Integrate an N1 CDA, then an N3 CDA'), async () => {
      await signInAs(t, 'ps1');
      for (const report of reports) await integrate(t, person, report);
    });
    await t.step(text('Les ouvrir avec un autre compte', 'Open them with another account'), async () => {
      await signInAs(t, 'ps2');
      for (const { title, sentences } of reports) {
        const { content } = await t.act(openImportedDocument, { patient: refOf(person), document: { title } });
        t.check(PROOF, checkDisplayed(title, content, sentences));
      }
    });
  },
});
