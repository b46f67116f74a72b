import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, judgePaper, refOf, signInAs } from '../record/index.js';
import { openWorkflowHelp } from './actions/workflow.js';
import { advanceDocument } from './actions/writing.js';
import { checkHelp, checkStep } from './checks/writing.js';
import { DIRECT_MENTIONS, PAPERS } from './papers.js';
import { sentenceOf, start, titleOf } from './writing-situations.js';

const SCREEN = 'HOP/va1.04.01.02';

/** A document is created and validated by the same professional, as the documentation says. */
export const withoutProofreading = defineScenario({
  requirement: 'HOP/va1.04',
  id: 'HOP/va1.04.01',
  title: text(
    'Créer et valider un document sans relecture, et sa documentation',
    'Create and validate a document without proofreading, and its documentation',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PAPERS.direct.proof, SCREEN],
  holds: [holdPatient('doc-direct')],
  async run(t) {
    const person = patient('doc-direct');
    await t.step(
      text('Créer un document et le valider aussitôt', 'Create a document and validate it at once'),
      async () => {
        await signInAs(t, 'ps1');
        await start(t, person, { name: 'direct', typeCode: '34112-3', text: sentenceOf(t, 'direct') });
        const document = { title: titleOf(t, 'direct') };
        const seen = await t.act(advanceDocument, { patient: refOf(person), document, step: 'validate' });
        t.check(SCREEN, checkStep(seen, 'validated', text('validation', 'validation')));
      },
      [SCREEN],
    );
    await t.step(
      text('Ouvrir la documentation depuis le logiciel', 'Open the documentation from the software'),
      async () => {
        const { shown } = await t.act(openWorkflowHelp, { workflow: 'without-proofreading' });
        t.check(SCREEN, checkHelp(shown, DIRECT_MENTIONS));
      },
      [SCREEN],
    );
    await t.step(text('Remettre la documentation', 'Hand over the documentation'), () => judgePaper(t, PAPERS.direct), [
      PAPERS.direct.proof,
    ]);
  },
});
